const express = require('express');
const escapeHtml = require('escape-html');
const app = express();

app.use((req, res, next) => {
  req.filterText = req.query.filter;
  res.locals.who = req.query.who;
  req.pageNumber = parseInt(req.query.page, 10) || 1;
  next();
});

const html = (strings, ...values) => strings.reduce((out, s, i) => out + s + (i < values.length ? escapeHtml(String(values[i])) : ''), '');
const rawHtml = (strings, ...values) => strings.reduce((out, s, i) => out + s + (values[i] ?? ''), '');
const page = ({ title = 'Untitled', body }) => `<title>${title}</title>${body}`;
const pick = (obj, ...keys) => Object.fromEntries(keys.map((k) => [k, obj[k]]));
const compose = (...fns) => (x) => fns.reduce((v, f) => f(v), x);
const shout = compose((s) => s.toUpperCase(), (s) => s + '!');
const clean = compose((s) => s.trim(), escapeHtml);

app.get('/1', (req, res) => res.send(`<p>${res.locals.who}</p>`)); // error: xss
app.get('/2', (req, res) => res.send(`<p>${req.pageNumber}</p>`));
app.get('/3', (req, res) => res.send(html`<p>${req.query.q}</p>`));
app.get('/4', (req, res) => res.send(rawHtml`<p>${req.query.q}</p>`)); // error: xss
app.get('/5', (req, res) => res.send(page({ title: req.query.t, body: 'x' }))); // error: xss
app.get('/6', (req, res) => res.send(page({ body: 'x' })));
app.get('/7', (req, res) => res.send(shout(req.query.q))); // error: xss
app.get('/8', (req, res) => res.send(clean(req.query.q)));
app.get('/9', (req, res) => {
  const { a, ...rest } = req.query;
  res.write(rest.b); // error: xss
  const { b: { c = 'none' } = {} } = req.query;
  res.write(c); // error: xss
  res.end();
});
app.get('/10', (req, res) => {
  const parts = [];
  for (const [key, value] of Object.entries(req.query)) parts.push(`<dt>${key}</dt><dd>${value}</dd>`);
  res.send(parts.join('')); // error: xss
});
app.get('/11', (req, res) => {
  const parts = [];
  for (const [key, value] of Object.entries(req.query)) parts.push(`<dt>${escapeHtml(key)}</dt><dd>${escapeHtml(value)}</dd>`);
  res.send(parts.join(''));
});
app.get('/12', (req, res) => {
  let i = 0, text = '';
  while (i < req.query.q.length) text += req.query.q[i++];
  res.send(text); // error: xss
});
app.get('/13', (req, res) => {
  function* words(s) { for (const w of s.split(' ')) yield w; }
  res.send([...words(req.query.q)].join('<br>')); // error: xss
});
app.get('/14', async (req, res) => {
  const [first, second] = await Promise.all([Promise.resolve(req.query.a), Promise.resolve('b')]);
  res.write(second);
  res.write(first); // error: xss
  res.end();
});
app.get('/15', (req, res) => {
  const greet = ((prefix) => (name) => `${prefix} ${name}`)('Hello');
  res.send(greet(req.query.name)); // error: xss
});
app.get('/16', (req, res) => {
  const state = { html: '' };
  const add = (text) => { state.html += text; };
  add('<ul>');
  add(req.query.item);
  res.send(state.html); // error: xss
});
app.get('/17', (req, res) => {
  const msg = req.query.msg ?? req.cookies?.msg ?? 'none';
  res.send(msg); // error: xss
});
app.get('/18', (req, res) => {
  const q = req.query.q;
  res.send(q && q.length > 3 ? escapeHtml(q) : 'too short');
});
app.get('/19', (req, res) => {
  const q = req.query.q;
  if (process.env.NEVER === 'x' && false) res.send(q);
  if (1 > 2) { res.send(q); return; }
  res.send('ok');
});
app.get('/20', (req, res) => {
  const data = pick(req.query, 'a');
  res.send(`<i>${data.a}</i>`); // error: xss
});
app.get('/21', (req, res) => {
  const stack = ['fixed'];
  stack.push(req.query.q);
  stack.pop();
  res.send(stack[0]);
});
app.get('/22', (req, res) => {
  const buf = Buffer.from(req.query.data, 'base64');
  res.send('<p>' + buf.toString('utf8') + '</p>'); // error: xss
  const hex = Buffer.from(req.query.data).toString('hex');
  res.send('<p>' + hex + '</p>');
  res.send('<p>' + Buffer.from(req.query.data).toString('base64') + '</p>');
});
app.get('/23', (req, res) => {
  const q = req.query.q;
  try {
    JSON.parse(q);
  } catch (e) {
    return res.send('Could not parse ' + q); // error: xss
  }
  res.send('fine');
});
app.get('/24', (req, res) => {
  const d = new Date(req.query.when);
  res.send(`<time>${d.toISOString()}</time><b>${d}</b>`);
});
app.get('/25', (req, res) => {
  const flag = !!req.query.flag;
  res.send(`<p>${flag}</p><p>${typeof req.query.flag}</p><p>${req.query.a == req.query.b}</p>`);
});
app.get('/26', (req, res) => {
  const color = { r: 'red', g: 'green' }[req.query.c] ?? 'black';
  res.send(`<p style="color:${color}">x</p>`);
});
app.get('/27', (req, res) => {
  res.send('<script>var q = ' + JSON.stringify(req.query.q) + '</script>'); // error: xss
});
app.get('/28', (req, res) => {
  res.send('<script>var q = ' + JSON.stringify(req.query.q).replace(/</g, '\\u003c') + '</script>');
});
app.get('/29', (req, res) => {
  res.write(`<img src="${escapeHtml(req.query.u)}">`);
  res.write(`<img src=${escapeHtml(req.query.u)}>`); // error: xss
  res.send(`<a href="${escapeHtml(req.query.u)}">x</a>`); // error: xss
});
app.get('/30', (req, res) => {
  const q = req.query.q;
  const ok = q.length < 10 && !/[<>]/.test(q);
  if (!ok) return res.sendStatus(400);
  res.send('<p>' + q + '</p>');
});
