const restify = require('restify');
const polka = require('polka');
const connect = require('connect');
const micro = require('micro');
const bunyan = require('bunyan');
const { exec } = require('child_process');
const escapeHtml = require('escape-html');
const fs = require('fs');
const path = require('path');
const { send } = micro;

const log = bunyan.createLogger({ name: 'directory' });
const server = restify.createServer({ name: 'directory', log });

server.use(restify.plugins.queryParser());
server.use(restify.plugins.bodyParser());
server.use((req, res, next) => {
  req.term = req.query.term;
  req.log.info({ term: req.term }, 'term');
  req.log.info('term ' + req.term); // error: log-injection
  return next();
});

server.get('/people/:name', (req, res, next) => {
  log.info('person ' + req.params.name); // error: log-injection
  log.info({ name: req.params.name }, 'person');
  res.send({ name: req.params.name });
  return next();
});

server.get('/page', (req, res, next) => {
  res.setHeader('Content-Type', 'text/html');
  res.sendRaw(`<p>${req.query.name}</p>`); // error: xss
  res.sendRaw(`<p>${escapeHtml(req.query.name)}</p>`);
  next();
});

server.get('/plain', (req, res, next) => {
  res.contentType = 'text/plain';
  res.send(req.query.name);
  next();
});

server.post('/run', (req, res, next) => {
  exec(`finger ${req.body.user}`, (err, out) => { // error: command-injection
    res.json({ out });
    next();
  });
});

server.get('/move', (req, res, next) => {
  res.redirect(req.query.to, next); // error: open-redirect
});

server.on('uncaughtException', (req, res, route, err) => {
  log.error(err);
  res.send(500);
});

polka()
  .use((req, res, next) => {
    req.lang = req.query.lang === 'de' ? 'de' : 'en';
    req.title = req.query.title;
    next();
  })
  .get('/hello/:name', (req, res) => {
    res.end(`Hello ${req.params.name}`); // error: xss
  })
  .get('/lang', (req, res) => {
    res.end(`<html lang="${req.lang}">`);
  })
  .get('/title', (req, res) => {
    res.end(`<h1>${req.title}</h1>`); // error: xss
  })
  .get('/json/:name', (req, res) => {
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify({ name: req.params.name }));
  })
  .get('/file', (req, res) => {
    fs.createReadStream(path.join('/srv/public', req.query.file)).pipe(res); // error: path-traversal
    fs.createReadStream(path.join('/srv/public', path.basename(req.query.file))).pipe(res);
  })
  .listen(3001);

const chain = connect();
chain.use('/raw', (req, res) => {
  const { query } = require('url').parse(req.url, true);
  res.writeHead(200, { 'Content-Type': 'text/html' });
  res.end(`<p>${query.q}</p>`); // error: xss
});
chain.use('/text', (req, res) => {
  const { query } = require('url').parse(req.url, true);
  res.writeHead(200, { 'Content-Type': 'text/plain' });
  res.end(`<p>${query.q}</p>`);
});

module.exports = micro(async (req, res) => {
  const body = await micro.json(req);
  console.log('body', body);
  console.log('name', body.name); // error: log-injection
  res.setHeader('Content-Type', 'text/html');
  send(res, 200, `<p>${body.name}</p>`); // error: xss
});
