import crypto, { createCipheriv, createDecipheriv, randomBytes, randomInt, randomUUID } from 'node:crypto';
import CryptoJS from 'crypto-js';
import AES from 'crypto-js/aes';
import forge from 'node-forge';
import NodeRSA from 'node-rsa';
import aesjs from 'aes-js';
import _ from 'lodash';
import { v1 as uuidv1, v4 as uuidv4 } from 'uuid';
import { customAlphabet } from 'nanoid/non-secure';
import { nanoid } from 'nanoid';
import keypair from 'keypair';
import selfsigned from 'selfsigned';
import { generateKeyPair } from 'jose';

const ZERO_IV = Buffer.alloc(16, 0);
const FIXED_IV = '1234567890123456';
const ALGORITHM = 'aes-256-cbc';

export function sealDes(key, iv, text) {
  return createCipheriv('des-cbc', key, iv).update(text); // error: weak-cipher
}
export function sealRc4(key, text) {
  return crypto.createCipheriv('rc4', key, '').update(text); // error: weak-cipher
}
export function sealBf(key, iv, text) {
  return crypto.createCipheriv('bf-cbc', key, iv).update(text); // error: weak-cipher
}
export const sealCj = (text, key) => CryptoJS.DES.encrypt(text, key).toString(); // error: weak-cipher
export const sealCj4 = (text, key) => CryptoJS.RC4.encrypt(text, key).toString(); // error: weak-cipher
export const sealForge = (key) => forge.cipher.createCipher('DES-CBC', key); // error: weak-cipher
export const sealForge2 = (key) => forge.cipher.createCipher('AES-ECB', key); // error: insecure-cipher-mode
export const sealOld = (password) => crypto.createCipher('aes192', password); // error: weak-cipher
export function sealEcb(key, text) {
  return createCipheriv('aes-128-ecb', key, null).update(text); // error: insecure-cipher-mode
}
export function sealZero(key, text) {
  return createCipheriv(ALGORITHM, key, ZERO_IV).update(text); // error: insecure-cipher-mode
}
export function sealZero2(key, text) {
  const iv = Buffer.alloc(16);
  return createCipheriv(ALGORITHM, key, iv).update(text); // error: insecure-cipher-mode
}
export function sealZero3(key, text) {
  const iv = new Uint8Array(16);
  return createCipheriv('aes-256-cbc', key, iv).update(text); // error: insecure-cipher-mode
}
export function sealRandomised(key, text) {
  const iv = new Uint8Array(12);
  crypto.getRandomValues(iv);
  return createCipheriv('aes-256-gcm', key, iv).update(text);
}
export function sealFilled(key, text) {
  const iv = Buffer.alloc(16);
  crypto.randomFillSync(iv);
  return createCipheriv('aes-256-cbc', key, iv).update(text);
}
export function sealFixed(key, text) {
  return createCipheriv('aes-256-cbc', key, FIXED_IV).update(text); // error: insecure-cipher-mode
}
export function sealFixed2(key, text) {
  const iv = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
  return createCipheriv('aes-256-cbc', key, iv).update(text); // error: insecure-cipher-mode
}
export const sealCjEcb = (text, key) => CryptoJS.AES.encrypt(text, key, { mode: CryptoJS.mode.ECB }).toString(); // error: insecure-cipher-mode
export const sealCjFixed = (text, key) =>
  CryptoJS.AES.encrypt(text, key, { iv: CryptoJS.enc.Hex.parse('00000000000000000000000000000000') }); // error: insecure-cipher-mode
export const sealCjOk = (text, key) => AES.encrypt(text, key, { iv: CryptoJS.lib.WordArray.random(16) }).toString();
export const sealAesJs = (key) => new aesjs.ModeOfOperation.ecb(key); // error: insecure-cipher-mode
export async function sealSubtle(key, data) {
  return crypto.subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, data); // error: insecure-cipher-mode
}
export async function sealSubtleOk(key, data) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, data);
}
export function sealGcm(key, text) {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}
export function openCbc(key, blob) {
  return createDecipheriv('aes-256-cbc', key, blob.subarray(0, 16)).update(blob.subarray(16));
}

export function makeKeys(done) {
  crypto.generateKeyPairSync('rsa', { modulusLength: 1024 }); // error: short-key
  crypto.generateKeyPair('rsa', { modulusLength: 512, publicExponent: 65537 }, done); // error: short-key
  crypto.generateKeyPairSync('rsa', { modulusLength: 4096 });
  crypto.generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }); // error: short-key
  crypto.generateKeyPairSync('ec', { namedCurve: 'secp112r1' }); // error: short-key
  crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
  crypto.createECDH('secp160k1'); // error: short-key
  crypto.createECDH('prime256v1');
  crypto.createDiffieHellman(1024); // error: short-key
  crypto.createDiffieHellman(2048);
  crypto.getDiffieHellman('modp5'); // error: short-key
  forge.pki.rsa.generateKeyPair({ bits: 1024, e: 0x10001 }); // error: short-key
  forge.pki.rsa.generateKeyPair(1024); // error: short-key
  new NodeRSA({ b: 512 }); // error: short-key
  new NodeRSA({ b: 2048 });
  new NodeRSA().generateKeyPair(1024); // error: short-key
  keypair({ bits: 1024 }); // error: short-key
  selfsigned.generate([], { keySize: 1024 }); // error: short-key
  return generateKeyPair('RS256', { modulusLength: 1024 }); // error: short-key
}

export function issue(user) {
  user.resetToken = Math.random().toString(36).slice(2); // error: insecure-random
  const sessionId = Math.floor(Math.random() * 1e16); // error: insecure-random
  const otp = Math.floor(100000 + Math.random() * 900000); // error: insecure-random
  const password = _.sampleSize('abcdefghijklmnopqrstuvwxyz', 12).join(''); // error: insecure-random
  const pin = _.random(1000, 9999); // error: insecure-random
  const apiKey = customAlphabet('abcdef', 32)(); // error: insecure-random
  const activationToken = uuidv1(); // error: insecure-random
  const ok = randomInt(100000, 999999);
  const goodToken = uuidv4();
  const otherToken = nanoid();
  const third = randomUUID();
  const delay = Math.random() * 100;
  return { sessionId, otp, password, pin, apiKey, activationToken, ok, goodToken, otherToken, third, delay };
}
export function generateToken() {
  let out = '';
  for (let i = 0; i < 20; i++) out += 'abcdef'[Math.floor(Math.random() * 6)]; // error: insecure-random
  return out;
}
export const tempId = () => `tmp-${Math.random().toString(36).slice(2)}`;
export const shuffle = (a) => a.sort(() => Math.random() - 0.5);
export const uniqueKey = () => Math.random().toString(36);
