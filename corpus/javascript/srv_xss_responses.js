'use strict';

const http = require('http');
const fs = require('fs');
const express = require('express');
const { Transform } = require('stream');
const mysql = require('mysql2');
const escapeHtml = require('escape-html');

const app = express();
const db = mysql.createConnection({ host: '127.0.0.1' });

class Page {
  constructor(title) {
    this.parts = [`<h1>${escapeHtml(title)}</h1>`];
  }

  add(markup) {
    this.parts.push(markup);
    return this;
  }

  text(value) {
    this.parts.push(escapeHtml(value));
    return this;
  }

  toString() {
    return this.parts.join('\n');
  }
}

function sendHtml(res, html) {
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.end(html); // error: xss
}

function sendText(res, text) {
  res.setHeader('Content-Type', 'text/plain; charset=utf-8');
  res.end(text);
}

const sendJson = (res, value, status = 200) => {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify(value));
};

app.get('/page', (req, res) => {
  res.send(new Page(req.query.title).add('<hr>').text(req.query.text).toString());
});
app.get('/page2', (req, res) => {
  const page = new Page('fixed');
  page.add(`<p>${req.query.text}</p>`);
  res.send(page.toString()); // error: xss
});
app.get('/helpers', (req, res) => {
  sendHtml(res, req.query.html);
  sendText(res, req.query.html);
  sendJson(res, { html: req.query.html });
});
app.get('/types', (req, res) => {
  switch (req.query.as) {
    case 'json':
      res.setHeader('content-type', 'application/json');
      res.write(`{"q":${JSON.stringify(req.query.q)}}`);
      break;
    case 'text':
      res.header('Content-Type', 'text/plain');
      res.write(req.query.q);
      break;
    case 'js':
      res.set({ 'Content-Type': 'application/javascript', 'X-Content-Type-Options': 'nosniff' });
      res.write(`cb(${JSON.stringify(req.query.q)})`);
      break;
    default:
      res.write(req.query.q); // error: xss
  }
  res.end();
});
app.get('/contenttype', (req, res) => {
  res.contentType('application/json');
  res.send(req.query.q);
});
app.get('/svg', (req, res) => {
  res.type('svg');
  res.send(`<svg><text>${req.query.label}</text></svg>`); // error: xss
});
app.get('/stored', (req, res) => {
  db.query('SELECT title, body FROM notes WHERE id = ?', [req.query.id], (err, rows) => {
    if (err) {
      res.status(500).send(`<p>${err.message}</p>`);
      return;
    }
    res.send(`<h1>${rows[0].title}</h1>`); // error: xss
    res.send(`<h1>${escapeHtml(rows[0].title)}</h1>`);
    res.send({ rows });
  });
});
app.get('/file', (req, res) => {
  fs.readFile('./static/index.html', 'utf8', (err, html) => {
    res.send(html.replace('{{name}}', escapeHtml(req.query.name)));
    res.send(html.replace('{{name}}', req.query.name)); // error: xss
    res.send(html.replace('{{name}}', () => req.query.name)); // error: xss
  });
});
app.get('/list', (req, res) => {
  const tags = [].concat(req.query.tag || []);
  let out = '<ul>';
  for (const tag of tags) {
    out += '<li>' + escapeHtml(tag) + '</li>';
  }
  out += '</ul>';
  res.send(out);
  let raw = '';
  tags.forEach((tag) => {
    raw += `<li>${tag}</li>`;
  });
  res.send(raw); // error: xss
});
app.get('/cond', (req, res) => {
  const { name, sort } = req.query;
  res.send(`<b>${sort === 'up' ? 'up' : 'down'}</b>`);
  res.send(`<b>${name ? 'named' : 'nameless'}</b>`);
  res.send(`<b>${name || 'nameless'}</b>`); // error: xss
  res.send('<b>' + (name && escapeHtml(name)) + '</b>');
  if (!name) {
    return res.status(400).send(`<p>Bad name: ${name}</p>`);
  }
  if (/[<>&"']/.test(name)) {
    return res.status(400).end();
  }
  return res.send(`<p>${name}</p>`);
});
app.get('/attr', (req, res) => {
  const width = Number(req.query.width);
  res.send(`<img width=${width}>`);
  res.send(`<img width="${req.query.width | 0}">`);
  res.send(`<img width="${+req.query.width}">`);
  res.send(`<img alt="${req.query.alt.replace(/"/g, '&quot;')}">`);
  res.send(`<p>${req.query.alt.replace(/"/g, '&quot;')}</p>`); // error: xss
  res.send(`<script>var q = '${escapeHtml(req.query.q)}'</script>`);
  res.send(`<script>var q = '${req.query.q}'</script>`); // error: xss
});

http
  .createServer((req, res) => {
    const { pathname, searchParams } = new URL(req.url, 'http://localhost');
    if (pathname === '/plain') {
      res.writeHead(200, { 'Content-Type': 'text/plain' });
      res.end(searchParams.get('q'));
      return;
    }
    if (pathname === '/echo') {
      res.writeHead(200, { 'Content-Type': 'text/html' });
      let body = '';
      req.on('data', (chunk) => {
        body += chunk;
      });
      req.on('end', () => res.end(`<pre>${body}</pre>`)); // error: xss
      return;
    }
    if (pathname === '/upper') {
      const upper = new Transform({
        transform(chunk, _encoding, done) {
          done(null, chunk.toString().toUpperCase());
        },
      });
      req.pipe(upper).pipe(process.stdout);
    }
    res.writeHead(404, { 'Content-Type': 'text/html' });
    res.end(`<p>No ${searchParams.get('page')}</p>`); // error: xss
  })
  .listen(8080, '127.0.0.1');

module.exports = app;
