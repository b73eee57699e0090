'use strict';
const http = require('node:http');
const { parse } = require('node:url');
const qs = require('node:querystring');
const { execFile, exec } = require('node:child_process');
const { readFile } = require('node:fs/promises');
const { promisify, format, inspect } = require('node:util');
const path = require('node:path');
const run = promisify(exec);

const PAGES = Object.freeze({ home: 'home.html', about: 'about.html' });

function html(res, body, code = 200) {
  res.writeHead(code, { 'Content-Type': 'text/html; charset=utf-8' });
  res.end(body); // error: xss
}

function collect(req) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    req.on('data', (c) => chunks.push(c));
    req.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    req.on('error', reject);
  });
}

const server = http.createServer(async (req, res) => {
  const { pathname, query } = parse(req.url, true);
  switch (pathname) {
    case '/hello':
      return html(res, `<h1>Hello ${query.name}</h1>`);
    case '/plain':
      res.writeHead(200, { 'Content-Type': 'text/plain' });
      return res.end('Hello ' + query.name);
    case '/json':
      res.setHeader('content-type', 'application/json');
      return res.end(JSON.stringify({ name: query.name }));
    case '/dig': {
      const { stdout } = await run(`dig +short ${query.host}`); // error: command-injection
      res.writeHead(200, { 'Content-Type': 'text/plain' });
      return res.end(stdout);
    }
    case '/dig2':
      return execFile('dig', ['+short', '--', query.host], (e, out) => {
        res.writeHead(200, { 'Content-Type': 'text/plain' });
        res.end(out);
      });
    case '/page': {
      const file = PAGES[query.p];
      if (!Object.hasOwn(PAGES, query.p)) return html(res, 'none', 404);
      return html(res, await readFile(path.join(__dirname, file), 'utf8'));
    }
    case '/raw': {
      const text = await readFile(path.join(__dirname, 'docs', query.p), 'utf8'); // error: path-traversal
      res.writeHead(200, { 'Content-Type': 'text/plain' });
      return res.end(text);
    }
    case '/form': {
      const form = qs.parse(await collect(req));
      console.log(format('form from %s: %s', req.socket.remoteAddress, form.comment)); // error: log-injection
      console.log(inspect(form.comment));
      console.info('size %d', form.comment.length);
      return html(res, '<p>' + form.comment + '</p>');
    }
    case '/go':
      res.writeHead(302, { Location: query.next }); // error: open-redirect
      return res.end();
    case '/go2':
      res.statusCode = 303;
      res.setHeader('Location', '/profile?tab=' + encodeURIComponent(query.tab));
      return res.end();
    default:
      res.statusCode = 404;
      res.setHeader('Content-Type', 'text/html');
      res.write('<p>Not found: ');
      res.write(decodeURIComponent(pathname)); // error: xss
      return res.end('</p>');
  }
});
server.listen(8080, '127.0.0.1');
