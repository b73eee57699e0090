const crypto = require('crypto');
const bcrypt = require('bcrypt');
const jwt = require('jsonwebtoken');
const https = require('https');
const express = require('express');
const session = require('express-session');
const cors = require('cors');
const app = express();

function hashPassword(password) {
  return crypto.createHash('md5').update(password).digest('hex'); // error: password-hash-fast
}
function hashPasswordSha(password) {
  return crypto.createHash('sha256').update(password).digest('hex'); // error: password-hash-fast
}
function hashPasswordSlow(password) {
  return bcrypt.hashSync(password, 12);
}
function hashPasswordTooFast(password) {
  return bcrypt.hashSync(password, 4); // error: password-hash-fast
}
function hashPbkdf(password, salt) {
  return crypto.pbkdf2Sync(password, salt, 1000, 64, 'sha512'); // error: password-hash-fast
}
function hashPbkdfOk(password, salt) {
  return crypto.pbkdf2Sync(password, salt, 210000, 64, 'sha512');
}
function etag(body) {
  return crypto.createHash('md5').update(body).digest('hex');
}
function encryptDes(text, key, iv) {
  const cipher = crypto.createCipheriv('des-ede3-cbc', key, iv); // error: weak-cipher
  return cipher.update(text, 'utf8', 'hex') + cipher.final('hex');
}
function encryptEcb(text, key) {
  const cipher = crypto.createCipheriv('aes-256-ecb', key, null); // error: insecure-cipher-mode
  return cipher.update(text, 'utf8', 'hex') + cipher.final('hex');
}
function encryptOk(text, key) {
  const iv = crypto.randomBytes(12);
  const cipher = crypto.createCipheriv('aes-256-gcm', key, iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}
function encryptFixedIv(text, key) {
  const cipher = crypto.createCipheriv('aes-256-cbc', key, Buffer.alloc(16, 0)); // error: insecure-cipher-mode
  return cipher.update(text, 'utf8', 'hex') + cipher.final('hex');
}
function oldCipher(text, password) {
  const cipher = crypto.createCipher('aes192', password); // error: weak-cipher
  return cipher.update(text, 'utf8', 'hex') + cipher.final('hex');
}
function resetToken() {
  return Math.random().toString(36).substring(2); // error: insecure-random
}
function resetTokenOk() {
  return crypto.randomBytes(32).toString('hex');
}
const color = '#' + Math.floor(Math.random() * 16777215).toString(16);
const sessionToken = Math.random().toString(36); // error: insecure-random

crypto.generateKeyPairSync('rsa', { modulusLength: 1024 }); // error: short-key
crypto.generateKeyPairSync('rsa', { modulusLength: 3072 });

const token1 = jwt.sign({ id: 1 }, 'my-very-secret-signing-key', { expiresIn: '1h' }); // error: secret-key-constant
const token2 = jwt.sign({ id: 1 }, process.env.JWT_SECRET, { expiresIn: '1h' });
const token3 = jwt.sign({ id: 1 }, '', { algorithm: 'none' }); // error: jwt-none-algorithm
function requireAuth(req, res, next) {
  const header = req.headers.authorization;
  const payload = jwt.decode(header.split(' ')[1]); // error: jwt-not-verified
  req.user = payload;
  next();
}
function authenticateOk(req, res, next) {
  req.user = jwt.verify(req.headers.authorization.split(' ')[1], process.env.JWT_SECRET, { algorithms: ['HS256'] });
  next();
}
const agent = new https.Agent({ rejectUnauthorized: false }); // error: tls-verification-off
const agentOk = new https.Agent({ keepAlive: true });
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // error: tls-verification-off
https.createServer({ minVersion: 'TLSv1' }); // error: weak-tls-version
https.createServer({ minVersion: 'TLSv1.2' });

app.use(session({ secret: 'keyboard cat', resave: false, saveUninitialized: true })); // error: secret-key-constant
app.use(session({ secret: process.env.SESSION_SECRET, cookie: { secure: true, httpOnly: false } })); // error: cookie-without-httponly
app.use(cors({ origin: true, credentials: true })); // error: cors-any-origin-with-credentials
app.use(cors({ origin: 'https://app.example.com', credentials: true }));
app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', '*'); // error: cors-any-origin
  next();
});
app.post('/login', (req, res) => {
  res.cookie('session', resetTokenOk(), { httpOnly: true, secure: true, sameSite: 'lax' });
  res.cookie('sessionid', resetTokenOk(), { httpOnly: false, secure: true, sameSite: 'lax' }); // error: cookie-without-httponly
  res.cookie('auth_token', resetTokenOk(), { httpOnly: true, sameSite: 'strict' }); // error: cookie-without-secure
  res.cookie('theme', 'dark');
  res.end();
});
app.use(express.static('public', { dotfiles: 'allow' })); // error: express-static-dotfiles
module.exports = { hashPassword, hashPasswordSha, hashPasswordSlow, hashPasswordTooFast, hashPbkdf, hashPbkdfOk, etag, encryptDes, encryptEcb, encryptOk, encryptFixedIv, oldCipher, resetToken, requireAuth, authenticateOk, color, sessionToken, agent, agentOk, token1, token2, token3 };
