const crypto = require('crypto');
import { createHash, createHmac, createSign, pbkdf2Sync, scryptSync } from 'node:crypto';
import md5 from 'md5';
import CryptoJS from 'crypto-js';
import bcrypt from 'bcryptjs';
import forge from 'node-forge';
import sha1 from 'sha1';

function digest(data) {
  return crypto.createHash('md5').update(data).digest('hex'); // error: weak-hash
}
export const h1 = (x) => createHash('sha1').update(x).digest('base64'); // error: weak-hash
export const h2 = (x) => md5(x); // error: weak-hash
export const h3 = (x) => CryptoJS.MD5(x).toString(); // error: weak-hash
export const h4 = (x) => CryptoJS.SHA1(x).toString(); // error: weak-hash
function process(x) {
  const h = createHash('MD5'); // error: weak-hash
  h.update(x);
  return h.digest();
}
export const m1 = (k, x) => createHmac('md5', k).update(x).digest('hex'); // error: weak-hash
export const m3 = (k, x) => createHmac('sha256', k).update(x).digest('hex');
export const s1 = (k, x) => createSign('RSA-MD5').update(x).sign(k); // error: weak-hash
export const s2 = (k, x) => crypto.sign('sha1', x, k); // error: weak-hash
export const s3 = (k, x) => crypto.sign('sha256', x, k);
export const v1 = (k, x, s) => crypto.verify('RSA-SHA1', x, k, s); // error: weak-hash
export const f1 = (x) => forge.md.md5.create().update(x).digest().toHex(); // error: weak-hash
export const p1 = (password, salt) => pbkdf2Sync(password, salt, 1000, 64, 'sha1'); // error: password-hash-fast
export const p2 = (password, salt) => crypto.pbkdf2Sync(password, salt, 100000, 64, 'sha512');
export const p3 = (password, salt) => scryptSync(password, salt, 64);
export const p4 = (password) => bcrypt.hashSync(password, 5); // error: password-hash-fast
export const p5 = (password) => CryptoJS.PBKDF2(password, 'salt', { iterations: 100 }); // error: password-hash-fast
export async function w1(x) {
  return crypto.subtle.digest('SHA-1', x); // error: weak-hash
}
export async function w2(x) {
  return crypto.subtle.digest('SHA-256', x);
}
export const hashPassword = (pw) => createHash('sha256').update(pw).digest('hex'); // error: password-hash-fast
export function login(user, password) {
  const hashed = createHash('sha1').update(password).digest('hex'); // error: password-hash-fast
  return hashed === user.hash;
}
// harmless
export const etag = (body) => createHash('sha1').update(body).digest('base64');
export const cacheKey = (x) => createHash('md5').update(x).digest('hex');
export function checksum(file) {
  return createHash('md5').update(file).digest('hex');
}
export const fileName = (url) => createHash('md5').update(url).digest('hex') + '.png';
export const gravatar = (email) => `https://www.gravatar.com/avatar/${md5(email)}`;
export const hashKey = (q) => createHash('sha1').update(JSON.stringify(q)).digest('hex');
export const contentHash = (buf) => createHash('md5').update(buf).digest('hex').slice(0, 8);
export function websocketAccept(key) {
  return createHash('sha1').update(key + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');
}
export const headers = (body) => ({ 'Content-MD5': createHash('md5').update(body).digest('base64') });
export const version = createHash('md5').update(String(Date.now())).digest('hex');
