const params = new URLSearchParams(window.location.search);
const markup = params.get('markup');
const target = document.querySelector('main');

const range = document.createRange();
target.append(range.createContextualFragment(markup)); // error: xss

const parsed = new DOMParser().parseFromString(markup, 'text/html');
target.append(...parsed.body.childNodes); // error: xss

const title = new DOMParser().parseFromString(params.get('xml'), 'application/xml').documentElement.tagName;
target.append(title);

const template = document.createElement('template');
template.innerHTML = markup; // error: xss
target.appendChild(template.content.cloneNode(true));

target.setHTMLUnsafe(markup); // error: xss
target.setHTML(markup);

const frame = document.createElement('iframe');
frame.srcdoc = markup; // error: xss
frame.srcdoc = '<p>Loading</p>';
target.append(frame);

const shadow = target.attachShadow({ mode: 'open' });
shadow.innerHTML = `<style>:host { color: red }</style>${markup}`; // error: xss
shadow.innerHTML = '<slot></slot>';
