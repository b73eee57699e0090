const express = require('express');
const app = express();
app.get('/jsonp1', (req, res) => {
  res.send(`${req.query.callback}(${JSON.stringify({ a: 1 })})`); // error: xss
});
app.get('/jsonp2', (req, res) => {
  res.type('application/javascript').send(`${req.query.callback}({})`);
});
app.get('/jsonp3', (req, res) => {
  const cb = String(req.query.callback).replace(/[^\w$.]/g, '');
  res.send(`${cb}({})`);
});
app.get('/svg', (req, res) => {
  res.setHeader('Content-Type', 'image/svg+xml');
  res.send(`<svg><text>${req.query.label}</text></svg>`); // error: xss
});
app.get('/csv', (req, res) => {
  res.setHeader('Content-Type', 'text/csv');
  res.send(`name\n${req.query.name}`);
});
app.get('/download', (req, res) => {
  res.attachment('x.html');
  res.send(`<p>${req.query.name}</p>`);
});
app.get('/status', (req, res) => res.status(404).send('Not found: ' + req.originalUrl)); // error: xss
app.get('/chain', (req, res) => res.status(200).type('html').send(req.query.x)); // error: xss
app.get('/obj', (req, res) => res.send({ x: req.query.x }));
app.get('/arr', (req, res) => res.send([req.query.x]));
app.get('/num', (req, res) => res.send(String(req.query.x.length)));
app.get('/end', (req, res) => res.end(req.query.x)); // error: xss
app.get('/render', (req, res) => res.render(req.query.view)); // error: path-traversal
app.get('/render2', (req, res) => res.render(req.query.view === 'a' ? 'a' : 'b', req.query));
app.get('/write', (req, res) => {
  res.write('<ul>');
  [].concat(req.query.i).forEach((i) => res.write('<li>' + i + '</li>')); // error: xss
  res.end('</ul>');
});
app.get('/html-list', (req, res) => {
  const items = req.query.i.split(',').map(Number).map((n) => `<li>${n}</li>`);
  res.send(items.join(''));
});
app.get('/default', (req, res) => {
  const { name = 'x', n = 1 } = req.query;
  res.send(`<p>${name}</p>`); // error: xss
});
app.get('/cookie', (req, res) => {
  res.cookie('lang', req.query.lang);
  res.send('ok');
});
app.get('/date', (req, res) => res.send(new Intl.DateTimeFormat('en').format(new Date(req.query.d))));
app.get('/fmt', (req, res) => res.send(require('util').format('<p>%s</p>', req.query.x))); // error: xss
app.get('/fmtn', (req, res) => res.send(require('util').format('<p>%d</p>', req.query.x)));
