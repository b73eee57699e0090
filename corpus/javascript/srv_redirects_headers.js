const express = require('express');
const url = require('url');
const validator = require('validator');

const app = express();
const OURS = new Set(['shop.example.com', 'help.example.com']);
const PLACES = new Map([['home', '/'], ['cart', '/cart']]);

function isLocal(target) {
  return target.startsWith('/') && !target.startsWith('//') && !target.startsWith('/\\');
}

function localOnly(target) {
  try {
    const parsed = new URL(target, 'https://shop.example.com');
    return parsed.origin === 'https://shop.example.com' ? parsed.pathname + parsed.search : '/';
  } catch {
    return '/';
  }
}

app.get('/out', (req, res) => {
  res.redirect(req.query.to); // error: open-redirect
});
app.get('/out/:code', (req, res) => {
  res.redirect(302, req.params.code); // error: open-redirect
});
app.get('/location', (req, res) => {
  res.location(req.query.to).sendStatus(303); // error: open-redirect
});
app.get('/header', (req, res) => {
  res.set('Location', req.body.to); // error: open-redirect
  res.set('location', '/fixed?to=' + encodeURIComponent(req.query.to));
  res.status(302).end();
});
app.get('/raw', (req, res) => {
  res.writeHead(302, { Location: req.query.to }); // error: open-redirect
  res.end();
});
app.get('/local', (req, res) => {
  const { to } = req.query;
  if (isLocal(to)) {
    return res.redirect(to);
  }
  return res.redirect('/');
});
app.get('/local2', (req, res) => {
  res.redirect(localOnly(req.query.to));
});
app.get('/slash', (req, res) => {
  if (req.query.to.startsWith('/')) {
    res.redirect(req.query.to); // error: open-redirect
  }
});
app.get('/page', (req, res) => {
  res.redirect('/pages/' + req.query.page);
  res.redirect(`/pages/${req.params.id}?from=${req.query.from}`);
  res.redirect('/' + req.query.page); // error: open-redirect
  res.redirect(`${req.query.base}/x`); // error: open-redirect
});
app.get('/known', (req, res) => {
  res.redirect(PLACES.get(req.query.place) ?? '/');
  const parsed = url.parse(req.query.to);
  if (OURS.has(parsed.hostname)) {
    res.redirect(parsed.href);
  }
  res.redirect(url.format({ pathname: '/search', query: { q: req.query.q } }));
});
app.get('/default', (req, res) => {
  const to = req.query.to || '/home';
  res.redirect(to); // error: open-redirect
  const back = req.session.returnTo || '/';
  delete req.session.returnTo;
  res.redirect(back);
});
app.get('/checked', (req, res) => {
  if (validator.isURL(req.query.to, { host_whitelist: ['shop.example.com'] })) {
    res.redirect(req.query.to);
  }
  const host = req.query.to.split('/')[2];
  if (host !== 'shop.example.com') {
    return res.sendStatus(400);
  }
  return res.redirect('https://shop.example.com/' + req.query.rest);
});
app.get('/headers', (req, res) => {
  res.set('X-Trace', req.get('X-Trace'));
  res.set('X-Page', String(Number(req.query.page)));
  res.set('X-Name', encodeURIComponent(req.query.name));
  res.setHeader('X-Name', req.query.name); // error: header-injection
  res.setHeader('X-Name', req.query.name.replace(/[\r\n]/g, ''));
  res.append('Link', `<${req.query.link}>; rel=next`); // error: header-injection
  res.set({ 'X-A': 'fixed', 'X-B': req.body.b }); // error: header-injection
  res.set(req.query.header, 'fixed'); // error: header-injection
  res.cookie('theme', req.query.theme);
  res.json({});
});

module.exports = app;
