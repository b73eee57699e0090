import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLocation, useSearchParams, Link } from 'react-router-dom';
import { useQuery, useMutation } from '@tanstack/react-query';
import useSWR from 'swr';
import ReactMarkdown from 'react-markdown';
import rehypeRaw from 'rehype-raw';
import qs from 'qs';
import { sanitize } from 'isomorphic-dompurify';

const fetcher = (url) => fetch(url).then((response) => response.json());
const ICONS = { ok: '<svg viewBox="0 0 1 1"></svg>', bad: '<svg></svg>' };

const Icon = memo(({ name }) => <i dangerouslySetInnerHTML={{ __html: ICONS[name] }} />);

function Card({ title, body, children }) {
  return (
    <div className="card">
      <h3>{title}</h3>
      <div dangerouslySetInnerHTML={{ __html: body }} /> {/* error: xss */}
      {children}
    </div>
  );
}

function CleanCard({ body }) {
  return <div dangerouslySetInnerHTML={{ __html: sanitize(body) }} />;
}

export function Report() {
  const { search, hash } = useLocation();
  const { title, tab, back } = qs.parse(search, { ignoreQueryPrefix: true });
  const { data } = useSWR('/api/report', fetcher);
  const { data: notes } = useQuery({ queryKey: ['notes'], queryFn: () => fetcher('/api/notes') });
  const section = useRef(null);

  useLayoutEffect(() => {
    section.current.innerHTML = decodeURIComponent(hash.slice(1)); // error: xss
    section.current.textContent = decodeURIComponent(hash.slice(1));
  }, [hash]);

  if (!data) return <p>Loading</p>;
  return (
    <main>
      <Card title={title} body={title} />
      <Card title={title} body="<p>Fixed</p>" />
      <CleanCard body={title} />
      <Icon name={tab} />
      <div dangerouslySetInnerHTML={{ __html: data.html }} /> {/* error: xss */}
      <div dangerouslySetInnerHTML={{ __html: `${data.items.length} items` }} />
      <ul>
        {notes?.map((note) => (
          <li key={note.id}>
            <span dangerouslySetInnerHTML={{ __html: note.text }} /> {/* error: xss */}
            <span>{note.text}</span>
            <a href={note.url}>open</a> {/* error: xss */}
            <a href={`/notes/${note.id}`}>open</a>
          </li>
        ))}
      </ul>
      <ReactMarkdown>{title}</ReactMarkdown>
      <ReactMarkdown rehypePlugins={[rehypeRaw]}>{title}</ReactMarkdown> {/* error: xss */}
      <a href={back}>back</a> {/* error: xss */}
      <Link to={back}>back</Link>
      <a href={/^https:\/\//.test(back) ? back : '/'}>back</a>
      <img src={title} alt="" />
    </main>
  );
}

export class Legacy extends React.Component {
  constructor(props) {
    super(props);
    this.state = { message: new URLSearchParams(window.location.search).get('m'), count: 0 };
    this.box = React.createRef();
  }

  componentDidMount() {
    this.box.current.innerHTML = this.state.message; // error: xss
    this.box.current.innerText = this.state.message;
    fetcher('/api/message').then((answer) => this.setState({ html: answer.html }));
  }

  render() {
    const { message, html, count } = this.state;
    return (
      <div ref={this.box}>
        <p dangerouslySetInnerHTML={{ __html: message }} /> {/* error: xss */}
        <p dangerouslySetInnerHTML={{ __html: html }} />
        <p dangerouslySetInnerHTML={{ __html: `<b>${count}</b>` }} />
        <p>{message}{html}</p>
      </div>
    );
  }
}

export function Preview() {
  const [params, setParams] = useSearchParams();
  const [html, setHtml] = useState(() => params.get('html') ?? '');
  const save = useMutation({ mutationFn: (text) => fetch('/api/save', { method: 'POST', body: text }) });
  useEffect(() => {
    const listener = (event) => {
      if (event.origin === window.location.origin) setHtml(event.data);
    };
    window.addEventListener('message', listener);
    return () => window.removeEventListener('message', listener);
  }, []);
  return (
    <form onSubmit={() => save.mutate(html)}>
      <input value={html} onChange={(event) => setParams({ html: event.target.value })} />
      <iframe title="preview" srcDoc={html} /> {/* error: xss */}
      <iframe title="preview" srcDoc={sanitize(html)} />
    </form>
  );
}
