'use strict';

const express = require('express');
const cookieParser = require('cookie-parser');
const escapeHtml = require('escape-html');
const path = require('path');
const fs = require('fs');

const catalogue = require('./catalogue');

const RECEIPTS = path.join(__dirname, 'receipts');
const THEMES = new Set(['light', 'dark', 'contrast']);
const LANDING = { basket: '/basket', account: '/account' };

const app = express();
app.use(cookieParser());
app.use(express.urlencoded({ extended: false }));

function layout(title, body) {
  return `<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`;
}

function renderProduct(product) {
  return `<article><h2>${escapeHtml(product.title)}</h2><p>${Number(product.price).toFixed(2)}</p></article>`;
}

app.get('/search', (req, res) => {
  const term = req.query.q || '';
  const hits = catalogue.titles().filter((title) => title.includes('x'));
  if (hits.length === 0) {
    res.status(404).send(layout('Nothing found', `<p>No results for <em>${term}</em></p>`)); // error: xss
    return;
  }
  res.send(layout('Results', `<p>Results for <em>${escapeHtml(term)}</em></p>`));
});

app.get('/suggest', (req, res) => {
  const prefix = req.query.prefix;
  res.type('text/plain');
  res.send(`suggestions for ${prefix}`);
});

app.get('/suggest.js', (req, res) => {
  res.set('Content-Type', 'application/json');
  res.send(JSON.stringify({ prefix: req.query.prefix, items: [] }));
});

app.get('/preview', function preview(req, res) {
  const products = req.query.ids.split(',').map((id) => catalogue.byId(parseInt(id, 10)));
  res.write('<ul>');
  for (const product of products) {
    res.write(renderProduct(product));
  }
  res.write('<li>' + req.query.note + '</li>'); // error: xss
  res.end('</ul>');
});

app.get('/theme', (req, res) => {
  const theme = req.cookies.theme;
  if (!THEMES.has(theme)) {
    res.status(400).send('unknown theme');
    return;
  }
  res.send(layout('Theme', `<body class="${theme}">`));
});

app.post('/theme', (req, res) => {
  res.cookie('theme', req.body.theme, { httpOnly: true, sameSite: 'lax' });
  res.redirect(req.body.returnTo); // error: open-redirect
});

app.get('/go/:where', (req, res) => {
  const target = LANDING[req.params.where];
  if (!target) {
    res.sendStatus(404);
    return;
  }
  res.redirect(302, target);
});

app.get('/go', (req, res) => {
  res.redirect('/products/' + encodeURIComponent(req.query.slug));
});

app.get('/receipts/:name', (req, res) => {
  const file = path.join(RECEIPTS, req.params.name);
  res.download(file); // error: path-traversal
});

app.get('/receipts/:name/inline', (req, res) => {
  res.sendFile(path.basename(req.params.name), { root: RECEIPTS });
});

app.get('/receipts/:name/raw', (req, res, next) => {
  const file = path.resolve(RECEIPTS, req.params.name);
  if (!file.startsWith(RECEIPTS + path.sep)) {
    next();
    return;
  }
  fs.createReadStream(file).pipe(res.type('application/pdf'));
});

app.get('/invoice', (req, res) => {
  const page = Number.parseInt(req.query.page, 10) || 1;
  res.send(layout('Invoice', `<p>Page ${page}</p>`));
});

app.use((req, res) => {
  res.status(404).send(layout('Not found', `<p>Cannot ${req.method} ${req.originalUrl}</p>`)); // error: xss
});

app.use((err, req, res, next) => {
  res.status(500).json({ message: err.message, path: req.path });
});

module.exports = app;
