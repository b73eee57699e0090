type Route = { path: RegExp; render: (m: RegExpMatchArray) => string };
const escape = (s: string): string => s.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
const routes: Route[] = [
  { path: /^\/user\/(\d+)$/, render: (m) => `<h1>User ${m[1]}</h1>` },
  { path: /^\/tag\/(.+)$/, render: (m) => `<h1>${escape(m[1])}</h1>` },
];
const root = document.getElementById('root')!;
function setHtml(el: HTMLElement, markup: string): void {
  el.innerHTML = markup; // error: xss
}
function setText(el: HTMLElement, text: string): void {
  el.textContent = text;
}
function query(name: string): string | null {
  return new URLSearchParams(window.location.search).get(name);
}
class View {
  constructor(private el: HTMLElement, private title: string) {}
  render(): void {
    this.el.innerHTML = `<h1>${this.title}</h1>`; // error: xss
    this.el.title = this.title;
  }
}
class Model {
  #listeners: Array<(v: string) => void> = [];
  on(fn: (v: string) => void) { this.#listeners.push(fn); }
  set(v: string) { for (const fn of this.#listeners) fn(v); }
}
setHtml(root, `<p>${query('msg')}</p>`);
setHtml(root, '<p>static</p>');
setText(root, query('msg') ?? '');
new View(root, query('title') ?? 'x').render();
const model = new Model();
model.on((v) => { root.innerHTML = v; }); // error: xss
model.set(query('m')!);
const count = parseInt(query('count') ?? '0', 10);
root.innerHTML = `<b>${count}</b>`;
const mode = query('mode') as 'a' | 'b';
root.innerHTML = `<b>${mode}</b>`; // error: xss
const known = (['a', 'b'] as const).find((m) => m === query('mode')) ?? 'a';
root.innerHTML = `<b>${known}</b>`;
const el = document.createElement('a');
el.href = `javascript:void(${query('x')})`; // error: xss
el.href = new URL(query('u')!, location.origin).pathname;
root.append(query('msg')!);
root.setAttribute('data-msg', query('msg')!);
const html = [query('a'), query('b')].map((s) => escape(s ?? '')).join('');
root.innerHTML = html;
root.innerHTML = query('c')!.split('').map((c) => `&#${c.charCodeAt(0)};`).join('');
