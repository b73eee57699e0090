const params = new URLSearchParams(window.location.search);
const next = params.get('next');
const ALLOWED = new Map([['home', '/'], ['cart', '/cart'], ['help', 'https://help.example.com/']]);

function go(url) {
  window.location.href = url; // error: xss error: open-redirect
}

function goInside(path) {
  window.location.href = '/app' + path;
}

function sameSite(value) {
  try {
    return new URL(value, window.location.origin).origin === window.location.origin;
  } catch {
    return false;
  }
}

const isLocalPath = (value) => /^\/(?![/\\])/.test(value);

document.querySelector('#a').onclick = () => go(next);
document.querySelector('#b').onclick = () => go('/fixed');
document.querySelector('#c').onclick = () => goInside('?from=' + next);

document.querySelector('#d').addEventListener('click', () => {
  location = next; // error: xss error: open-redirect
  location.replace(next); // error: xss error: open-redirect
  window.open(next); // error: xss
  window.open(next, '_self'); // error: xss
  document.location = next; // error: xss error: open-redirect
  top.location.href = next; // error: xss error: open-redirect
  self.location.assign(`${next}?ok=1`); // error: xss error: open-redirect
  window.navigation.navigate(next); // error: xss error: open-redirect
});

document.querySelector('#e').addEventListener('click', () => {
  if (sameSite(next)) location.href = next;
  if (isLocalPath(next)) location.href = next;
  location.href = ALLOWED.get(next) ?? '/';
  location.href = new URL(next, location.origin).pathname;
  location.href = 'https://example.com/' + next;
  location.href = `https://example.com/?u=${next}`;
  location.search = '?next=' + next;
  location.hash = next;
});

document.querySelector('#f').addEventListener('click', () => {
  if (next.startsWith('/')) {
    location.href = next; // error: open-redirect
  }
  if (next.startsWith('https://example.com')) {
    location.href = next; // error: open-redirect
  }
  if (next.startsWith('https://example.com/')) {
    location.href = next;
  }
  if (next.includes('example.com')) {
    location.href = next; // error: xss error: open-redirect
  }
  if (next.endsWith('.example.com')) {
    location.href = next; // error: xss error: open-redirect
  }
  if (new URL(next).hostname === 'example.com') {
    location.href = 'https://example.com' + new URL(next).pathname;
  }
  if (/^https:\/\/(www\.)?example\.com\//.test(next)) {
    location.href = next;
  }
  if (/^https:\/\/.*example.com/.test(next)) {
    location.href = next; // error: open-redirect
  }
});

const hash = window.location.hash.substring(1);
setTimeout(() => { window.location = decodeURIComponent(hash); }, 3000); // error: xss error: open-redirect
setTimeout(() => { window.location = '#' + hash; }, 3000);
setTimeout(() => { window.location.reload(); }, 3000);

const target = /[?&]to=([^&]*)/.exec(location.search)?.[1];
if (target) {
  location.href = decodeURIComponent(target); // error: xss error: open-redirect
  location.href = '/to/' + target;
}

const meta = document.createElement('meta');
meta.httpEquiv = 'refresh';
meta.content = '0; url=' + next; // error: open-redirect
document.head.append(meta);

fetch('/api/login', { method: 'POST' }).then((r) => r.json()).then((data) => {
  location.href = '/welcome/' + data.id;
});
history.replaceState(null, '', next);
