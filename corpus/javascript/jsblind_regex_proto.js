const express = require('express');
const _ = require('lodash');
const escapeStringRegexp = require('escape-string-regexp');
const RE2 = require('re2');
const deepmerge = require('deepmerge');
const app = express();
app.use(express.json());
const store = {};
const names = ['ann', 'bob'];

app.get('/1', (req, res) => res.json(names.filter((n) => new RegExp(req.query.q, 'i').test(n)))); // error: regex-injection
app.get('/2', (req, res) => res.json(names.filter((n) => new RegExp(_.escapeRegExp(req.query.q)).test(n))));
app.get('/3', (req, res) => res.json(names.filter((n) => RegExp(`^${escapeStringRegexp(req.query.q)}`).test(n))));
app.get('/4', (req, res) => res.json(names.filter((n) => n.match(req.query.q)))); // error: regex-injection
app.get('/5', (req, res) => res.json(names.filter((n) => n.includes(req.query.q))));
app.get('/6', (req, res) => res.json(names.filter((n) => new RE2(req.query.q).test(n))));
app.get('/7', (req, res) => res.json(names.filter((n) => n.search(new RegExp('^' + req.query.q)) >= 0))); // error: regex-injection
app.get('/8', (req, res) => {
  const safe = req.query.q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  res.json(names.filter((n) => new RegExp(safe).test(n)));
});
app.get('/9', (req, res) => {
  const safe = req.query.q.replace(/\*/g, '.*');
  res.json(names.filter((n) => new RegExp(safe).test(n))); // error: regex-injection
});
app.get('/10', (req, res) => res.json(names.map((n) => n.replaceAll(req.query.a, req.query.b))));

app.put('/11/:a/:b', (req, res) => {
  store[req.params.a][req.params.b] = req.body.value; // error: prototype-pollution
  res.end();
});
app.put('/12/:a', (req, res) => {
  store[req.params.a] = req.body.value;
  res.end();
});
app.put('/13/:a/:b', (req, res) => {
  if (['__proto__', 'constructor', 'prototype'].includes(req.params.a)) return res.sendStatus(400);
  store[req.params.a] ??= {};
  store[req.params.a][req.params.b] = req.body.value;
  res.end();
});
const table = new Map();
app.put('/14/:a/:b', (req, res) => {
  if (!table.has(req.params.a)) table.set(req.params.a, new Map());
  table.get(req.params.a).set(req.params.b, req.body.value);
  res.end();
});
app.put('/15', (req, res) => {
  _.set(store, req.body.path, req.body.value); // error: prototype-pollution
  res.end();
});
function merge(dst, src) {
  for (const key of Object.keys(src)) {
    if (typeof src[key] === 'object' && src[key] !== null) {
      dst[key] = merge(dst[key] || {}, src[key]);
    } else {
      dst[key] = src[key]; // error: prototype-pollution
    }
  }
  return dst;
}
app.put('/16', (req, res) => {
  merge(store, req.body);
  res.end();
});
const bare = Object.create(null);
app.put('/17/:a/:b', (req, res) => {
  const inner = bare[req.params.a] ?? (bare[req.params.a] = Object.create(null));
  inner[req.params.b] = req.body.value;
  res.end();
});
app.put('/18', (req, res) => {
  const options = deepmerge({ a: 1 }, req.body);
  res.json(options);
});
app.put('/19', (req, res) => {
  const keys = req.body.path.split('.');
  let cur = store;
  while (keys.length > 1) {
    cur = cur[keys.shift()];
  }
  cur[keys[0]] = req.body.value; // error: prototype-pollution
  res.end();
});
app.put('/20', (req, res) => {
  const keys = req.body.path.split('.');
  let cur = store;
  for (let i = 0; i < keys.length - 1; i++) {
    const k = keys[i];
    if (k === '__proto__' || k === 'constructor' || k === 'prototype') return res.sendStatus(400);
    cur = cur[k] = cur[k] || {};
  }
  cur[keys[keys.length - 1]] = req.body.value;
  res.end();
});
