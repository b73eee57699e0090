const express = require('express');
const bunyan = require('bunyan');
const log4js = require('log4js');
const loglevel = require('loglevel');
const { Signale } = require('signale');
const createDebug = require('debug');
const consola = require('consola');
const morgan = require('morgan');
const npmlog = require('npmlog');
const { Logger: TsLog } = require('tslog');
const he = require('he');
const validator = require('validator');
const _ = require('lodash');

const app = express();
app.use(express.json());
app.use(express.urlencoded({ extended: true }));

const bun = bunyan.createLogger({ name: 'depot' });
const four = log4js.getLogger();
four.level = 'debug';
const level = loglevel.getLogger('depot');
const signale = new Signale({ scope: 'depot' });
const debug = createDebug('depot');
const verbose = debug.extend('verbose');
const ts = new TsLog({ name: 'depot' });

morgan.token('who', (req) => req.headers['x-who']);
app.use(morgan(':method :url :status'));

app.post('/parcels', (req, res) => {
  const { sender, receiver, weight } = req.body;
  bun.info({ sender }, 'parcel');
  bun.info('parcel from %s', sender); // error: log-injection
  bun.child({ route: 'parcels' }).warn('parcel to ' + receiver); // error: log-injection
  four.info('parcel from', sender); // error: log-injection
  four.info('parcel of', Number(weight), 'grams');
  level.warn(`parcel to ${receiver}`); // error: log-injection
  level.warn('parcel to', validator.escape(receiver)); // error: log-injection
  level.warn('parcel to', validator.stripLow(receiver));
  signale.success('parcel from %s', sender); // error: log-injection
  signale.success('parcel from %s', validator.blacklist(sender, '\\r\\n'));
  debug('sender %s', sender); // error: log-injection
  debug('sender %j', sender);
  debug('sender %O', sender);
  verbose('receiver ' + receiver); // error: log-injection
  consola.info(`parcel ${sender}`); // error: log-injection
  npmlog.info('parcel', sender); // error: log-injection
  ts.info('parcel', _.escape(sender)); // error: log-injection
  ts.info('parcel', _.toNumber(weight));
  ts.info('parcel', _.escapeRegExp(String(sender).length));
  res.sendStatus(201);
});

app.get('/parcels/:id', (req, res) => {
  const { id } = req.params;
  four.debug('parcel ' + he.encode(id)); // error: log-injection
  four.debug('parcel ' + encodeURIComponent(id));
  if (!validator.isUUID(id)) {
    four.error('no parcel ' + id); // error: log-injection
    return res.sendStatus(404);
  }
  four.debug('parcel ' + id);
  if (validator.isAlphanumeric(req.query.mark)) {
    four.debug('mark ' + req.query.mark);
  } else {
    four.debug('odd mark ' + req.query.mark); // error: log-injection
  }
  return res.json({ id });
});

app.get('/depots', (req, res) => {
  const known = { north: 'N', south: 'S' };
  const { depot = 'north', sort } = req.query;
  if (!(depot in known)) {
    bun.warn('no depot ' + depot); // error: log-injection
    return res.sendStatus(404);
  }
  bun.info('depot ' + known[depot]);
  bun.info('depot ' + depot);
  const order = sort === 'desc' ? 'desc' : 'asc';
  bun.info('order ' + order);
  const trimmed = String(sort).trim().slice(0, 20).toLowerCase();
  bun.info('sort ' + trimmed); // error: log-injection
  const [first] = String(sort).split(/\s+/);
  bun.info('first word ' + first);
  return res.json([]);
});

app.use((req, res) => {
  consola.warn('not found: ' + req.originalUrl);
  consola.warn('not found: ' + decodeURIComponent(req.originalUrl)); // error: log-injection
  res.sendStatus(404);
});

module.exports = app;
