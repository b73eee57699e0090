import { useCallback, useEffect, useMemo, useReducer, useState } from 'react';
import { useRouter } from 'next/router';
import { useSearchParams } from 'next/navigation';
import DOMPurify from 'isomorphic-dompurify';

function useHash(): string {
  const [hash, setHash] = useState('');
  useEffect(() => {
    const update = () => setHash(decodeURIComponent(window.location.hash.slice(1)));
    window.addEventListener('hashchange', update);
    update();
    return () => window.removeEventListener('hashchange', update);
  }, []);
  return hash;
}

export function Anchor() {
  const hash = useHash();
  const clean = useMemo(() => DOMPurify.sanitize(hash), [hash]);
  return (
    <div>
      <p dangerouslySetInnerHTML={{ __html: hash }} /> {/* error: xss */}
      <p dangerouslySetInnerHTML={{ __html: clean }} />
      <p>{hash}</p>
    </div>
  );
}

export function Back() {
  const router = useRouter();
  const target = router.query.returnTo as string;
  const params = useSearchParams();
  const go = useCallback(() => {
    window.location.assign(target); // error: xss error: open-redirect
  }, [target]);
  const safe = params.get('next')?.startsWith('/') ? params.get('next')! : '/';
  return (
    <div>
      <a href={target}>Back</a> {/* error: xss */}
      <a href={safe}>Next</a>
      <a href={`/list/${params.get('page')}`}>List</a>
      <button onClick={go}>Go</button>
      <button onClick={() => router.push('/home')}>Home</button>
    </div>
  );
}
