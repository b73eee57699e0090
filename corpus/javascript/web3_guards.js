const p = new URLSearchParams(location.search);
const out = document.body;
const view = p.get('view');
const VIEWS = ['list', 'grid'];

if (VIEWS.indexOf(view) !== -1) out.innerHTML = `<div class="${view}"></div>`;
if (!VIEWS.includes(view)) throw new Error('no such view');
out.innerHTML = `<div class="${view}"></div>`;

const color = p.get('color');
if (/^#[0-9a-f]{3,6}$/i.test(color)) out.innerHTML = `<b style="color:${color}">x</b>`;
if (/[0-9a-f]{3}/.test(color)) out.innerHTML = `<b style="color:${color}">x</b>`; // error: xss
const size = p.get('size');
if (!isNaN(size)) out.innerHTML = `<b>${size}</b>`;
if (Number.isInteger(Number(size))) out.innerHTML = `<b>${Number(size)}</b>`;
const name = p.get('name');
if (name === 'admin') out.innerHTML = `<b>${name}</b>`;
if (name !== 'admin') out.innerHTML = `<b>${name}</b>`; // error: xss
if (name.length < 100) out.innerHTML = `<b>${name}</b>`; // error: xss
if (!name.includes('<')) out.innerHTML = `<b>${name}</b>`;
if (name.indexOf('<script') < 0) out.innerHTML = `<b>${name}</b>`; // error: xss
if (typeof name === 'number') out.innerHTML = name;
const level = { low: 'green', high: 'red' }[p.get('level')] || 'grey';
out.innerHTML = `<b class="${level}"></b>`;
const key = Object.keys({ a: 1, b: 2 }).find((k) => k === p.get('key'));
out.innerHTML = `<b>${key}</b>`;
switch (p.get('mode')) {
  case 'a': out.innerHTML = p.get('mode'); break;
  default: out.innerHTML = p.get('mode'); // error: xss
}
const date = new Date(p.get('date'));
out.innerHTML = `<time>${date}</time>`;
out.innerHTML = `<b>${+p.get('n')}</b><b>${p.get('n') | 0}</b><b>${p.get('n') * 2}</b>`;
out.innerHTML = `<b>${!!p.get('n')}</b><b>${p.get('n') > 3}</b><b>${typeof p.get('n')}</b>`;
