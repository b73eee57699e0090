const crypto = require('crypto');
const express = require('express');
const session = require('express-session');
const cookieParser = require('cookie-parser');
const bcrypt = require('bcrypt');
const jwt = require('jsonwebtoken');
const nodemailer = require('nodemailer');
const User = require('./models/user');
const Invite = require('./models/invite');

const app = express();
const production = app.get('env') === 'production';
const ROUNDS = 12;

app.use(express.json());
app.use(cookieParser(process.env.COOKIE_SECRET));
app.use(
  session({
    secret: 'change-me-please', // error: secret-key-constant
    resave: false,
    saveUninitialized: false,
    cookie: { secure: production, httpOnly: true, sameSite: 'lax' },
  }),
);

const mailer = nodemailer.createTransport({
  host: 'smtp.internal',
  port: 465,
  auth: { user: 'accounts', pass: process.env.SMTP_PASSWORD },
});

const tokenFor = (user) => jwt.sign({ sub: user.id, role: user.role }, process.env.JWT_KEY, { expiresIn: '1h' });

function requireUser(req, res, next) {
  try {
    req.user = jwt.verify(req.cookies.access_token, process.env.JWT_KEY, { algorithms: ['HS256'] });
    next();
  } catch (error) {
    res.sendStatus(401);
  }
}

function requireAdmin(req, res, next) {
  const claims = jwt.decode(req.cookies.access_token); // error: jwt-not-verified
  if (claims.role !== 'admin') return res.sendStatus(403);
  next();
}

app.post('/register', async (req, res) => {
  const { name, email, password } = req.body;
  const user = await User.create({ name, email, password: await bcrypt.hash(password, ROUNDS) });
  res.status(201).json({ id: user.id });
});

app.post('/import', requireAdmin, async (req, res) => {
  const user = await User.create(req.body); // error: mass-assignment
  res.status(201).json({ id: user.id });
});

app.post('/login', async (req, res) => {
  const user = await User.byEmail(String(req.body.email));
  if (!user || !(await bcrypt.compare(req.body.password, user.password))) return res.sendStatus(401);
  res.cookie('access_token', tokenFor(user), { httpOnly: true, secure: production, sameSite: 'strict' });
  res.cookie('last_seen', Date.now());
  res.sendStatus(204);
});

app.post('/login/device', async (req, res) => {
  const user = await User.byDevice(String(req.body.device));
  res.cookie('device_session', tokenFor(user), { maxAge: 1e9, secure: true, sameSite: 'lax' }); // error: cookie-without-httponly
  res.sendStatus(204);
});

app.post('/login/legacy', async (req, res) => {
  const digest = crypto.createHash('sha1').update(req.body.password).digest('hex'); // error: password-hash-fast
  const user = await User.byDigest(digest);
  res.json({ ok: Boolean(user) });
});

app.post('/forgot', async (req, res) => {
  const user = await User.byEmail(String(req.body.email));
  const resetToken = crypto.randomBytes(24).toString('base64url');
  await user.startReset(crypto.createHash('sha256').update(resetToken).digest('hex'));
  await mailer.sendMail({ to: user.email, text: `https://accounts.example.org/reset/${resetToken}` });
  res.sendStatus(204);
});

app.post('/invite', requireUser, async (req, res) => {
  const inviteCode = Math.random().toString(36).slice(2, 10); // error: insecure-random
  await Invite.insertOne({ code: inviteCode, by: req.user.sub });
  res.json({ code: inviteCode });
});

app.get('/avatar', requireUser, (req, res) => {
  const hash = crypto.createHash('md5').update(String(req.user.email)).digest('hex');
  res.json({ url: `https://www.gravatar.com/avatar/${hash}`, jitter: Math.random() });
});

app.patch('/me', requireUser, async (req, res) => {
  const user = await User.byId(req.user.sub);
  Object.assign(user, { name: req.body.name, locale: req.body.locale });
  await user.save();
  res.sendStatus(204);
});

module.exports = app;
