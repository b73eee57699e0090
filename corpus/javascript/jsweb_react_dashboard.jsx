import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link, useLocation, useNavigate, useParams, useSearchParams } from 'react-router-dom';
import DOMPurify from 'dompurify';
import { marked } from 'marked';
import axios from 'axios';

const TABS = ['overview', 'activity', 'settings'];

function useTab() {
  const [params, setParams] = useSearchParams();
  const raw = params.get('tab');
  const tab = TABS.includes(raw) ? raw : 'overview';
  return [tab, (next) => setParams({ tab: next })];
}

function Highlight({ text, term }) {
  const parts = text.split(term);
  return (
    <p>
      {parts.map((part, index) => (
        <span key={index}>{part}</span>
      ))}
    </p>
  );
}

function RichText({ html }) {
  const clean = useMemo(() => DOMPurify.sanitize(html), [html]);
  return <div className="rich" dangerouslySetInnerHTML={{ __html: clean }} />;
}

function Banner() {
  const { search } = useLocation();
  const message = new URLSearchParams(search).get('message');
  if (!message) return null;
  return <aside dangerouslySetInnerHTML={{ __html: message }} />; // error: xss
}

function Comments({ projectId }) {
  const [comments, setComments] = useState([]);
  const [error, setError] = useState(null);

  useEffect(() => {
    let active = true;
    async function load() {
      try {
        const response = await axios.get(`/api/projects/${projectId}/comments`);
        if (active) setComments(response.data);
      } catch (failure) {
        setError(failure.message);
      }
    }
    load();
    return () => {
      active = false;
    };
  }, [projectId]);

  if (error) return <p>{error}</p>;
  return (
    <ul>
      {comments.map((comment) => (
        <li key={comment.id}>
          <strong>{comment.author}</strong>
          <div dangerouslySetInnerHTML={{ __html: comment.body }} /> {/* error: xss */}
          <RichText html={comment.body} />
        </li>
      ))}
    </ul>
  );
}

export default function Dashboard() {
  const { projectId } = useParams();
  const [params] = useSearchParams();
  const [tab, setTab] = useTab();
  const [note, setNote] = useState('');
  const canvas = useRef(null);
  const navigate = useNavigate();
  const term = params.get('term') ?? '';
  const back = params.get('back') ?? '/';

  useEffect(() => {
    canvas.current.innerHTML = `<svg><text>${term}</text></svg>`; // error: xss
    canvas.current.textContent = term;
    document.title = `${projectId} - ${tab}`;
  }, [term, projectId, tab]);

  useEffect(() => {
    setNote(params.get('note') || '');
  }, [params]);

  const leave = useCallback(() => {
    window.location.href = back; // error: xss error: open-redirect
  }, [back]);

  const stay = useCallback(() => {
    navigate('/projects');
  }, [navigate]);

  const safeBack = /^https?:\/\//i.test(back) ? back : '/';

  return (
    <main className={tab}>
      <h1>{term}</h1>
      <Banner />
      <Highlight text={note} term={term} />
      <section dangerouslySetInnerHTML={{ __html: note }} /> {/* error: xss */}
      <section dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(note) }} />
      <section dangerouslySetInnerHTML={{ __html: marked.parse(note) }} /> {/* error: xss */}
      <section dangerouslySetInnerHTML={{ __html: `<i>${encodeURIComponent(note)}</i>` }} />
      <a href={back}>Back</a> {/* error: xss */}
      <a href={safeBack}>Back</a>
      <a href={`/projects/${projectId}`}>Project</a>
      <Link to={`/projects/${projectId}/edit`}>Edit</Link>
      <iframe title="report" src={params.get('report')} /> {/* error: xss */}
      <iframe title="report" src={`/reports/${params.get('report')}`} />
      <img alt={term} src={params.get('avatar')} />
      <div ref={canvas} />
      <button onClick={leave}>Leave</button>
      <button onClick={stay}>Stay</button>
      <button onClick={() => setTab('activity')}>Activity</button>
      <Comments projectId={projectId} />
    </main>
  );
}
