const link = document.createElement('a');
const raw = new URLSearchParams(location.search).get('u');

if (/^https?:\/\//i.test(raw)) {
  link.href = raw;
}
if (raw.indexOf('javascript:') === -1) {
  link.href = raw; // error: xss
}
if (raw.indexOf('/') === 0) {
  link.href = raw;
}
const ALLOWED = new Set(['http:', 'https:', 'mailto:']);
function safeUrl(text) {
  try {
    const url = new URL(text, location.origin);
    return ALLOWED.has(url.protocol) ? url.href : 'about:blank';
  } catch {
    return 'about:blank';
  }
}
link.href = safeUrl(raw);

function origin(text) {
  const url = new URL(text, location.href);
  if (url.origin !== location.origin) {
    return '/';
  }
  return url.pathname + url.search;
}
location.href = origin(raw);
switch (new URL(raw).protocol) {
  case 'https:':
    link.href = raw;
    break;
  default:
    link.href = raw; // error: xss
}
link.href = raw.replace('javascript:', ''); // error: xss
link.href = '?page=' + raw;
link.href = `${location.pathname}?u=${raw}`;
link.href = './' + raw;
link.href = raw + '.html'; // error: xss
