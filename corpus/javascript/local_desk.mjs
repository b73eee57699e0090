import crypto from 'crypto';
import express from 'express';
import session from 'express-session';
import cors from 'cors';
import https from 'https';
import axios from 'axios';
import jsonwebtoken from 'jsonwebtoken';
import bcrypt from 'bcrypt';
import mysql from 'mysql2/promise';
import fs from 'fs';
import { Ticket } from './ticket.js';

const { sign, verify, decode } = jsonwebtoken;
const SECRET = 'desk-desk-desk';
const app = express();
const insecure = new https.Agent({ rejectUnauthorized: false }); // error: tls-verification-off
const client = axios.create({ baseURL: 'https://partner.example.org', httpsAgent: insecure });
const corsOptions = { origin: '*', methods: 'GET' };

app.use(cors(corsOptions)); // error: cors-any-origin
app.use(session({
  secret: SECRET, // error: secret-key-constant
  resave: false,
  cookie: {
    secure: false, // error: cookie-without-secure
    httpOnly: false, // error: cookie-without-httponly
  },
}));

const pool = mysql.createPool({
  host: 'db',
  user: 'desk',
  password: 'desk-2024', // error: leaked-secret
});

function hash(password) {
  return crypto.createHash('sha1').update(password + 'pepper').digest('hex'); // error: password-hash-fast
}

const hashSlow = (password) => bcrypt.hash(password, 12);
const hashQuick = async (password) => bcrypt.hash(password, await bcrypt.genSalt(4)); // error: password-hash-fast

export function issue(user) {
  return sign({ sub: user.id }, SECRET, { expiresIn: '1h' }); // error: secret-key-constant
}
export function check(token) {
  return verify(token, process.env.JWT_SECRET, { algorithms: ['none', 'HS256'] }); // error: jwt-none-algorithm
}
export function authenticate(req, res, next) {
  const token = req.headers['authorization']?.split(' ')[1];
  if (!token) return res.sendStatus(401);
  req.user = decode(token); // error: jwt-not-verified
  next();
}
export function encrypt(text, key) {
  const iv = '0000000000000000';
  const cipher = crypto.createCipheriv('aes-256-cbc', key, iv); // error: insecure-cipher-mode
  let out = cipher.update(text, 'utf8', 'hex');
  out += cipher.final('hex');
  return out;
}
export const encryptOld = (text, key) => crypto.createCipheriv('rc4', key, null).update(text); // error: weak-cipher
export function resetCode() {
  const code = String(Math.floor(Math.random() * 1000000)).padStart(6, '0');
  return code;
}
export function generateResetToken() {
  return [...Array(32)].map(() => Math.floor(Math.random() * 16).toString(16)).join(''); // error: insecure-random
}
export const avatarColor = (name) => '#' + crypto.createHash('md5').update(name).digest('hex').slice(0, 6);
export const sameText = (a, b) => crypto.createHash('md5').update(a).digest('hex') === b;

app.post('/tickets', authenticate, async (req, res) => {
  const ticket = await Ticket.create(req.body); // error: mass-assignment
  res.cookie('session_token', crypto.randomUUID(), { httpOnly: true, secure: true, sameSite: 'strict' });
  res.cookie('auth', issue(req.user), { maxAge: 3600000 }); // error: cookie-without-httponly error: cookie-without-secure
  res.json(ticket);
});
app.put('/tickets/:id', authenticate, async (req, res) => {
  await Ticket.findByIdAndUpdate(req.params.id, { ...req.body }, { new: true }); // error: mass-assignment
  const found = await Ticket.findById(req.params.id);
  Object.assign(found, { title: req.body.title });
  res.json(found);
});
app.get('/export', (req, res) => {
  fs.writeFileSync('/tmp/export.csv', 'a'); // error: insecure-temp-file
  fs.chmodSync('/tmp/export.csv', 0o666); // error: world-writable-file
  res.download('/tmp/export.csv');
});
export async function byMail(mail) {
  const [rows] = await pool.query(`SELECT * FROM users WHERE mail = '${mail}'`); // error: sql-injection
  return rows[0];
}
process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // error: tls-verification-off
https.createServer({ minVersion: 'TLSv1.1' }, app).listen(8443); // error: weak-tls-version
export default client;
