import { createElement, useContext, createContext, useReducer, useState, type ChangeEvent, type FC, type FormEvent, type ReactNode } from 'react';
import { useRouter } from 'next/router';
import { usePathname, useSearchParams } from 'next/navigation';
import Script from 'next/script';
import Link from 'next/link';
import { renderToStaticMarkup } from 'react-dom/server';
import sanitizeHtml from 'sanitize-html';

type Action = { type: 'set'; value: string } | { type: 'clear' };
interface Item { id: number; label: string; html: string; kind: 'a' | 'b'; }

const Message = createContext<string>('');

function reducer(state: { html: string }, action: Action): { html: string } {
  switch (action.type) {
    case 'set':
      return { ...state, html: action.value };
    default:
      return { html: '' };
  }
}

const Raw: FC<{ html: string }> = ({ html }) => <span dangerouslySetInnerHTML={{ __html: html }} />; // error: xss
const Shown: FC<{ text: string; children?: ReactNode }> = ({ text, children }) => <b title={text}>{text}{children}</b>;

export function Editor() {
  const [text, setText] = useState('');
  const [state, dispatch] = useReducer(reducer, { html: '' });
  const change = (event: ChangeEvent<HTMLTextAreaElement>) => setText(event.target.value);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    dispatch({ type: 'set', value: text });
  };
  return (
    <form onSubmit={submit}>
      <textarea value={text} onChange={change} />
      <div dangerouslySetInnerHTML={{ __html: text }} /> {/* error: xss */}
      <div dangerouslySetInnerHTML={{ __html: sanitizeHtml(text) }} />
      <div dangerouslySetInnerHTML={{ __html: state.html }} /> {/* error: xss */}
      <output>{text}</output>
      <meter value={text.length} />
    </form>
  );
}

export function Banner() {
  const search = useSearchParams();
  const path = usePathname();
  const message = search?.get('message') ?? '';
  return (
    <Message.Provider value={message}>
      <Raw html={message} />
      <Raw html="<b>Fixed</b>" />
      <Shown text={message}>{path}</Shown>
      <Link href={`/search?q=${message}`}>again</Link>
      <a href={message}>open</a> {/* error: xss */}
      <a href={'/open?u=' + message}>open</a>
      <Script id="config" dangerouslySetInnerHTML={{ __html: `window.message = "${message}"` }} /> {/* error: xss */}
      {createElement('div', { dangerouslySetInnerHTML: { __html: message } })} {/* error: xss */}
      {createElement('div', { title: message }, message)}
      {createElement('a', { href: message }, 'go')} {/* error: xss */}
      <div dangerouslySetInnerHTML={{ __html: renderToStaticMarkup(<Shown text={message} />) }} />
    </Message.Provider>
  );
}

export function Page() {
  const router = useRouter();
  const { slug, returnUrl } = router.query;
  const title = Array.isArray(slug) ? slug[0] : slug;
  const login = async () => {
    await router.push(returnUrl as string); // error: xss error: open-redirect
    await router.push({ pathname: '/login', query: { returnUrl } });
    await router.push(`/items/${title}`);
    await router.replace('/done');
  };
  return (
    <main>
      <h1 dangerouslySetInnerHTML={{ __html: `Page ${title}` }} /> {/* error: xss */}
      <h1>{`Page ${title}`}</h1>
      <button onClick={login}>Log in</button>
    </main>
  );
}

export function Items({ items }: { items: Item[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.id} data-kind={item.kind}>
          <Shown text={item.label} />
          <i dangerouslySetInnerHTML={{ __html: `<b>${item.id}</b>` }} />
        </li>
      ))}
    </ul>
  );
}

export function Greeting() {
  const message = useContext(Message);
  const props = { className: 'greeting', title: message };
  return <p {...props}>{message}</p>;
}
