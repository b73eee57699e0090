const winston = require('winston');
const pino = require('pino')();
const express = require('express');
const app = express();
const logger = winston.createLogger({ transports: [new winston.transports.Console()], format: winston.format.simple() });
const oneLine = (s) => String(s).replace(/[\r\n]+/g, ' ');
const noNewline = (s) => s.replace(/\n/g, '');

app.post('/g1', (req, res) => {
  console.log('login for ' + req.body.user); // error: log-injection
  res.end();
});
app.post('/g2', (req, res) => {
  console.log('login for ' + oneLine(req.body.user));
  res.end();
});
app.post('/g3', (req, res) => {
  console.log('login for', JSON.stringify(req.body.user));
  res.end();
});
app.post('/g4', (req, res) => {
  logger.info(`login for ${req.body.user}`); // error: log-injection
  res.end();
});
app.post('/g5', (req, res) => {
  pino.info({ user: req.body.user }, 'login');
  res.end();
});
app.post('/g6', (req, res) => {
  console.error('bad id %s', req.query.id); // error: log-injection
  res.end();
});
app.post('/g7', (req, res) => {
  console.error('bad id %d', Number(req.query.id));
  console.log({ body: req.body });
  console.log(req.body);
  res.end();
});
app.post('/g8', (req, res) => {
  console.warn('user ' + noNewline(req.body.user)); // error: log-injection
  res.end();
});
app.post('/g9', (req, res) => {
  console.info('user ' + encodeURIComponent(req.body.user));
  console.info('length ' + req.body.user.length);
  res.end();
});
