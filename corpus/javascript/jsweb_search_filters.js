const express = require('express');
const escapeStringRegexp = require('escape-string-regexp');
const _ = require('lodash');

const router = express.Router();
const catalogue = require('./catalogue.json');
const MAX_TERM = 60;

function compile(term, flags) {
  return new RegExp(term, flags); // error: regex-injection
}

function wordPattern(words) {
  return new RegExp('\\b(' + words.map(escapeStringRegexp).join('|') + ')\\b', 'i');
}

function quote(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function highlight(text, term) {
  return text.split(term).join('[' + term + ']');
}

router.get('/products', (req, res) => {
  const term = String(req.query.term || '').slice(0, MAX_TERM);
  const found = catalogue.filter((product) => product.name.includes(term));
  res.json(found);
});

router.get('/products/pattern', (req, res) => {
  const pattern = compile(req.query.pattern, 'i');
  res.json(catalogue.filter((product) => pattern.test(product.name)));
});

router.get('/products/prefix', (req, res) => {
  const prefix = req.query.prefix;
  const loose = new RegExp('^' + prefix, 'i'); // error: regex-injection
  const strict = new RegExp('^' + escapeStringRegexp(prefix), 'i');
  const lodash = new RegExp(`^${_.escapeRegExp(prefix)}`);
  const own = new RegExp('^' + quote(prefix));
  res.json({
    loose: catalogue.filter((product) => loose.test(product.sku)),
    strict: catalogue.filter((product) => strict.test(product.sku)),
    lodash: catalogue.filter((product) => lodash.test(product.sku)),
    own: catalogue.filter((product) => own.test(product.sku)),
  });
});

router.get('/products/words', (req, res) => {
  const words = req.query.words.split(',');
  const pattern = wordPattern(words);
  const raw = new RegExp(words.join('|')); // error: regex-injection
  res.json(catalogue.filter((product) => pattern.test(product.name) || raw.test(product.name)));
});

router.get('/products/code', (req, res) => {
  const { code } = req.query;
  if (!/^[A-Z0-9]{4}$/.test(code)) {
    return res.status(400).json({ message: 'bad code' });
  }
  const pattern = new RegExp(`^${code}-\\d+$`);
  res.json(catalogue.filter((product) => pattern.test(product.sku)));
});

router.get('/products/match', (req, res) => {
  const name = req.query.name;
  const hits = catalogue.filter((product) => product.name.match(new RegExp(name, 'gi'))); // error: regex-injection
  const length = new RegExp('^.{' + name.length + '}$');
  const flags = new RegExp('shoe', req.query.caseless === '1' ? 'i' : '');
  res.json({ hits, same: catalogue.filter((product) => length.test(product.name) && flags.test(product.name)) });
});

router.get('/products/year', (req, res) => {
  const year = parseInt(req.query.year, 10);
  const pattern = new RegExp(`^${year}`);
  res.json({ items: catalogue.filter((p) => pattern.test(p.released)), marked: highlight('year', 'y') });
});

module.exports = router;
