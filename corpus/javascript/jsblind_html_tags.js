const express = require('express');
const _ = require('lodash');
const he = require('he');
const app = express();

const ESC = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' };
const escapeAll = (v) => `${v}`.replace(/[&<>"']/g, (m) => ESC[m]);
function html(strings, ...values) {
  return strings.reduce((out, s, i) => out + s + (i < values.length ? escapeAll(values[i]) : ''), '');
}
function raw(strings, ...values) {
  return strings.map((s, i) => s + (values[i] ?? '')).join('');
}
const tag = (name, attrs = {}, ...children) =>
  `<${name}${Object.entries(attrs).map(([k, v]) => ` ${k}="${escapeAll(v)}"`).join('')}>${children.join('')}</${name}>`;
class Page {
  #title = '';
  #parts = [];
  title(t) { this.#title = t; return this; }
  add(p) { this.#parts.push(p); return this; }
  text(p) { this.#parts.push(_.escape(p)); return this; }
  toString() { return `<title>${_.escape(this.#title)}</title>${this.#parts.join('')}`; }
}

app.get('/1', (req, res) => res.send(html`<p>${req.query.q}</p>`));
app.get('/2', (req, res) => res.send(raw`<p>${req.query.q}</p>`)); // error: xss
app.get('/3', (req, res) => res.send(tag('p', { class: req.query.c }, 'fixed')));
app.get('/4', (req, res) => res.send(tag('p', {}, req.query.q))); // error: xss
app.get('/5', (req, res) => res.send(new Page().title(req.query.t).text(req.query.q).toString()));
app.get('/6', (req, res) => res.send(String(new Page().title('x').add(req.query.q)))); // error: xss
app.get('/7', (req, res) => res.send(he.decode(escapeAll(req.query.q)))); // error: xss
app.get('/8', (req, res) => res.send(escapeAll(he.decode(req.query.q))));
app.get('/9', (req, res) => {
  const params = new URLSearchParams({ q: req.query.q, page: 2 });
  res.send(`<a href="/search?${params}">next</a>`);
});
app.get('/10', (req, res) => res.send(`<a href="${encodeURI(req.query.u)}">x</a>`)); // error: xss
app.get('/11', (req, res) => res.send(`<p>${String.raw`${req.query.q}`}</p>`)); // error: xss
app.get('/12', (req, res) => res.send(['<p>', req.query.q, '</p>'].reduce((a, b) => a + b, ''))); // error: xss
app.get('/13', (req, res) => res.send('<ul>' + Array.from(new Set([].concat(req.query.t)), (t) => `<li>${escapeAll(t)}</li>`).join('') + '</ul>'));
app.get('/14', (req, res) => res.send([].concat(req.query.t).flatMap((t) => ['<li>', t]).join(''))); // error: xss
app.get('/15', (req, res) => {
  const size = { s: 'small', l: 'large' }[req.query.size];
  res.send(`<p class="${size ?? 'medium'}">x</p>`);
});
app.get('/16', (req, res) => {
  const color = /^#[0-9a-f]{6}$/i.test(req.query.color) ? req.query.color : '#000000';
  res.send(`<p style="color: ${color}">x</p>`);
});
app.get('/17', (req, res) => {
  res.locals.name = req.query.name;
  app.locals.site = 'Site';
  res.send(`<p>${app.locals.site}</p><p>${res.locals.name}</p>`); // error: xss
});
app.get('/18', (req, res) => {
  let out = '';
  for (const [i, ch] of [...req.query.q].entries()) out += ch === '<' ? '&lt;' : ch === '>' ? '&gt;' : ch;
  res.send(`<p>${out}</p>`);
});
app.get('/19', (req, res) => res.send(`<p>${_.truncate(req.query.q, { length: 20 })}</p>`)); // error: xss
app.get('/20', (req, res) => res.send(`<p>${_.capitalize(_.escape(req.query.q))}</p>`));
app.get('/21', (req, res) => res.send(`<!-- ${req.query.debug} --><p>x</p>`)); // error: xss
app.get('/22', (req, res) => res.send(`<p data-n="${req.query.n >>> 0}">${!!req.query.b}</p>`));
app.get('/23', (req, res) => res.send(`<script src="/js/${encodeURIComponent(req.query.v)}.js"></script>`));
app.get('/24', (req, res) => res.send(`<script>const id = "${escapeAll(req.query.id)}";</script>`));
app.get('/25', (req, res) => res.send(`<button onclick="go('${escapeAll(req.query.id)}')">x</button>`)); // error: xss
app.get('/26', (req, res) => res.send(`<p title=${escapeAll(req.query.t)}>x</p>`)); // error: xss
