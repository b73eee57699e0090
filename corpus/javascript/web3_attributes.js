const q = new URLSearchParams(location.search);
const link = document.createElement('a');
const button = document.createElement('button');
const url = q.get('url');

link.setAttribute('href', url); // error: xss
link.setAttribute('title', url);
link.setAttribute('rel', 'noopener');
button.setAttribute('onclick', url); // error: code-injection
button.setAttribute('aria-label', url);
button.setAttribute('formaction', url); // error: xss

const use = document.createElementNS('http://www.w3.org/2000/svg', 'a');
use.setAttributeNS('http://www.w3.org/1999/xlink', 'xlink:href', url); // error: xss

const script = document.createElement('script');
script.src = url; // error: xss
script.text = 'window.page = ' + JSON.stringify({ id: Number(q.get('id')) });
script.textContent = q.get('code'); // error: code-injection
document.head.append(script);

const form = document.createElement('form');
form.action = url; // error: xss
form.method = 'post';

const parsed = new URL(url, location.href);
if (parsed.protocol === 'https:' || parsed.protocol === 'http:') {
  link.href = parsed.href;
}
if (url.startsWith('https://')) {
  link.href = url;
}
link.href = 'mailto:' + url;
link.href = encodeURIComponent(url);

const data = document.createElement('script');
data.type = 'application/json';
data.textContent = JSON.stringify({ url });
document.head.append(data);
