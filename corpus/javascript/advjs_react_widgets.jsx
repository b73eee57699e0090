import React, { useState, useEffect, useRef } from 'react';
import { useParams, useSearchParams, useLocation, useNavigate } from 'react-router-dom';
import DOMPurify from 'dompurify';

const SAFE_PROTOCOLS = ['http:', 'https:'];

function isSafeUrl(value) {
  try {
    return SAFE_PROTOCOLS.includes(new URL(value).protocol);
  } catch {
    return false;
  }
}

export function Search() {
  const [params] = useSearchParams();
  const q = params.get('q') ?? '';
  return (
    <section>
      <h1>{q}</h1>
      <div dangerouslySetInnerHTML={{ __html: q }} />{/* error: xss */}
      <div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(q) }} />
      <a href={params.get('back')}>Back</a>{/* error: xss */}
      <a href={`/search?q=${q}`}>Again</a>
      <a href={isSafeUrl(params.get('ref')) ? params.get('ref') : '#'}>Ref</a>
      <img alt={q} src="/logo.png" />
    </section>
  );
}

export function Redirector() {
  const { search } = useLocation();
  const navigate = useNavigate();
  const target = new URLSearchParams(search).get('to');
  useEffect(() => {
    window.location.href = target; // error: xss error: open-redirect
  }, [target]);
  useEffect(() => {
    if (target && target.startsWith('/') && !target.startsWith('//')) {
      window.location.assign(target);
    }
  }, [target]);
  return <button onClick={() => navigate('/home')}>Home</button>;
}

export function Widget() {
  const ref = useRef(null);
  const { id } = useParams();
  const [html, setHtml] = useState('');
  useEffect(() => {
    ref.current.innerHTML = `<h2>${id}</h2>`; // error: xss
  }, [id]);
  useEffect(() => {
    fetch(`/api/widgets/${encodeURIComponent(id)}`)
      .then((r) => r.json())
      .then((data) => setHtml(data.html));
  }, [id]);
  return (
    <>
      <div ref={ref} />
      <div dangerouslySetInnerHTML={{ __html: html }} />
    </>
  );
}

export class Banner extends React.Component {
  state = { text: new URLSearchParams(window.location.search).get('banner') };

  markup() {
    return { __html: this.state.text }; 
  }

  render() {
    return (
      <div>
        <p>{this.state.text}</p>
        <p dangerouslySetInnerHTML={this.markup()} />{/* error: xss */}
        <p dangerouslySetInnerHTML={{ __html: '<b>fixed</b>' }} />
      </div>
    );
  }
}
