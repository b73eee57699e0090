const express = require('express');
const escapeHtml = require('escape-html');
const path = require('path');
const fs = require('fs');
const { execFile, exec } = require('child_process');
const mysql = require('mysql2/promise');
const app = express();
const pool = mysql.createPool({ uri: process.env.DB });

app.get('/1', (req, res) => {
  const safe = escapeHtml(req.query.a);
  res.send('<p>' + req.query.a + '</p>'); // error: xss
});
app.get('/2', (req, res) => {
  escapeHtml(req.query.a);
  res.send('<p>' + req.query.a + '</p>'); // error: xss
});
app.get('/3', (req, res) => {
  res.send('<p>' + decodeURIComponent(escapeHtml(req.query.a)) + '</p>'); // error: xss
});
app.get('/4', (req, res) => {
  res.send('<p>' + escapeHtml(decodeURIComponent(req.query.a)) + '</p>');
});
app.get('/5', (req, res) => {
  exec('convert ' + path.basename(req.query.f)); // error: command-injection
  execFile('convert', [path.basename(req.query.f)]);
  res.end();
});
app.get('/6', async (req, res) => {
  const name = encodeURIComponent(req.query.n);
  const [rows] = await pool.query(`SELECT * FROM t WHERE n = '${name}'`); // error: sql-injection
  res.json(rows);
});
app.get('/7', (req, res) => {
  const f = escapeHtml(req.query.f);
  fs.readFile('data/' + f, 'utf8', (e, t) => res.json(t)); // error: path-traversal
});
app.get('/8', (req, res) => {
  res.redirect(escapeHtml(req.query.u)); // error: open-redirect
});
app.get('/9', (req, res) => {
  res.send(`<a href="${encodeURI(req.query.u)}">x</a>`); // error: xss
});
app.get('/10', (req, res) => {
  res.send(`<div onclick="show('${escapeHtml(req.query.id)}')">x</div>`); // error: xss
});
app.get('/11', (req, res) => {
  res.send(`<script>var id = '${escapeHtml(req.query.id)}';</script>`);
});
app.get('/12', (req, res) => {
  res.send(`<script>var id = ${escapeHtml(req.query.id)};</script>`); // error: xss
});
app.get('/13', (req, res) => {
  let v = req.query.a;
  v = escapeHtml(v);
  res.write(v);
  v += req.query.b;
  res.write(v); // error: xss
  res.end();
});
app.get('/14', (req, res) => {
  const o = { a: escapeHtml(req.query.a), b: req.query.b };
  res.write(o.a);
  const { a, b } = o;
  res.write(a);
  res.write(b); // error: xss
  res.end();
});
app.get('/15', (req, res) => {
  const out = [req.query.a, req.query.b].map(escapeHtml).join(', ');
  res.send(out);
});
app.get('/16', (req, res) => {
  const safe = Object.fromEntries(Object.entries(req.query).map(([k, v]) => [k, escapeHtml(v)]));
  res.send(`<p>${safe.name}</p>`);
});
app.get('/17', (req, res) => {
  for (const k of Object.keys(req.query)) req.query[k] = escapeHtml(req.query[k]);
  res.send(`<p>${req.query.name}</p>`);
});
app.get('/18', (req, res) => {
  const safe = req.query.safe ? escapeHtml(req.query.a) : req.query.a;
  res.send(`<p>${safe}</p>`); // error: xss
});
