const express = require('express');
const app = express();
const TARGETS = ['/home', '/profile', '/settings'];

function isLocal(url) {
  return url.startsWith('/') && !url.startsWith('//') && !url.startsWith('/\\');
}
function safeNext(next) {
  if (typeof next !== 'string' || !/^\/[a-z0-9-]+(\/[a-z0-9-]+)*$/i.test(next)) {
    return '/';
  }
  return next;
}

app.get('/r1', (req, res) => res.redirect(req.query.next)); // error: open-redirect
app.get('/r2', (req, res) => res.redirect(302, req.query.next || '/')); // error: open-redirect
app.get('/r3', (req, res) => {
  if (TARGETS.includes(req.query.next)) return res.redirect(req.query.next);
  res.redirect('/home');
});
app.get('/r4', (req, res) => {
  const next = isLocal(req.query.next) ? req.query.next : '/';
  res.redirect(next);
});
app.get('/r5', (req, res) => {
  res.redirect(safeNext(req.query.next));
});
app.get('/r6', (req, res) => {
  res.redirect('/login?next=' + encodeURIComponent(req.query.next));
});
app.get('/r7', (req, res) => {
  res.redirect('/' + req.query.next); // error: open-redirect
});
app.get('/r8', (req, res) => {
  res.redirect(`/users/${req.params.id}/edit`);
});
app.get('/r9', (req, res) => {
  res.redirect('https://example.com' + req.query.path); // error: open-redirect
});
app.get('/r10', (req, res) => {
  res.redirect('https://example.com/' + req.query.path);
});
app.get('/r11', (req, res) => {
  if (!req.query.next.startsWith('/')) return res.redirect('/');
  res.redirect(req.query.next); // error: open-redirect
});
app.get('/r12', (req, res) => {
  const url = new URL(req.query.next, 'https://shop.example.com');
  if (url.origin !== 'https://shop.example.com') return res.redirect('/');
  res.redirect(url.toString());
});
app.get('/r13', (req, res) => {
  const url = new URL(req.query.next, 'https://shop.example.com');
  res.redirect(url.pathname + url.search);
});
app.get('/r14', (req, res) => {
  res.writeHead(302, { Location: req.query.to }); // error: open-redirect
  res.end();
});
app.get('/r15', (req, res) => {
  res.set('Location', req.query.to).status(302).end(); // error: open-redirect
});
app.get('/r16', (req, res) => {
  res.redirect(req.get('Referer') || '/');
});
app.get('/r17', (req, res) => {
  if (req.query.next.includes('example.com')) res.redirect(req.query.next); // error: open-redirect
});
app.get('/r18', (req, res) => {
  switch (req.query.to) {
    case '/a':
    case '/b':
      res.redirect(req.query.to);
      break;
    default:
      res.redirect('/');
  }
});
