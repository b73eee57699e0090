'use strict';

const express = require('express');
const winston = require('winston');
const pino = require('pino');
const log4js = require('log4js');
const debug = require('debug')('shop:audit');
const fs = require('fs');
const util = require('util');
const validator = require('validator');

const { findUser } = require('./users');

const logger = winston.createLogger({
  level: 'info',
  format: winston.format.combine(winston.format.timestamp(), winston.format.simple()),
  transports: [new winston.transports.Console()],
});
const security = logger.child({ area: 'security' });
const metrics = pino({ name: 'metrics' });
const legacy = log4js.getLogger('legacy');

const router = express.Router();

function oneLine(value) {
  return String(value).replace(/[\r\n\u2028\u2029]+/g, ' ');
}

function halfLine(value) {
  return String(value).replace(/\n/g, ' ');
}

function audit(event, detail) {
  security.warn(`${event}: ${detail}`); // error: log-injection
}

router.post('/login', async (req, res) => {
  const { username, password } = req.body;
  logger.info('login attempt for ' + username); // error: log-injection
  const user = await findUser(oneLine(username));
  if (!user || !user.check(password)) {
    audit('login-failed', username);
    logger.info(`login failed for ${oneLine(username)}`);
    metrics.info({ username }, 'login failed');
    res.status(401).json({ ok: false });
    return;
  }
  logger.info('login', { username });
  res.json({ ok: true });
});

router.get('/orders/:id', (req, res) => {
  const id = parseInt(req.params.id, 10);
  logger.debug(`order ${id} requested`);
  legacy.info('order %s requested with note %s', id, req.query.note); // error: log-injection
  res.json({ id });
});

router.get('/orders', (req, res) => {
  const { state, page } = req.query;
  if (!['open', 'paid', 'shipped'].includes(state)) {
    console.warn('unknown state: ' + JSON.stringify(state));
    res.sendStatus(400);
    return;
  }
  console.log(`listing ${state} orders`);
  debug('page %o', Number(page));
  debug('sorted by %s', req.query.sort); // error: log-injection
  res.json([]);
});

router.get('/coupons/:code', (req, res) => {
  const { code } = req.params;
  if (!/^[A-Z0-9]{8}$/.test(code)) {
    console.error(`bad coupon ${halfLine(code)}`); // error: log-injection
    res.sendStatus(404);
    return;
  }
  console.info('coupon used', code);
  res.json({ code });
});

router.post('/feedback', (req, res) => {
  const message = util.format('feedback from %s: %s', req.body.mail, req.body.text);
  fs.appendFile('/var/log/shop/feedback.log', message + '\n', () => {}); // error: log-injection
  const entry = JSON.stringify({ mail: req.body.mail, text: req.body.text });
  fs.appendFile('/var/log/shop/feedback.jsonl', entry + '\n', () => {});
  process.stdout.write(`feedback: ${encodeURIComponent(req.body.mail)}\n`);
  res.sendStatus(204);
});

router.use((err, req, res, next) => {
  console.error(util.inspect({ query: req.query, message: err.message }));
  console.error('failed for', req.cookies.session); // error: log-injection
  res.status(500).json({ ok: false });
});

module.exports = router;
