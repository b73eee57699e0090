'use strict';

const express = require('express');
const pinoHttp = require('pino-http');
const chalk = require('chalk');
const util = require('util');
const fs = require('fs');
const { createLogger, transports, format } = require('winston');
const logger = require('./lib/logger');
const { log: emit } = console;

const app = express();
app.use(express.json());
app.use(pinoHttp());

const print = console.log.bind(console);
const audit = createLogger({ format: format.json(), transports: [new transports.File({ filename: 'audit.log' })] });

class BaseLogger {
  constructor(prefix) {
    this.prefix = prefix;
  }

  info(message) {
    this.write('INFO', message);
  }

  write(level, message) {
    console.log(`${this.prefix} ${level} ${message}`); // error: log-injection
  }
}

class QuietLogger extends BaseLogger {
  write(level, message) {
    console.log(`${this.prefix} ${level} ${message.replace(/[\r\n]/g, ' ')}`);
  }
}

const LOGGERS = { loud: new BaseLogger('loud'), quiet: new QuietLogger('quiet') };

const log = {
  info: (...args) => console.info(new Date().toISOString(), ...args), // error: log-injection
  json: (event, fields = {}) => console.info(JSON.stringify({ event, ...fields })),
  file(line) {
    fs.appendFileSync('/var/log/app/events.log', `${line}\n`); // error: log-injection
  },
};

function logged(handler) {
  return (req, res, next) => {
    console.log('calling with ' + req.query.id); // error: log-injection
    return handler(req, res, next);
  };
}

function single(text) {
  const parts = String(text).split('\n');
  return parts.length > 1 ? `${parts[0]}...` : parts[0];
}

function flat(text) {
  return String(text).split('\r').join('').split('\n').join('');
}

function escaped(text) {
  return String(text).replaceAll('\r', '\\r').replaceAll('\n', '\\n');
}

const unfold = (text) => text.replace(/\s+/g, ' ').trim();
const printable = (text) => [...text].filter((c) => c >= ' ').join('');
const hidden = (text) => '*'.repeat(text.length);
const short = (text) => (text.length > 10 ? text.slice(0, 10) : text);

app.post('/events', logged(async (req, res) => {
  const { kind, note, user } = req.body;
  logger.info('kind ' + kind); // error: log-injection
  logger.info({ kind }, 'event');
  logger.warn('note %s', unfold(note));
  logger.warn('note %s', short(note)); // error: log-injection
  emit('kind', kind); // error: log-injection
  print('kind', kind); // error: log-injection
  print('kind', hidden(kind));
  console['warn']('kind ' + kind); // error: log-injection
  console.log.apply(console, ['kind', kind]); // error: log-injection
  console.log(chalk.red(kind)); // error: log-injection
  console.log(chalk.red('kind'), chalk.dim(escaped(kind)));
  console.log(util.format('%s by %j', 'kind', kind));
  console.log(`note ${single(note)}`); // error: log-injection
  console.log(`note ${flat(note)}`);
  console.log(`note ${escaped(note)}`);
  console.log(`note ${printable(note)}`);
  req.log.info('note ' + note); // error: log-injection
  req.log.info({ note }, 'note');
  audit.info('event', { note, user });
  audit.log({ level: 'info', message: note }); // error: log-injection
  LOGGERS.loud.info(note);
  LOGGERS.quiet.info(note);
  log.info('note', note);
  log.info('user', Number(user));
  log.json('note', { note });
  log.file(note);
  log.file(encodeURI(note));
  log.file(Buffer.from(note).toString('hex'));
  const entry = { at: Date.now(), note };
  console.log(entry);
  console.log(entry.note); // error: log-injection
  console.log('%s', entry.at);
  console.table([entry]);
  console.dir(entry);
  const { length } = note;
  console.log('length', length, note.includes('x'), note.indexOf('x'), note === 'x', typeof note);
  const lower = note.toLowerCase().trim();
  console.log(lower); // error: log-injection
  const ok = /^[\w ]{1,40}$/.test(lower);
  console.log(ok ? lower : 'odd note');
  console.log(ok ? 'good note' : lower); // error: log-injection
  await Promise.all([user].map(async (one) => console.log('one', one))); // error: log-injection
  setTimeout(() => console.log('later', note), 10); // error: log-injection
  process.on('exit', () => console.log('exit'));
  try {
    JSON.parse(note);
  } catch (err) {
    console.error('not JSON', err);
    console.error('not JSON: ' + note); // error: log-injection
  }
  res.sendStatus(202);
}));

app.get('/stream', (req, res) => {
  process.stderr.write(`${req.query.tag}\n`); // error: log-injection
  process.stderr.write(`${req.get('x-tag')}\n`);
  process.stdout.write(JSON.stringify({ tag: req.query.tag }) + '\n');
  const names = Object.keys(req.query);
  console.log('names', names);
  console.log('names ' + names.join()); // error: log-injection
  console.log('names', names.length);
  for (const name of names) {
    console.log(name); // error: log-injection
  }
  res.end();
});

module.exports = { app, log };
