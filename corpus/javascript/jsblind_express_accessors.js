const express = require('express');
const app = express();
const router = express.Router({ mergeParams: true });
app.use(express.urlencoded({ extended: true }), express.json(), express.text());

app.param('user', (req, res, next, id) => {
  req.userId = id;
  next();
});

router.route('/items/:item')
  .all((req, res, next) => { req.started = Date.now(); next(); })
  .get((req, res) => {
    res.status(200).type('html').send('<b>' + req.params.item + '</b>'); // error: xss
  })
  .put((req, res) => {
    res.type('text/plain').send(req.params.item);
  })
  .delete((req, res) => {
    res.sendStatus(204);
  });
app.use('/shop', router);

app.get('/h1', (req, res) => res.send(req.get('User-Agent'))); // error: xss
app.get('/h2', (req, res) => res.send(req.header('X-Name'))); // error: xss
app.get('/h3', (req, res) => res.json({ agent: req.headers['user-agent'] }));
app.get('/h4', (req, res) => res.send(`<a href="http://${req.hostname}/">here</a>`)); // error: xss
app.get('/h5', (req, res) => res.send(`<p>${req.ip} ${req.protocol} ${req.secure}</p>`));
app.get('/h6', (req, res) => res.send('method ' + req.method));
app.get('/h7/*splat', (req, res) => res.send('You asked for ' + req.originalUrl)); // error: xss
app.get('/h8', (req, res) => res.send('<p>' + decodeURI(req.originalUrl) + '</p>')); // error: xss
app.get('/user/:user', (req, res) => {
  res.send(`<h1>${req.userId}</h1>`); // error: xss
});
app.get('/count', (req, res) => {
  res.send(`<p>took ${Date.now() - req.started} for ${Number(req.query.n)}</p>`);
});
app.post('/text', (req, res) => {
  res.send(req.body);
});
app.get('/format', (req, res) => {
  const { name } = req.query;
  res.format({
    'text/plain'() { res.send('hi ' + name); },
    'text/html'() { res.send('<p>hi ' + name + '</p>'); }, // error: xss
    'application/json'() { res.send({ name }); },
    default() { res.status(406).send('Not Acceptable'); },
  });
});
app.get('/jsonp', (req, res) => res.jsonp({ name: req.query.name }));
app.get('/attach', (req, res) => {
  res.attachment('report.html');
  res.send('<p>' + req.query.name + '</p>');
});
app.get('/set', (req, res) => {
  res.set({ 'Content-Type': 'text/csv' }).send('a,' + req.query.name);
});
app.get('/ct', (req, res) => {
  res.contentType('image/svg+xml');
  res.end(`<svg><text>${req.query.label}</text></svg>`); // error: xss
});
app.get('/write', (req, res) => {
  res.write('<html><body>');
  res.write(req.query.q); // error: xss
  res.end('</body></html>');
});
app.get('/links', (req, res) => {
  res.links({ next: 'https://api.example.com/p?page=' + Number(req.query.page) });
  res.location('/ok').status(201).end();
});
app.get('/loc', (req, res) => res.location(req.query.to).sendStatus(302)); // error: open-redirect
app.get('/back', (req, res) => res.redirect(302, req.query.to)); // error: open-redirect
app.get('/back2', (req, res) => {
  const to = req.query.to;
  if (typeof to !== 'string' || !/^\/(?![\/\\])/.test(to)) return res.redirect('/');
  res.redirect(to);
});
app.get('/lookup', (req, res) => {
  const titles = new Map([['a', 'Alpha'], ['b', 'Beta']]);
  res.send(`<p>${titles.get(req.query.k) || 'none'}</p>`);
});
app.use((err, req, res, next) => {
  console.error(`failed ${req.method} ${req.path}: ${err.message}`);
  console.error('body was ' + req.body.note); // error: log-injection
  res.status(err.status || 500).send('<h1>Error</h1><p>' + req.query.trace + '</p>'); // error: xss
});
app.listen(3000);
