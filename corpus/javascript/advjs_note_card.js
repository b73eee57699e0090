import DOMPurify from 'dompurify';
import { marked } from 'marked';
import { escape as esc } from 'lodash-es';

const template = document.createElement('template');
const store = { text: '', get html() { return `<b>${this.text}</b>`; } };

class NoteCard extends HTMLElement {
  static get observedAttributes() { return ['label']; }
  constructor() {
    super();
    this.attachShadow({ mode: 'open' });
  }
  connectedCallback() {
    const label = new URLSearchParams(location.search).get('label');
    this.shadowRoot.innerHTML = `<style>p{}</style><p>${label}</p>`; // error: xss
    this.innerHTML = `<p>${esc(label)}</p>`;
    this.querySelector('p').textContent = label;
  }
}
customElements.define('note-card', NoteCard);

async function load() {
  const id = new URL(document.location).searchParams.get('id');
  const response = await fetch('/api/notes/' + id);
  const note = await response.json();
  document.querySelector('#note').innerHTML = marked(note.body); // error: xss
  document.querySelector('#note').innerHTML = DOMPurify.sanitize(marked(note.body));
  document.querySelector('#id').innerHTML = id; // error: xss
  document.querySelector('#note').replaceChildren(document.createTextNode(note.body));
  store.text = id;
  document.querySelector('#s').innerHTML = store.html; // error: xss
  template.innerHTML = '<li></li>';
  const li = template.content.cloneNode(true);
  li.firstChild.textContent = note.title;
  const frame = document.createElement('iframe');
  frame.srcdoc = `<p>${id}</p>`; // error: xss
  frame.src = new URLSearchParams(location.search).get('embed'); // error: xss
  const img = document.createElement('img');
  img.src = new URLSearchParams(location.search).get('pic');
  img.setAttribute('onerror', id); // error: code-injection
  img.setAttribute('alt', id);
  const a = document.createElement('a');
  a.setAttribute('href', new URLSearchParams(location.search).get('u')); // error: xss
  const s = document.createElement('script');
  s.src = new URLSearchParams(location.search).get('cdn'); // error: xss
  s.text = id; // error: code-injection
}

window.onhashchange = () => {
  const view = location.hash.replace('#', '');
  document.body.innerHTML = view; // error: xss
  document.body.className = view;
};
window.addEventListener('message', ({ data, origin }) => {
  if (origin !== location.origin) return;
  document.body.innerHTML = data;
});
window.addEventListener('message', (e) => {
  document.querySelector('#log').innerHTML += e.data.text; // error: xss
});
document.querySelector('#form').addEventListener('submit', (e) => {
  e.preventDefault();
  const value = document.querySelector('#input').value;
  document.querySelector('#out').innerHTML = value; // error: xss
  document.querySelector('#out').textContent = value;
});
const saved = localStorage.getItem('draft');
document.querySelector('#draft').innerHTML = saved; // error: xss
const prefs = JSON.parse(localStorage.getItem('prefs') || '{}');
document.querySelector('#size').innerHTML = Number(prefs.size);
load();
