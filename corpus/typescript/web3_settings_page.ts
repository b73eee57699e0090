import { some, startsWith } from 'lodash';
import { apiFetch } from './api';
import { partnerOrigins, editorOrigins } from './origins';

const out = document.querySelector('#out') as HTMLElement;
const EDITOR = 'https://editor.example.com';

/* What a visitor picks is one of the values that the page offers; what is typed is not. */
const theme = document.querySelector('select.theme') as HTMLSelectElement;
theme.addEventListener('change', function () {
  out.innerHTML = `<span class="${this.value}"></span>`;
  out.innerHTML = `<b>${theme.value}</b>`;
});
const nick = document.querySelector('input.nick') as HTMLInputElement;
nick.addEventListener('change', (event) => {
  out.innerHTML = `<b>${nick.value}</b>`; // error: xss
  out.innerHTML = `<b>${(event.target as HTMLInputElement).value}</b>`; // error: xss
  out.textContent = nick.value;
});

/* The path of the page's address is percent-encoded until somebody decodes it. */
function showCrumbs(): void {
  const parts = location.pathname.split('/');
  out.innerHTML = `<a href="https://docs.example.com${location.pathname}">stable</a>`;
  out.innerHTML = `<li>${parts[parts.length - 1]}</li>`;
  out.innerHTML = `<li>${decodeURIComponent(parts[parts.length - 1])}</li>`; // error: xss
  out.innerHTML = `<a title='${location.pathname}'>here</a>`; // error: xss
  out.innerHTML = `<li>${location.hash}</li>`; // error: xss
}

/* Messages: one origin, a prefix that another origin may have too, no check. */
window.addEventListener('message', (event: MessageEvent) => {
  if (event.origin !== EDITOR) return;
  out.innerHTML = event.data.preview;
});
window.addEventListener('message', (event: MessageEvent) => {
  if (!editorOrigins.includes(event.origin)) return;
  out.innerHTML = event.data.preview;
});
window.addEventListener('message', (event: MessageEvent) => {
  if (event.origin.startsWith(EDITOR)) {
    out.innerHTML = event.data.preview; // error: xss
  }
});
window.addEventListener('message', (event: MessageEvent) => {
  out.innerHTML = event.data.preview; // error: xss
});

/** What a message of the editor holds; where it goes is not decided here. */
export function payloadOf(event: MessageEvent): { preview: string } | null {
  if (event.type !== 'message' || !event.data) return null;
  return event.data.payload;
}

export function isPartner(event: MessageEvent): boolean {
  return some(partnerOrigins, (origin: string) => startsWith(event.origin, origin));
}

/* What a server answers is not made of what it was asked. */
export async function search(): Promise<void> {
  const term = new URLSearchParams(location.search).get('q') ?? '';
  const found = await apiFetch('/search', { method: 'POST', body: { term } });
  out.innerHTML = found.html;
  out.innerHTML = `<p>Results for ${term}</p>`; // error: xss
  const answer = await (await fetch(`/search?q=${encodeURIComponent(term)}`)).json();
  out.innerHTML = `<meter value="${answer.count}"></meter>`;
  out.innerHTML = `<li id="hit-${answer.first.id}"></li>`;
  out.innerHTML = `<li>${answer.first.label}</li>`; // error: xss
  const link = document.createElement('a');
  link.href = answer.first.website; // error: xss
  link.href = base() + answer.first.path;
  out.append(link);
}

function base(): string {
  return document.body.dataset.base ?? '';
}

/* Words and settings that the page's author put into attributes. */
export function label(button: HTMLElement): void {
  const words = JSON.parse(button.dataset.i18n ?? '{}');
  out.innerHTML = words.confirm;
  out.innerHTML = `<time>${button.dataset.date}</time>`;
  out.innerHTML = `<b>${button.dataset.owner}</b>`; // error: xss
}

showCrumbs();
