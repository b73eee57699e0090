const express = require('express');
const createError = require('http-errors');
const { VError } = require('verror');
const app = express();
app.use(express.json());

class NotFound extends Error {
  constructor(what) {
    super(`No such thing: ${what}`);
    this.name = 'NotFound';
    this.status = 404;
  }
}

app.get('/1', (req, res) => {
  try {
    throw new Error('bad value ' + req.query.v);
  } catch (e) {
    res.status(400).send(e.message); // error: xss
  }
});
app.get('/2', (req, res) => {
  try {
    throw new NotFound(req.query.v);
  } catch (e) {
    res.status(e.status).send(`<p>${e.message}</p>`); // error: xss
  }
});
app.get('/3', (req, res) => {
  try {
    throw new NotFound('page');
  } catch (e) {
    res.status(e.status).send(`<p>${e.message}</p>`);
  }
});
app.get('/4', (req, res, next) => next(createError(404, 'no page ' + req.query.p)));
app.get('/5', (req, res) => {
  try {
    JSON.parse(req.query.json);
    res.json({ ok: true });
  } catch (e) {
    res.status(400).json({ message: e.message });
  }
});
app.get('/6', async (req, res) => {
  const check = async (v) => {
    if (!/^\d+$/.test(v)) throw new RangeError(`${v} is no number`);
    return Number(v);
  };
  check(req.query.v)
    .then((n) => res.send(`<p>${n}</p>`))
    .catch((err) => res.status(400).send(`<p>${err.message}</p>`)); // error: xss
});
app.get('/7', (req, res) => {
  try {
    throw new Error('bad value ' + req.query.v);
  } catch (e) {
    console.error(e.message); // error: log-injection
    res.status(400).json({ message: e.message });
  }
});
app.get('/8', (req, res) => {
  let message = 'none';
  try {
    if (!req.query.v) throw new Error('missing');
    message = `got ${req.query.v.length}`;
  } catch ({ message: m }) {
    message = m;
  } finally {
    res.send(`<p>${message}</p>`);
  }
});
app.get('/9', (req, res) => {
  function must(ok, text) {
    if (!ok) throw Object.assign(new Error(text), { status: 400 });
  }
  try {
    must(req.query.a === '1', `a is ${req.query.a}`);
    res.send('fine');
  } catch (e) {
    res.status(e.status).type('html').send('<b>' + e.message + '</b>'); // error: xss
  }
});
app.listen(3000);
