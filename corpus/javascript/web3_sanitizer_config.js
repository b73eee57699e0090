import DOMPurify from 'dompurify';
import createDOMPurify from 'dompurify';
import xss, { FilterXSS } from 'xss';
import sanitizeHtml from 'sanitize-html';
import { sanitizeUrl } from '@braintree/sanitize-url';

const dirty = new URLSearchParams(location.search).get('html');
const out = document.getElementById('out');
const purify = createDOMPurify(window);

out.innerHTML = purify.sanitize(dirty);
out.innerHTML = DOMPurify.sanitize(dirty, { USE_PROFILES: { html: true } });
out.append(DOMPurify.sanitize(dirty, { RETURN_DOM_FRAGMENT: true }));
out.innerHTML = DOMPurify.sanitize(dirty) + dirty; // error: xss
out.innerHTML = decodeURIComponent(DOMPurify.sanitize(dirty)); // error: xss
const clean = DOMPurify.sanitize(dirty);
out.innerHTML = `<div>${clean}</div>`;
out.innerHTML = new FilterXSS({ whiteList: { b: [] } }).process(dirty);
out.innerHTML = xss(dirty, { stripIgnoreTag: true });
out.innerHTML = sanitizeHtml(dirty, { allowedTags: ['b', 'i'], allowedAttributes: {} });
out.innerHTML = sanitizeHtml(dirty, { allowedTags: sanitizeHtml.defaults.allowedTags.concat(['img']) });
const link = document.createElement('a');
link.href = sanitizeUrl(dirty);
link.href = DOMPurify.sanitize(dirty); // error: xss
if (DOMPurify.isSupported) {
  out.innerHTML = DOMPurify.sanitize(dirty);
} else {
  out.innerHTML = dirty; // error: xss
}
