const express = require('express');
const http = require('http');
const axios = require('axios');
const minimatch = require('minimatch');
const _ = require('lodash');
const RE2 = require('re2');
const safe = require('safe-regex');
const app = express();
const words = ['a', 'b'];
const esc = (s) => s.replace(/[-/\\^$*+?.()|[\]{}]/g, '\\$&');

app.get('/1', (req, res) => { res.setHeader(req.query.name, 'x'); res.end(); }); // error: header-injection
app.get('/2', (req, res) => { res.set('X-A', encodeURIComponent(req.query.a)); res.end(); });
app.get('/3', (req, res) => { res.set({ 'X-A': req.query.a, 'X-B': 'b' }); res.end(); }); // error: header-injection
app.get('/4', (req, res) => { res.cookie('name', req.query.name, { httpOnly: true, secure: true, sameSite: 'lax' }); res.end(); });
app.get('/5', (req, res) => { res.setHeader('X-Len', req.query.a.length); res.end(); });
app.get('/6', (req, res) => { res.setHeader('X-Line', req.query.a.replace(/[\r\n]/g, '')); res.end(); });
app.get('/7', (req, res) => { res.attachment(req.query.name); res.end(); });
app.get('/8', (req, res) => res.json(words.filter((w) => new RegExp(esc(req.query.q)).test(w))));
app.get('/9', (req, res) => res.json(words.map((w) => w.replace(new RegExp(req.query.q, 'g'), '')))); // error: regex-injection
app.get('/10', (req, res) => res.json(words.map((w) => w.split(req.query.q))));
app.get('/11', (req, res) => res.json([...'abc'.matchAll(req.query.q)].length)); // error: regex-injection
app.get('/12', (req, res) => res.json(words.filter((w) => new RegExp(`^(${words.map(_.escapeRegExp).join('|')})$`).test(req.query.q))));
app.get('/13', (req, res) => {
  if (!safe(req.query.q)) return res.sendStatus(400);
  res.json(words.filter((w) => new RegExp(req.query.q).test(w)));
});
app.get('/14', (req, res) => {
  const q = req.query.q;
  if (!/^[\w ]+$/.test(q)) return res.sendStatus(400);
  res.json(words.filter((w) => new RegExp(`\\b${q}\\b`).test(w)));
});
app.get('/15', (req, res) => {
  const flags = ['i', 'g'].includes(req.query.f) ? req.query.f : '';
  res.json(words.filter((w) => new RegExp('a+', flags).test(w)));
});
app.get('/16', (req, res) => res.json(words.filter((w) => w.search(req.query.q) > -1))); // error: regex-injection
app.get('/17', (req, res) => res.json(words.filter((w) => w.startsWith(req.query.q) || w.endsWith(req.query.q) || w === req.query.q)));
app.get('/18', (req, res) => {
  const re = RegExp('(' + req.query.q + ')', 'gi'); // error: regex-injection
  res.json(words.map((w) => w.replace(re, '[$1]')));
});
