const express = require('express');
const winston = require('winston');
const pino = require('pino');
const bunyan = require('bunyan');
const log4js = require('log4js');
const loglevel = require('loglevel');
const debug = require('debug')('app:web');
const signale = require('signale');
const npmlog = require('npmlog');
const { createConsola } = require('consola');
const chalk = require('chalk');
const colors = require('colors/safe');
const util = require('util');
const stripAnsi = require('strip-ansi');
const { Console } = require('console');
const fs = require('fs');
const log = require('fancy-log');

const app = express();
const consola = createConsola({});
const text = winston.createLogger({ format: winston.format.combine(winston.format.timestamp(), winston.format.simple()), transports: [new winston.transports.Console()] });
const json = winston.createLogger({ format: winston.format.json(), transports: [new winston.transports.File({ filename: 'a.log' })] });
const lines = winston.createLogger({
  format: winston.format.printf(({ level, message }) => `${level}: ${message}`),
  transports: [new winston.transports.Console()],
});
const p = pino();
const b = bunyan.createLogger({ name: 'app' });
const l4 = log4js.getLogger('web');
const file = new Console(fs.createWriteStream('out.log'));

app.get('/', (req, res) => {
  const name = req.query.name;
  text.info('hello ' + name); // error: log-injection
  json.info('hello ' + name); // error: log-injection
  lines.warn(`hello ${name}`); // error: log-injection
  lines.log('info', 'hello ' + name); // error: log-injection
  lines.log({ level: 'info', message: 'hello ' + name }); // error: log-injection
  p.info('hello ' + name); // error: log-injection
  p.child({ name }).error({ name }, 'failed %s', name); // error: log-injection
  b.info({ name }, 'hello %s', name); // error: log-injection
  l4.debug('hello ' + name); // error: log-injection
  l4.error('hello %s', name); // error: log-injection
  loglevel.warn('hello ' + name); // error: log-injection
  debug('hello %s', name); // error: log-injection
  debug('hello %j', name);
  signale.success('hello ' + name); // error: log-injection
  npmlog.info('web', 'hello %s', name); // error: log-injection
  consola.info('hello ' + name); // error: log-injection
  log('hello ' + name); // error: log-injection
  console.log(chalk.green('hello'), chalk.bold(name)); // error: log-injection
  console.log(colors.red(`hello ${name}`)); // error: log-injection
  console.log(util.format('hello %s', name)); // error: log-injection
  console.log('hello %j', name);
  console.log('hello', util.inspect(name));
  console.log({ name });
  console.log('hello', [name]);
  console.log(stripAnsi(name)); // error: log-injection
  console.table([{ name }]);
  console.dir({ name });
  console.assert(name !== 'x', 'bad name ' + name); // error: log-injection
  console.trace(name); // error: log-injection
  console.group(name); // error: log-injection
  console.timeLog('t', encodeURIComponent(name));
  file.error('hello ' + name); // error: log-injection
  process.stdout.write(`hello ${name}\n`); // error: log-injection
  process.stderr.write(JSON.stringify(name) + '\n');
  console.log('hello ' + name.replace(/\n/g, '')); // error: log-injection
  console.log('hello ' + name.replace(/\s+/g, ' '));
  console.log('hello ' + name.replace(/[^\x20-\x7e]/g, ''));
  console.log('hello ' + name.split(/\r?\n/)[0]); // error: log-injection
  console.log('hello ' + name.split(/[\r\n]/).join(' '));
  console.log('hello ' + Buffer.from(name).toString('base64'));
  console.log('hello ' + name.trim()); // error: log-injection
  console.log('length ' + name.length);
  res.end();
});
