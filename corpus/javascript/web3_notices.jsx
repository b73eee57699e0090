import React, { useEffect, useRef, useState } from 'react';
import { useSearchParams, useParams, useLocation } from 'react-router-dom';
import DOMPurify from 'dompurify';

export function Notice() {
  const [params] = useSearchParams();
  const message = params.get('message');
  return (
    <div>
      <p>{message}</p>
      <p dangerouslySetInnerHTML={{ __html: message }} /> {/* error: xss */}
      <p dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(message) }} />
      <a href={params.get('back')}>Back</a> {/* error: xss */}
      <a href={`/list?tab=${params.get('tab')}`}>List</a>
      <img src={params.get('logo')} alt="" />
    </div>
  );
}

export function Page() {
  const { slug } = useParams();
  const location = useLocation();
  const ref = useRef(null);
  const [html, setHtml] = useState('');
  useEffect(() => {
    ref.current.innerHTML = `<h1>${slug}</h1>`; // error: xss
    setHtml(decodeURIComponent(location.hash));
  }, [slug]);
  return React.createElement('section', { ref, dangerouslySetInnerHTML: { __html: html } }); // error: xss
}

export function Frame() {
  const [params] = useSearchParams();
  const src = params.get('src');
  const props = { dangerouslySetInnerHTML: { __html: src } };
  return (
    <>
      <iframe title="x" src={src} /> {/* error: xss */}
      <iframe title="y" sandbox="" srcDoc="<p>hi</p>" />
      <div {...props} /> {/* error: xss */}
    </>
  );
}
