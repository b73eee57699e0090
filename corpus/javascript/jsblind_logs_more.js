const express = require('express');
const winston = require('winston');
const log4js = require('log4js');
const bunyan = require('bunyan');
const pino = require('pino');
const pinoHttp = require('pino-http');
const tracer = require('tracer');
const { Logger } = require('tslog');
const loglevel = require('loglevel');
const debug = require('debug');
const app = express();
app.use(express.json());
app.use(pinoHttp());

const clean = winston.format((info) => ({ ...info, message: String(info.message).replace(/[\r\n]/g, ' ') }));
const safeLogger = winston.createLogger({ format: winston.format.combine(winston.format.simple()), transports: [new winston.transports.Console()] });
winston.add(new winston.transports.Console({ format: winston.format.simple() }));
winston.loggers.add('db', { format: winston.format.simple() });
log4js.configure({ appenders: { out: { type: 'stdout' } }, categories: { default: { appenders: ['out'], level: 'info' } } });
const l4 = log4js.getLogger();
const log = new Logger();
const dbg = debug('x').extend('y');
const one = (s) => String(s).replace(/[\r\n\t]+/g, ' ').slice(0, 200);
const oneLine = (strings, ...v) => strings.reduce((o, s, i) => o + s + (i < v.length ? JSON.stringify(v[i]) : ''), '');

app.post('/1', (req, res) => {
  const { user, note, list, obj } = req.body;
  winston.info('user ' + user); // error: log-injection
  winston.loggers.get('db').error('user ' + user); // error: log-injection
  l4.info('user', user); // error: log-injection
  l4.info('user', one(user));
  log.warn(`user ${user}`); // error: log-injection
  dbg('user %s', user); // error: log-injection
  dbg('user %O', obj);
  loglevel.getLogger('x').info(user); // error: log-injection
  req.log.info('user %s', user); // error: log-injection
  req.log.info({ user }, 'user');
  console.log(oneLine`user ${user}`);
  console.log('user: ' + user, 'note: ' + one(note)); // error: log-injection
  console.log('list', list); // error: log-injection
  console.log(`list ${list}`); // error: log-injection
  console.log('obj', { user, note });
  console.log('keys ' + Object.keys(obj)); // error: log-injection
  console.log('n ' + list.length, typeof user);
  console.log('hash ' + require('crypto').createHash('sha256').update(user).digest('hex'));
  console.error(new Error('bad user ' + user)); // error: log-injection
  console.log('id ' + Number(user));
  console.log(user.split('\n').map((l) => '> ' + l).join(' | ')); // error: log-injection
  console.log(user.replace(/\r?\n|\r/g, ''));
  console.log(user.replace(/[^\w\s]/g, '')); // error: log-injection
  console.log(user.replace(/[^\w ]/g, ''));
  console.log(user.normalize('NFC').toLowerCase()); // error: log-injection
  res.end();
});
app.use((err, req, res, next) => {
  console.error(`${req.method} ${req.path} failed`, err.stack);
  console.error(`params ${JSON.stringify(req.params)} query ${JSON.stringify(req.query)}`);
  console.error(`query ${req.query.q}`); // error: log-injection
  next(err);
});
