import React, { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link, Navigate, useLocation, useNavigate, useParams, useSearchParams } from 'react-router-dom';
import DOMPurify from 'dompurify';
import { marked } from 'marked';
import clsx from 'clsx';
import parse from 'html-react-parser';

const TABS = { details: '<h2>Details</h2>', reviews: '<h2>Reviews</h2>' };

function useQuery() {
  const { search } = useLocation();
  return useMemo(() => new URLSearchParams(search), [search]);
}

function Html({ value, as: Tag = 'div' }) {
  return <Tag dangerouslySetInnerHTML={{ __html: value }} />; // error: xss
}

function CleanHtml({ value }) {
  const html = useMemo(() => DOMPurify.sanitize(value), [value]);
  return <div dangerouslySetInnerHTML={{ __html: html }} />;
}

export function Search() {
  const query = useQuery();
  const term = query.get('q');
  const markup = { __html: `Results for <em>${term}</em>` };
  return (
    <section className={clsx('results', query.get('class'))}>
      <h1>{term}</h1>
      <p dangerouslySetInnerHTML={markup} /> {/* error: xss */}
      <Html value={query.get('banner')} />
      <CleanHtml value={query.get('banner')} />
      <p title={term} data-term={term}>{term && term.length}</p>
    </section>
  );
}

export function Tab() {
  const { tab } = useParams();
  const html = TABS[tab] ?? TABS.details;
  return (
    <>
      <div dangerouslySetInnerHTML={{ __html: html }} />
      <div dangerouslySetInnerHTML={{ __html: `<i>${encodeURIComponent(tab)}</i>` }} />
      {parse(tab)} {/* error: xss */}
    </>
  );
}

export function Profile({ user }) {
  const [params] = useSearchParams();
  const [bio, setBio] = useState('');
  const [error, setError] = useState(null);
  const box = useRef(null);

  useEffect(() => {
    let live = true;
    fetch(`/api/users/${encodeURIComponent(params.get('id'))}`)
      .then((response) => response.json())
      .then((data) => live && setBio(data.bio))
      .catch((reason) => setError(reason));
    return () => { live = false; };
  }, [params]);

  useEffect(() => {
    if (box.current) {
      box.current.innerHTML = params.get('note'); // error: xss
      box.current.textContent = params.get('note');
    }
  }, [params]);

  const copy = useCallback((event) => {
    event.currentTarget.innerHTML = '<b>' + params.get('label') + '</b>'; // error: xss
    event.currentTarget.innerText = params.get('label');
  }, [params]);

  return (
    <article>
      <div dangerouslySetInnerHTML={{ __html: bio }} /> {/* error: xss */}
      <div dangerouslySetInnerHTML={{ __html: marked(bio) }} /> {/* error: xss */}
      <div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(marked(bio)) }} />
      <div>{bio}</div>
      <div ref={box} onClick={copy} />
      <a href={params.get('site')}>site</a> {/* error: xss */}
      <a href={`https://example.com/${params.get('site')}`}>site</a>
      <Link to={`/users/${params.get('id')}`}>profile</Link>
      <img src={params.get('avatar')} alt={user.name} />
      <iframe title="card" src={params.get('card')} /> {/* error: xss */}
      {error && <p>{error.message}</p>}
    </article>
  );
}

export function Login() {
  const navigate = useNavigate();
  const location = useLocation();
  const [params] = useSearchParams();
  const done = () => navigate(location.state?.from ?? '/', { replace: true });
  const leave = () => { window.location.href = params.get('next'); }; // error: xss error: open-redirect
  const home = () => { window.location.href = '/home?from=' + params.get('next'); };
  if (params.has('old')) return <Navigate to="/login" replace />;
  return <form onSubmit={done}><button onClick={leave}>Go</button><button onClick={home}>Home</button></form>;
}
