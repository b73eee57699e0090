'use strict';

const express = require('express');
const https = require('https');
const fs = require('fs');
const os = require('os');
const path = require('path');
const crypto = require('crypto');
const session = require('express-session');
const cookieSession = require('cookie-session');
const cors = require('cors');
const helmet = require('helmet');
const csrf = require('csurf');
const jwt = require('jsonwebtoken');
const axios = require('axios');
const CryptoJS = require('crypto-js');
const mysql = require('mysql2');
const tls = require('tls');

const app = express();
const KEY = process.env.JWT_KEY;

app.use(helmet());
app.use(helmet({ contentSecurityPolicy: false })); // error: disabled-security-header
app.use(cors());  // error: cors-any-origin
app.use(cors({ origin: 'https://shop.example.com', credentials: true }));
app.use(cors({ origin: true, credentials: true })); // error: cors-any-origin-with-credentials
app.use(csrf({ cookie: { httpOnly: true, secure: true, sameSite: 'strict' } }));
app.use(session({ secret: process.env.SESSION_KEY, cookie: { httpOnly: true, secure: true, sameSite: 'lax' } }));
app.use(session({
  secret: 'keyboard dog', // error: secret-key-constant
  cookie: { httpOnly: false, secure: true, sameSite: 'lax' }, // error: cookie-without-httponly
}));
app.use(cookieSession({ name: 's', keys: [process.env.COOKIE_KEY], secure: true, httpOnly: true, sameSite: 'lax' }));

app.get('/hash', (req, res) => {
  crypto.createHash('md5').update(req.body.password).digest('hex'); // error: password-hash-fast
  crypto.createHash('sha256').update(req.body.text).digest('hex');
  crypto.createHash('sha1').update(req.body.text).digest('hex'); // error: weak-hash
  crypto.createCipheriv('des-ede3-cbc', KEY, crypto.randomBytes(8)); // error: weak-cipher
  crypto.createCipheriv('aes-256-gcm', KEY, crypto.randomBytes(12));
  crypto.createCipheriv('aes-256-ecb', KEY, null); // error: insecure-cipher-mode
  CryptoJS.MD5(req.body.text).toString(); // error: weak-hash
  CryptoJS.SHA256(req.body.text).toString();
  CryptoJS.DES.encrypt('x', KEY); // error: weak-cipher
  CryptoJS.AES.encrypt('x', KEY);
  crypto.generateKeyPairSync('rsa', { modulusLength: 1024 }); // error: short-key
  crypto.generateKeyPairSync('rsa', { modulusLength: 3072 });
  const token = Math.random().toString(36); // error: insecure-random
  const jitter = Math.random() * 100;
  const secret = crypto.randomBytes(16).toString('hex');
  res.json({ token, jitter, secret });
});

app.post('/tokens', (req, res) => {
  jwt.sign({ id: 1 }, KEY, { algorithm: 'HS256', expiresIn: '1h' });
  jwt.sign({ id: 1 }, 'topsecretvalue', { expiresIn: '1h' }); // error: secret-key-constant
  jwt.sign({ id: 1 }, '', { algorithm: 'none' }); // error: jwt-none-algorithm
  jwt.verify(req.body.token, KEY, { algorithms: ['HS256'] });
  jwt.verify(req.body.token, KEY, { algorithms: ['none', 'HS256'] }); // error: jwt-none-algorithm
  jwt.decode(req.body.token);
  res.cookie('session', 'x', { httpOnly: true, secure: true, sameSite: 'lax' });
  res.cookie('session', 'x', { httpOnly: true, secure: false, sameSite: 'lax' }); // error: cookie-without-secure
  res.cookie('theme', 'dark');
  res.setHeader('Access-Control-Allow-Origin', '*'); // error: cors-any-origin
  res.setHeader('Access-Control-Allow-Origin', 'https://shop.example.com');
  res.json({});
});

const agent = new https.Agent({ rejectUnauthorized: false }); // error: tls-verification-off
const strict = new https.Agent({ rejectUnauthorized: true, keepAlive: true });
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // error: tls-verification-off
axios.get('https://api.example.com', { httpsAgent: strict });
tls.connect({ host: 'api.example.com', port: 443, minVersion: 'TLSv1' }); // error: weak-tls-version
tls.connect({ host: 'api.example.com', port: 443, minVersion: 'TLSv1.2' });
https.createServer({ secureProtocol: 'TLSv1_method' }, app); // error: weak-tls-version

fs.writeFileSync('/tmp/export.csv', 'a,b'); // error: insecure-temp-file
fs.writeFileSync(path.join(os.tmpdir(), 'export.csv'), 'a,b'); // error: insecure-temp-file
fs.writeFileSync(path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'x-')), 'export.csv'), 'a,b');
fs.chmodSync('/srv/run.sh', 0o777); // error: world-writable-file
fs.chmodSync('/srv/run.sh', 0o755);
fs.writeFileSync('/srv/state.json', '{}', { mode: 0o600 });
fs.writeFileSync('/srv/state.json', '{}', { mode: 0o666 });

mysql.createConnection({ host: 'db', user: 'shop', password: 'Tr0ub4dor&3x' }); // error: leaked-secret
mysql.createConnection({ host: 'db', user: 'shop', password: process.env.DB_PASSWORD });

app.listen(3000, '0.0.0.0');
app.listen(3001, '127.0.0.1');
module.exports = { app, agent };
