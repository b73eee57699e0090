const express = require('express');
const { exec } = require('child_process');
const path = require('path');
const mysql = require('mysql2/promise');

const pool = mysql.createPool({ uri: process.env.DATABASE_URL });
const router = express.Router();
const ROOT = '/srv/files';

// Validation that holds for every handler of the chain after it.
function checkHost(req, res, next) {
  if (!/^[a-z0-9.-]{1,60}$/i.test(req.query.host)) {
    return res.status(400).json({ error: 'host' });
  }
  return next();
}

function noteHost(req, res, next) {
  if (!/^[a-z0-9.-]{1,60}$/i.test(req.query.host)) {
    res.set('X-Odd', '1');
  }
  next();
}

const requireNumber = (field) => (req, res, next) => {
  req.body[field] = Number(req.body[field]);
  if (Number.isNaN(req.body[field])) {
    res.sendStatus(400);
    return;
  }
  next();
};

function readFilter(req, res, next) {
  req.filter = { state: req.query.state, owner: req.query.owner };
  req.page = Number(req.query.page) || 1;
  res.locals.title = req.query.title;
  res.locals.size = parseInt(req.query.size, 10);
  next();
}

router.get('/ping', checkHost, (req, res) => {
  exec(`ping -c 1 ${req.query.host}`, (err, out) => res.type('txt').send(out));
});

router.get('/trace', noteHost, (req, res) => {
  exec(`traceroute ${req.query.host}`, (err, out) => res.type('txt').send(out)); // error: command-injection
});

router.get('/dig', [checkHost], async (req, res) => {
  exec('dig ' + req.query.host);
  exec('dig ' + req.query.type); // error: command-injection
  res.sendStatus(202);
});

router.post('/kill', requireNumber('pid'), (req, res) => {
  exec(`kill ${req.body.pid}`);
  exec(`kill -s ${req.body.signal} ${req.body.pid}`); // error: command-injection
  res.sendStatus(202);
});

router.get('/orders', readFilter, async (req, res) => {
  const [rows] = await pool.query(`SELECT * FROM orders WHERE state = '${req.filter.state}'`); // error: sql-injection
  const [more] = await pool.query(`SELECT * FROM orders LIMIT 10 OFFSET ${req.page * 10}`);
  const [bound] = await pool.query('SELECT * FROM orders WHERE owner = ?', [req.filter.owner]);
  res.json([rows, more, bound]);
});

router.get('/page', readFilter, (req, res) => {
  res.send(`<h1>${res.locals.title}</h1>`); // error: xss
  res.send(`<p>${res.locals.size} items</p>`);
});

router.use('/files', (req, res, next) => {
  const full = path.resolve(ROOT, req.query.file);
  if (!full.startsWith(ROOT + path.sep)) {
    res.sendStatus(403);
    return;
  }
  req.full = full;
  next();
});

router.get('/files', (req, res) => {
  res.sendFile(req.full);
});

router.get('/raw', (req, res) => {
  res.sendFile(path.resolve(ROOT, req.query.file)); // error: path-traversal
});

router.use((req, res, next) => {
  req.user = { nick: req.cookies.nick };
  req.locale = ['en', 'de'].includes(req.query.lang) ? req.query.lang : 'en';
  next();
});

router.get('/me', (req, res) => {
  res.send(`<html lang="${req.locale}"><p>${req.user.nick}</p>`); // error: xss
});

router.get('/lang', (req, res) => {
  res.send(`<html lang="${req.locale}">`);
});

module.exports = router;
