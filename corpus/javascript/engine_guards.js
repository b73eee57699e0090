const express = require('express');
const router = express.Router();
const KINDS = new Set(['book', 'toy']);

function known(kind) {
  if (KINDS.has(kind)) {
    return true;
  }
  return false;
}

function reject(name) {
  if (!name) return 'missing';
  if (!/^[\w-]{1,40}$/.test(name)) return 'malformed';
  return null;
}

function assertSlug(value) {
  if (!/^[a-z0-9-]+$/i.test(value)) throw new TypeError('slug');
}

router.get('/a', (req, res) => {
  const kind = req.query.kind;
  if (!known(kind)) {
    return res.status(404).send('no such kind');
  }
  res.send(`<h1>${kind}</h1>`);
});

router.get('/b', (req, res) => {
  assertSlug(req.query.slug);
  res.write(req.query.slug);
  res.write(req.query.other); // error: xss
  const ok = /^\d+$/.test(req.query.page);
  if (ok) {
    res.write(req.query.page);
  }
  res.write(req.query.page); // error: xss
  if (/[<>"'&]/.test(req.query.title)) {
    return res.end();
  }
  res.write(req.query.title);
  if (req.query.loose.match(/[a-z]+/)) {
    res.write(req.query.loose); // error: xss
  }
  res.end();
});

router.get('/c', (req, res) => {
  const { sort, dir } = req.query;
  const direction = dir === 'desc' ? 'desc' : 'asc';
  res.write(direction);
  if (sort && KINDS.has(sort) && dir) {
    res.write(sort);
    res.write(dir); // error: xss
  }
  if (!sort || !KINDS.has(sort)) {
    res.write('bad');
    return;
  }
  res.write(sort);
  const escaped = dir.replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);
  res.write(escaped);
  const once = dir.replace('<', '&lt;');
  res.write(once); // error: xss
  const quotes = dir.replace(/"/g, '&quot;');
  res.write(quotes); // error: xss
  const chain = dir.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  res.write(chain);
  const cleaned = sanitizeTitle(req.query.x);
  res.end(String(cleaned.length));
});

function sanitizeTitle(text) {
  return text.split('').filter((c) => /[a-z ]/.test(c)).join('');
}

module.exports = router;
