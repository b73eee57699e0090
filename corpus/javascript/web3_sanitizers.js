import sanitizeHtml from 'sanitize-html';
import xss from 'xss';
import he from 'he';
import escapeHtml from 'escape-html';
import { escape, unescape } from 'lodash';

const text = new URLSearchParams(location.search).get('text');
const out = document.body;

out.innerHTML = sanitizeHtml(text);
out.innerHTML = sanitizeHtml(text, { allowedTags: false, allowedAttributes: false }); // error: xss
out.innerHTML = xss(text);
out.innerHTML = he.encode(text);
out.innerHTML = he.escape(text);
out.innerHTML = he.decode(escapeHtml(text)); // error: xss
out.innerHTML = escapeHtml(text);
out.innerHTML = `<div title="${escape(text)}">x</div>`;
out.innerHTML = unescape(text); // error: xss
out.innerHTML = `<a href="${escapeHtml(text)}">x</a>`; // error: xss
out.innerHTML = `<a href="/p?x=${encodeURIComponent(text)}">x</a>`;
out.innerHTML = text.replace(/</g, '&lt;').replace(/>/g, '&gt;');
out.innerHTML = text.replace(/<script>/gi, ''); // error: xss
out.innerHTML = text.replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);
out.innerHTML = text.replace(/\W+/g, '-');
out.innerHTML = `<script>var t = "${escapeHtml(text)}";</script>`;
