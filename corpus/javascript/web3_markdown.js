import { marked } from 'marked';
import MarkdownIt from 'markdown-it';
import showdown from 'showdown';
import hljs from 'highlight.js';
import DOMPurify from 'dompurify';

const source = decodeURIComponent(location.hash.slice(1));
const out = document.getElementById('out');

out.innerHTML = marked(source); // error: xss
out.innerHTML = marked.parse(source); // error: xss
out.innerHTML = DOMPurify.sanitize(marked.parse(source));
out.innerHTML = new MarkdownIt().render(source);
out.innerHTML = new MarkdownIt({ html: true }).render(source); // error: xss
out.innerHTML = new showdown.Converter().makeHtml(source); // error: xss
out.innerHTML = hljs.highlight(source, { language: 'js' }).value;
out.innerHTML = hljs.highlightAuto(source).value;
const md = MarkdownIt({ html: true, linkify: true });
out.innerHTML = md.renderInline(source); // error: xss
out.innerHTML = DOMPurify.sanitize(source, { ALLOWED_TAGS: ['b'] });
out.innerHTML = '<div>' + DOMPurify.sanitize(source) + '</div>';
