const http = require('node:http');
const https = require('node:https');
const fs = require('node:fs');
const path = require('node:path');
const url = require('node:url');
const qs = require('node:querystring');

const ROOT = path.join(__dirname, 'public');
const UPSTREAM = 'https://inventory.internal.example/api/';

function readBody(req, done) {
  const chunks = [];
  req.on('data', (chunk) => chunks.push(chunk));
  req.on('end', () => done(Buffer.concat(chunks).toString('utf8')));
}

function contentType(file) {
  switch (path.extname(file)) {
    case '.css': return 'text/css';
    case '.js': return 'text/javascript';
    default: return 'text/html';
  }
}

function serveStatic(req, res) {
  const { pathname } = url.parse(req.url);
  const file = path.join(ROOT, decodeURIComponent(pathname));
  fs.readFile(file, (err, content) => { // error: path-traversal
    if (err) {
      res.writeHead(404, { 'Content-Type': 'text/plain' });
      res.end('not found: ' + pathname);
      return;
    }
    res.writeHead(200, { 'Content-Type': contentType(file) });
    res.end(content);
  });
}

function serveAsset(req, res) {
  const name = path.basename(url.parse(req.url).pathname);
  const stream = fs.createReadStream(path.join(ROOT, 'assets', name));
  stream.on('error', () => {
    res.statusCode = 404;
    res.end();
  });
  stream.pipe(res);
}

function serveGuarded(req, res) {
  const wanted = path.normalize(path.join(ROOT, url.parse(req.url).pathname));
  if (!wanted.startsWith(ROOT)) {
    res.writeHead(403);
    return res.end();
  }
  fs.readFile(wanted, (err, content) => res.end(err ? '' : content));
}

function greet(req, res) {
  const { query } = url.parse(req.url, true);
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.end(`<h1>Hello ${query.name}</h1>`); // error: xss
}

function greetJson(req, res) {
  const params = new URL(req.url, 'http://localhost').searchParams;
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify({ hello: params.get('name') }));
}

function comment(req, res) {
  readBody(req, (body) => {
    const form = qs.parse(body);
    res.writeHead(200, { 'content-type': 'text/html' });
    res.write('<blockquote>' + form.text + '</blockquote>'); // error: xss
    res.end();
  });
}

function proxy(req, res) {
  const target = new URL(req.url, 'http://localhost').searchParams.get('target');
  https.get(target, (upstream) => { // error: ssrf
    res.writeHead(upstream.statusCode);
    upstream.pipe(res);
  });
}

function stock(req, res) {
  const sku = new URL(req.url, 'http://localhost').searchParams.get('sku');
  https.get(UPSTREAM + encodeURIComponent(sku), (upstream) => {
    res.writeHead(upstream.statusCode, { 'Content-Type': 'application/json' });
    upstream.pipe(res);
  });
}

function moved(req, res) {
  const next = url.parse(req.url, true).query.next;
  res.writeHead(302, { Location: next }); // error: open-redirect
  res.end();
}

const server = http.createServer((req, res) => {
  const { pathname } = url.parse(req.url);
  if (pathname.startsWith('/assets/')) return serveAsset(req, res);
  if (pathname.startsWith('/private/')) return serveGuarded(req, res);
  if (pathname === '/hello') return greet(req, res);
  if (pathname === '/hello.json') return greetJson(req, res);
  if (pathname === '/comment') return comment(req, res);
  if (pathname === '/proxy') return proxy(req, res);
  if (pathname === '/stock') return stock(req, res);
  if (pathname === '/moved') return moved(req, res);
  return serveStatic(req, res);
});

server.listen(8080);
