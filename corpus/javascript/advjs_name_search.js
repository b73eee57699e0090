const express = require('express');
const escapeStringRegexp = require('escape-string-regexp');
const app = express();
const NAMES = ['ann', 'bob'];

function escapeRegExp(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
app.get('/s1', (req, res) => {
  const re = new RegExp(req.query.q, 'i'); // error: regex-injection
  res.json(NAMES.filter((n) => re.test(n)));
});
app.get('/s2', (req, res) => {
  const re = new RegExp(escapeRegExp(req.query.q), 'i');
  res.json(NAMES.filter((n) => re.test(n)));
});
app.get('/s3', (req, res) => {
  const re = RegExp('^' + escapeStringRegexp(req.query.q));
  res.json(NAMES.filter((n) => re.test(n)));
});
app.get('/s4', (req, res) => {
  res.json(NAMES.filter((n) => n.match(req.query.q))); // error: regex-injection
});
app.get('/s5', (req, res) => {
  const q = req.query.q.replace(/\*/g, '');
  res.json(NAMES.filter((n) => new RegExp(q).test(n))); // error: regex-injection
});
app.get('/s6', (req, res) => {
  const width = Number(req.query.w);
  res.json(NAMES.filter((n) => new RegExp('^.{' + width + '}$').test(n)));
});
app.get('/s7', (req, res) => {
  res.json(NAMES.filter((n) => n.includes(req.query.q)));
});
app.get('/s8', (req, res) => {
  const text = req.query.text.replace(/a+b/, 'x');
  res.json(text.search(/\d/));
});
