const express = require('express');
const { exec } = require('child_process');
const path = require('path');
const fs = require('fs');
const validator = require('validator');
const assert = require('assert');
const app = express();
app.use(express.json());

const ALLOWED = Object.freeze(['png', 'jpg']);
const isId = (s) => typeof s === 'string' && /^[0-9a-f]{24}$/.test(s);
const mustBeId = (s) => { if (!isId(s)) throw new Error('id'); return s; };
const allow = (list) => (v) => list.includes(v);
const isAllowed = allow(ALLOWED);
function requireFields(...names) {
  return (req, res, next) => {
    for (const n of names) if (typeof req.body[n] !== 'string') return res.sendStatus(400);
    next();
  };
}
function onlyWords(req, res, next) {
  if (Object.values(req.query).every((v) => /^\w+$/.test(v))) next();
  else res.sendStatus(400);
}
app.get('/1/:id', (req, res) => { if (isId(req.params.id)) exec(`show ${req.params.id}`); res.end(); });
app.get('/2/:id', (req, res) => { exec(`show ${mustBeId(req.params.id)}`); res.end(); });
app.get('/3', (req, res) => { if (isAllowed(req.query.ext)) exec(`conv ${req.query.ext}`); res.end(); });
app.get('/4', (req, res) => { if (!isAllowed(req.query.ext)) exec(`conv ${req.query.ext}`); res.end(); }); // error: command-injection
app.post('/5', requireFields('name'), (req, res) => { exec(`add ${req.body.name}`); res.end(); }); // error: command-injection
app.get('/6', onlyWords, (req, res) => { exec(`add ${req.query.a}`); res.end(); });
app.get('/7', (req, res) => {
  assert.match(req.query.a, /^\w+$/);
  exec(`add ${req.query.a}`);
  assert.ok(req.query.b.length < 10);
  exec(`add ${req.query.b}`); // error: command-injection
  assert.strictEqual(req.query.c, 'x');
  exec(`add ${req.query.c}`);
  res.end();
});
app.get('/8', (req, res) => {
  const m = /^(\d{4})-(\d{2})$/.exec(req.query.month);
  if (!m) return res.sendStatus(400);
  const [, y, mo] = m;
  exec(`report ${y} ${mo}`);
  const any = /^(.+)-(.+)$/.exec(req.query.pair);
  if (any) exec(`report ${any[1]}`); // error: command-injection
  res.end();
});
app.get('/9', (req, res) => {
  let n = req.query.n;
  if (isNaN(n)) n = '1';
  exec(`seq ${n}`);
  let k = req.query.k;
  if (k === undefined) k = '1';
  exec(`seq ${k}`); // error: command-injection
  res.end();
});
app.get('/10', (req, res) => {
  const ok = validator.isUUID(req.query.id) || validator.isInt(req.query.id);
  if (!ok) return res.sendStatus(400);
  exec(`show ${req.query.id}`);
  if (validator.isLength(req.query.q, { max: 5 }) && validator.isAscii(req.query.q)) exec(`show ${req.query.q}`); // error: command-injection
  res.end();
});
app.get('/11', (req, res) => {
  const bad = ['..', '/', '\\'].some((c) => req.query.f.includes(c));
  if (bad) return res.sendStatus(400);
  fs.readFile(path.join('/srv', req.query.f), () => res.end());
});
app.get('/12', (req, res) => {
  const file = req.query.f;
  if (file.indexOf('..') !== -1) return res.sendStatus(400);
  fs.readFile(path.join('/srv', file), () => res.end());
  if (file.indexOf('.txt') === -1) return;
  exec('cat ' + file); // error: command-injection
});
app.get('/13', (req, res) => {
  switch (req.query.op) {
    case 'start':
    case 'stop':
      exec(`svc ${req.query.op}`);
      return res.end();
    default:
      return res.sendStatus(400);
  }
});
app.get('/14', (req, res) => {
  const ops = new Set(['start', 'stop']);
  if (!ops.has(req.query.op)) throw new Error('op');
  exec(`svc ${req.query.op}`);
  res.end();
});
app.get('/15', (req, res) => {
  const names = String(req.query.names).split(',').map((s) => s.trim()).filter((s) => /^[a-z]+$/.test(s));
  exec(`svc ${names.join(' ')}`);
  const raw = String(req.query.names).split(',').map((s) => s.trim()).filter(Boolean);
  exec(`svc ${raw.join(' ')}`); // error: command-injection
  res.end();
});
app.get('/16', (req, res) => {
  const { a } = req.query;
  if (a) {
    if (/[^a-z]/.test(a)) {
      return res.status(400).end();
    }
    exec(`svc ${a}`);
  }
  res.end();
});
app.get('/17', (req, res) => {
  const v = req.query.v;
  if (!(v === 'on' || v === 'off')) return res.sendStatus(400);
  exec(`svc ${v}`);
  res.end();
});
app.get('/18', (req, res) => {
  const re = /^[a-z]+$/m;
  if (!re.test(req.query.v)) return res.sendStatus(400);
  exec(`svc ${req.query.v}`); // error: command-injection
  res.end();
});
app.get('/19', (req, res) => {
  try {
    BigInt(req.query.n);
  } catch {
    return res.sendStatus(400);
  }
  res.end();
});
app.get('/20', (req, res) => {
  const n = +req.query.n;
  if (n !== n) return res.sendStatus(400);
  exec(`seq ${n} ${n | 0} ${Math.max(n, 2)} ${n.toString(16)}`);
  res.end();
});
