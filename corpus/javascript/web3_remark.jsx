import { unified } from 'unified';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import ReactMarkdown from 'react-markdown';
import { useSearchParams } from 'react-router-dom';

const source = decodeURIComponent(window.location.hash.slice(1));
const out = document.querySelector('#out');

const raw = unified()
  .use(remarkParse)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeStringify, { allowDangerousHtml: true })
  .processSync(source);
out.innerHTML = String(raw); // error: xss

const clean = unified().use(remarkParse).use(remarkRehype).use(rehypeSanitize).use(rehypeStringify).processSync(source);
out.innerHTML = String(clean);

export function Note() {
  const [params] = useSearchParams();
  return (
    <>
      <ReactMarkdown>{params.get('text')}</ReactMarkdown>
      <ReactMarkdown rehypePlugins={[rehypeRaw]}>{params.get('text')}</ReactMarkdown> {/* error: xss */}
      <ReactMarkdown rehypePlugins={[rehypeRaw, rehypeSanitize]}>{params.get('text')}</ReactMarkdown>
    </>
  );
}
