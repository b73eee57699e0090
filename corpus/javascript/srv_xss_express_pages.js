const express = require('express');
const cookieParser = require('cookie-parser');
const escapeHtml = require('escape-html');

const app = express();
const shop = express.Router({ mergeParams: true });

app.use(cookieParser('not-so-secret')); // error: secret-key-constant
app.use(express.urlencoded({ extended: false }));

const page = (title, body) => `<!doctype html><title>${escapeHtml(title)}</title><main>${body}</main>`;

function layout(body) {
  return ['<html><body>', body, '</body></html>'].join('\n');
}

app.get('/hello', (req, res) => {
  res.send('Hello ' + req.query.name); // error: xss
});

app.get('/hello.txt', (req, res) => {
  res.type('txt').send('Hello ' + req.query.name);
});

app.get('/hello.json', (req, res) => {
  res.json({ greeting: 'Hello ' + req.query.name });
});

app.get('/hello.js', (req, res) => {
  res.jsonp({ greeting: 'Hello ' + req.query.name });
});

app.get('/hello/:name', (req, res) => {
  res.status(200).type('html').send(layout(`<h1>${req.params.name}</h1>`)); // error: xss
});

app.get('/safe/:name', (req, res) => {
  res.send(layout(`<h1>${escapeHtml(req.params.name)}</h1>`));
});

app.get('/titled', (req, res) => {
  res.send(page(req.query.title, '<p>fixed</p>'));
});

app.get('/bodied', (req, res) => {
  res.send(page('fixed', req.query.body)); // error: xss
});

app.post('/echo', (req, res) => {
  res.write('<ul>');
  for (const [key, value] of Object.entries(req.body)) {
    res.write(`<li>${escapeHtml(key)}: ${value}</li>`); // error: xss
  }
  res.end('</ul>');
});

app.get('/csv', (req, res) => {
  res.set('Content-Type', 'text/csv; charset=utf-8');
  res.send(`name\n${req.query.name}\n`);
});

app.get('/download', (req, res) => {
  res.attachment('report.html');
  res.send(`<p>${req.query.name}</p>`);
});

app.get('/objects', (req, res) => {
  res.send({ name: req.query.name, list: [req.query.name] });
});

app.get('/count', (req, res) => {
  const n = parseInt(req.query.n, 10) || 0;
  res.send(`<p>${n} items, ${req.query.n.length} digits</p>`);
});

app.get('/theme', (req, res) => {
  const theme = req.cookies.theme;
  res.send(`<body class="${theme}">`); // error: xss
});

app.get('/signed', (req, res) => {
  const { theme } = req.signedCookies;
  const known = ['dark', 'light'].find((one) => one === theme);
  res.send(`<body class="${known}">`);
});

app.param('item', (req, res, next, item) => {
  if (!/^[a-z0-9-]{1,40}$/.test(item)) {
    res.status(404).send('<p>No item ' + item + '</p>'); // error: xss
    return;
  }
  next();
});

shop.route('/reviews')
  .get((req, res) => {
    res.send(`<h2>Reviews by ${req.query.author}</h2>`); // error: xss
  })
  .post((req, res) => {
    const { text = '', stars } = req.body;
    res.send(`<p>${text}</p>`); // error: xss
    res.end(`<b>${Number(stars)}</b>`);
  });

app.use('/shop/:shop', shop);

app.get('/referer', (req, res) => {
  res.send(`<p>You asked for ${escapeHtml(req.originalUrl)}</p>`);
});

app.get('/where', (req, res) => {
  res.send(`<a href="${req.query.next}">next</a>`); // error: xss
});

app.get('/where-escaped', (req, res) => {
  res.send(`<a href="${escapeHtml(req.query.next)}">next</a>`); // error: xss
});

app.get('/where-inside', (req, res) => {
  res.send(`<a href="/go?next=${encodeURIComponent(req.query.next)}">next</a>`);
});

app.use((req, res) => {
  res.status(404).send('Cannot find ' + decodeURIComponent(req.path)); // error: xss
});

app.use((err, req, res, next) => {
  if (res.headersSent) {
    return next(err);
  }
  res.status(500);
  return res.format({
    html: () => res.send(`<p>${req.query.id} failed</p>`), // error: xss
    json: () => res.json({ failed: req.query.id }),
    text: () => res.type('text').send(`${req.query.id} failed`),
  });
});

module.exports = app;
