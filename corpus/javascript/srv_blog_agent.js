require('dotenv').config();
const express = require('express');
const session = require('express-session');
const bcrypt = require('bcrypt');
const multer = require('multer');
const path = require('path');
const fs = require('fs');
const { exec } = require('child_process');
const mysql = require('mysql2/promise');
const marked = require('marked');
const jwt = require('jsonwebtoken');
const axios = require('axios');
const nodemailer = require('nodemailer');

const app = express();
const upload = multer({ dest: 'uploads/', limits: { fileSize: 1e6 } });
const db = mysql.createPool({ host: process.env.DB_HOST, user: process.env.DB_USER, password: process.env.DB_PASS });
const mailer = nodemailer.createTransport({ host: process.env.SMTP_HOST });

app.use(express.json());
app.use(express.urlencoded({ extended: true }));
app.use(session({ secret: process.env.SECRET, resave: false, cookie: { httpOnly: true, secure: true, sameSite: 'lax' } }));

function requireLogin(req, res, next) {
  if (!req.session.userId) {
    return res.redirect('/login?next=' + encodeURIComponent(req.originalUrl));
  }
  next();
}

const asyncHandler = (fn) => (req, res, next) => Promise.resolve(fn(req, res, next)).catch(next);

function renderPost(post) {
  return `
    <article>
      <h2>${post.title}</h2>
      <div>${marked.parse(post.body)}</div>
    </article>`;
}

app.post('/register', asyncHandler(async (req, res) => {
  const { username, email, password } = req.body;
  const hash = await bcrypt.hash(password, 12);
  await db.execute('INSERT INTO users (username, email, hash) VALUES (?, ?, ?)', [username, email, hash]);
  console.log(`New user registered: ${username}`); // error: log-injection
  await mailer.sendMail({ to: email, subject: 'Welcome', html: `<p>Hi ${username}</p>` }); // error: xss
  res.status(201).json({ message: `Welcome ${username}` });
}));

app.post('/login', asyncHandler(async (req, res) => {
  const { username, password, next } = req.body;
  const [rows] = await db.query(`SELECT * FROM users WHERE username = '${username}'`); // error: sql-injection
  const user = rows[0];
  if (!user || !(await bcrypt.compare(password, user.hash))) {
    console.warn('Failed login for user %s from %s', username, req.ip); // error: log-injection
    return res.status(401).send('Invalid credentials');
  }
  req.session.userId = user.id;
  const token = jwt.sign({ id: user.id }, process.env.JWT_SECRET, { expiresIn: '1h' });
  res.cookie('token', token, { httpOnly: true, secure: true, sameSite: 'strict' });
  if (next) {
    return res.redirect(next); // error: open-redirect
  }
  res.redirect('/');
}));

app.get('/posts', asyncHandler(async (req, res) => {
  const page = parseInt(req.query.page) || 1;
  const order = req.query.order === 'asc' ? 'ASC' : 'DESC';
  const [posts] = await db.query(`SELECT * FROM posts ORDER BY created ${order} LIMIT 10 OFFSET ${(page - 1) * 10}`);
  res.json({ page, posts });
}));

app.get('/posts/search', asyncHandler(async (req, res) => {
  const { q, sortBy = 'created' } = req.query;
  const [posts] = await db.query('SELECT * FROM posts WHERE title LIKE ? ORDER BY ' + sortBy, [`%${q}%`]); // error: sql-injection
  if (posts.length === 0) {
    return res.status(404).send(`<p>No posts match <em>${q}</em></p>`); // error: xss
  }
  res.send(posts.map(renderPost).join('')); // error: xss
}));

app.get('/posts/:slug', asyncHandler(async (req, res) => {
  const [[post]] = await db.execute('SELECT * FROM posts WHERE slug = ?', [req.params.slug]);
  if (!post) {
    return res.status(404).json({ error: `Post ${req.params.slug} not found` });
  }
  res.json(post);
}));

app.post('/avatar', requireLogin, upload.single('avatar'), asyncHandler(async (req, res) => {
  const target = path.join(__dirname, 'public', 'avatars', `${req.session.userId}${path.extname(req.file.originalname)}`);
  fs.renameSync(req.file.path, target);
  exec(`convert ${target} -resize ${parseInt(req.body.size, 10)}x ${target}`, (err) => { // error: command-injection
    if (err) console.error(err);
  });
  res.json({ ok: true });
}));

app.post('/thumbnail', requireLogin, (req, res) => {
  const { file, width, height } = req.body;
  exec(`convert public/${file} -resize ${width}x${height} thumbs/${file}`, (err, stdout, stderr) => { // error: command-injection
    if (err) {
      console.error(`exec error: ${err}`);
      return res.status(500).send(stderr);
    }
    res.send('done');
  });
});

app.get('/download', requireLogin, (req, res) => {
  const filePath = path.join(__dirname, 'files', req.query.file);
  if (!fs.existsSync(filePath)) {
    return res.status(404).send('File not found');
  }
  res.download(filePath); // error: path-traversal
});

app.get('/download-safe', requireLogin, (req, res) => {
  const base = path.join(__dirname, 'files');
  const filePath = path.normalize(path.join(base, req.query.file));
  if (!filePath.startsWith(base + path.sep)) {
    return res.status(400).send('Bad path');
  }
  res.download(filePath);
});

app.get('/preview', requireLogin, asyncHandler(async (req, res) => {
  const response = await axios.get(req.query.url, { timeout: 3000 }); // error: ssrf
  const title = /<title>(.*?)<\/title>/i.exec(response.data)?.[1];
  res.json({ title });
}));

app.get('/profile/:name', (req, res) => {
  res.setHeader('Content-Type', 'text/html');
  res.write('<html><body>');
  res.write('<h1>Profile of ' + req.params.name + '</h1>'); // error: xss
  res.write(`<p>Visits: ${Number(req.query.visits) || 0}</p>`);
  res.end('</body></html>');
});

app.use((err, req, res, next) => {
  console.error(`[${new Date().toISOString()}] ${req.method} ${req.url} failed:`, err.message);
  console.error('Request body: ' + JSON.stringify(req.body));
  console.error('User agent: ' + req.headers['user-agent']);
  res.status(500).send('Something broke');
});

app.listen(process.env.PORT || 3000, () => console.log(`Server running on port ${process.env.PORT || 3000}`));
