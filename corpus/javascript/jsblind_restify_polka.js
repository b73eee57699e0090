const restify = require('restify');
const polka = require('polka');
const errors = require('restify-errors');
const { spawn } = require('child_process');
const path = require('path');
const fs = require('fs');

const server = restify.createServer({ name: 'media' });
server.use(restify.plugins.queryParser());
server.use(restify.plugins.bodyParser({ mapParams: false }));
server.pre(restify.pre.sanitizePath());

function hello(req, res, next) {
  res.setHeader('Content-Type', 'text/html');
  res.write('<h1>' + req.params.name + '</h1>'); // error: xss
  res.end();
  return next();
}
server.get('/hello/:name', hello);
server.get('/json/:name', (req, res, next) => {
  res.send({ hello: req.params.name });
  next();
});
server.post('/convert', (req, res, next) => {
  const { from, to } = req.body;
  const child = spawn('ffmpeg', ['-i', from, to]);
  child.on('close', (code) => res.send(200, { code }));
  spawn(`ffmpeg -i ${from}`, { shell: '/bin/bash' }); // error: command-injection
  next();
});
server.get('/raw', (req, res, next) => {
  fs.createReadStream(path.join('/srv/media', req.query.file)).pipe(res); // error: path-traversal
  next();
});
server.get('/move', (req, res, next) => {
  res.redirect(req.query.to, next); // error: open-redirect
});
server.get('/move2', (req, res, next) => {
  res.redirect({ hostname: 'www.example.com', pathname: '/x', query: { to: req.query.to } }, next);
});
server.on('NotFound', (req, res, err, cb) => {
  console.log('not found: %s', req.getQuery()); 
  return cb();
});
server.get('/static/*', restify.plugins.serveStatic({ directory: './public' }));
server.listen(8080);

polka()
  .use((req, res, next) => {
    req.lang = req.query.lang;
    next();
  })
  .get('/users/:id', (req, res) => {
    res.end(`User: ${req.params.id}`); // error: xss
  })
  .get('/lang', (req, res) => {
    res.setHeader('Content-Type', 'text/html');
    res.end(`<html lang="${req.lang}">`); // error: xss
  })
  .get('/plain/:id', (req, res) => {
    res.writeHead(200, { 'Content-Type': 'text/plain' });
    res.end(`User: ${req.params.id}`);
  })
  .listen(3000);
