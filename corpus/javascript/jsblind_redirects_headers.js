const express = require('express');
const session = require('express-session');
const cookieParser = require('cookie-parser');
const nodemailer = require('nodemailer');
const contentDisposition = require('content-disposition');
const url = require('url');
const app = express();
app.use(cookieParser(), express.urlencoded({ extended: false }));
const transport = nodemailer.createTransport({ host: 'localhost' });
const ALLOWED = ['https://a.example.com', 'https://b.example.com'];

app.get('/1', (req, res) => res.redirect(req.query.u)); // error: open-redirect
app.get('/2', (req, res) => res.redirect('/home?u=' + req.query.u));
app.get('/3', (req, res) => res.redirect('https://example.com/' + req.query.u));
app.get('/4', (req, res) => res.redirect('https://' + req.query.u + '/x')); // error: open-redirect
app.get('/5', (req, res) => res.redirect('//' + req.query.u)); // error: open-redirect
app.get('/6', (req, res) => {
  if (ALLOWED.includes(req.query.u)) return res.redirect(req.query.u);
  res.sendStatus(400);
});
app.get('/7', (req, res) => {
  if (ALLOWED.some((a) => req.query.u.startsWith(a + '/'))) return res.redirect(req.query.u);
  res.sendStatus(400);
});
app.get('/8', (req, res) => {
  const parsed = url.parse(req.query.u);
  if (parsed.host) return res.sendStatus(400);
  res.redirect(parsed.path);
});
app.get('/9', (req, res) => {
  const target = req.session.returnTo || '/';
  delete req.session.returnTo;
  res.redirect(target);
});
app.get('/10', (req, res) => res.redirect('back'));
app.get('/11', (req, res) => res.redirect(req.get('Referrer') || '/'));
app.get('/12', (req, res) => res.redirect(req.baseUrl + '/login'));
app.get('/13', (req, res) => { if (req.query.u.startsWith('/')) res.redirect(req.query.u); else res.redirect('/'); }); // error: open-redirect
app.get('/14', (req, res) => res.redirect(req.cookies.last));
app.get('/15', (req, res) => {
  res.setHeader('Refresh', '0; url=' + req.query.u); // error: open-redirect
  res.end();
});
app.get('/16', (req, res) => {
  res.setHeader('X-Trace', req.query.trace); // error: header-injection
  res.setHeader('X-Id', encodeURIComponent(req.query.id));
  res.setHeader('X-N', parseInt(req.query.n, 10));
  res.end();
});
app.get('/17', (req, res) => {
  res.set('Content-Disposition', `attachment; filename="${req.query.f}"`); // error: header-injection
  res.set('Content-Disposition', contentDisposition(req.query.f));
  res.append('Warning', '199 fixed');
  res.end();
});
app.post('/18', async (req, res) => {
  await transport.sendMail({ from: 'a@example.com', to: 'b@example.com', subject: 'x', text: req.body.text });
  res.end();
});
app.get('/19', (req, res) => {
  const dest = new URL(req.query.u, 'https://example.com');
  if (dest.host !== 'example.com') return res.redirect('/');
  res.redirect(dest.toString());
});
app.get('/20', (req, res) => {
  const raw = String(req.query.u || '');
  const safe = raw.startsWith('/') && !raw.startsWith('//') && !raw.startsWith('/\\') ? raw : '/';
  res.redirect(safe);
});
app.get('/21', (req, res) => res.redirect(`/users/${req.params.id}`));
app.get('/22', (req, res) => res.redirect(`${req.protocol}://${req.get('host')}/x`));
app.get('/23', (req, res) => res.redirect(301, new URL(req.originalUrl, 'https://new.example.com').href));
