import { createHash, createCipheriv, randomBytes, generateKeyPairSync, pbkdf2Sync, createHmac } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import express, { type Request, type Response, type NextFunction } from 'express';
import helmet from 'helmet';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import { Pool } from 'pg';
import { createClient } from 'redis';
import { DataSource } from 'typeorm';
import mongoose from 'mongoose';
import nodemailer from 'nodemailer';
import { Client } from 'ssh2';
import { BrowserWindow, app as desktop, shell } from 'electron';
import { Component, Input } from '@angular/core';
import { DomSanitizer, type SafeHtml } from '@angular/platform-browser';
import axios from 'axios';
import { S3Client } from '@aws-sdk/client-s3';
import cookieParser from 'cookie-parser';
import session from 'express-session';
import cors from 'cors';

const app = express();
const MASTER = '5d41402abc4b2a76';

app.use(express.static(__dirname)); // error: express-static-dotfiles
app.use('/files', express.static('public', { dotfiles: 'allow' })); // error: express-static-dotfiles
app.use(express.static(join(__dirname, 'public')));
app.use(express.static('.')); // error: express-static-dotfiles
app.use(express.static(process.cwd())); // error: express-static-dotfiles
app.use(helmet({ contentSecurityPolicy: false, hsts: false })); // error: disabled-security-header
app.use(helmet({ noSniff: false })); // error: disabled-security-header
app.use(helmet({ contentSecurityPolicy: { directives: { defaultSrc: ["'self'"] } } }));
app.use(helmet({ contentSecurityPolicy: { directives: { scriptSrc: ["'self'", "'unsafe-inline'"] } } })); // error: disabled-security-header
app.use(helmet.contentSecurityPolicy({ directives: { scriptSrc: ['*'] } })); // error: disabled-security-header
app.disable('x-powered-by');

export const pool = new Pool({ host: 'db', user: 'app', password: 'Winter2024x' }); // error: hardcoded-credential
export const safePool = new Pool({ host: 'db', user: 'app', password: process.env.DB_PASSWORD });
export const cache = createClient({ url: 'redis://cache:6379', password: 'hunter-two' }); // error: hardcoded-credential
export const source = new DataSource({ type: 'postgres', username: 'app', password: 'app-secret-1' }); // error: hardcoded-credential
export const mail = nodemailer.createTransport({ host: 'mail', auth: { user: 'robot', pass: 'robot-pass' } }); // error: hardcoded-credential
export const connection = mongoose.connect('mongodb://app:Qx81kk2Lw9@db/app'); // error: leaked-secret
export const request = () => axios.get('https://x.org', { auth: { username: 'a', password: 'b4rf00' } }); // error: hardcoded-credential
export const ssh = new Client().connect({ host: 'x', username: 'root', password: 'toor1234' }); // error: hardcoded-credential
export const bucket = new S3Client({ credentials: { accessKeyId: process.env.A!, secretAccessKey: process.env.B! } });

export function check(req: Request, res: Response, next: NextFunction) {
  const user = req.body.user as string;
  if (user === 'admin' && req.body.password === 'letmein99') { // error: hardcoded-credential
    return next();
  }
  return res.sendStatus(401);
}

export class Tokens {
  constructor(private readonly secret = 'insecure-default') {}

  issue(id: string): string {
    return jwt.sign({ id }, 'a-constant-secret', { expiresIn: '1h' }); // error: secret-key-constant
  }

  read(token: string): JwtPayload {
    return jwt.verify(token, process.env.JWT_SECRET!, { algorithms: ['none'] }) as JwtPayload; // error: jwt-none-algorithm
  }

  resetToken(): string {
    const token = Math.random().toString(36).substring(2); // error: insecure-random
    return token;
  }

  apiKey(): string {
    return randomBytes(32).toString('hex');
  }

  hash(password: string): string {
    return createHash('sha256').update(password).digest('hex'); // error: password-hash-fast
  }

  slow(password: string, salt: Buffer): Buffer {
    return pbkdf2Sync(password, salt, 2000, 32, 'sha256'); // error: password-hash-fast
  }

  sign(body: string): string {
    return createHash('md5').update(body + this.secret).digest('hex'); // error: weak-hash
  }

  tag(body: string): string {
    return createHmac('sha256', process.env.TAG_KEY!).update(body).digest('hex');
  }

  seal(key: Buffer, text: string): Buffer {
    return createCipheriv('aes-256-ecb', key, null).update(text); // error: insecure-cipher-mode
  }

  sealOld(key: Buffer, iv: Buffer, text: string): Buffer {
    return createCipheriv('des-ede3-cbc', key, iv).update(text); // error: weak-cipher
  }

  sealFixed(key: Buffer, text: string): Buffer {
    return createCipheriv('aes-256-cbc', key, Buffer.alloc(16)).update(text); // error: insecure-cipher-mode
  }

  keys() {
    return generateKeyPairSync('rsa', { modulusLength: 1024 }); // error: short-key
  }
}

export function open(url: string) {
  const window = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } }); // error: electron-node-integration
  const second = new BrowserWindow({ webPreferences: { webSecurity: false } }); // error: electron-node-integration
  const third = new BrowserWindow({ webPreferences: { contextIsolation: true, sandbox: true } });
  third.loadURL(url);
  return [window, second];
}

@Component({ selector: 'app-note', template: '<p [innerHTML]="safe"></p>' })
export class Note {
  @Input() body = '';
  safe: SafeHtml = '';
  constructor(private readonly sanitizer: DomSanitizer) {}

  show() {
    this.safe = this.sanitizer.bypassSecurityTrustHtml(this.body); // error: dangerous-html-api
  }

  showFixed() {
    this.safe = this.sanitizer.bypassSecurityTrustHtml('<b>fixed</b>');
  }
}

export function report(token: string, frame: HTMLIFrameElement) {
  window.parent.postMessage({ token }, '*'); // error: postmessage-any-origin
  frame.contentWindow?.postMessage({ type: 'auth', accessToken: token }, '*'); // error: postmessage-any-origin
  window.parent.postMessage({ type: 'resize', height: 10 }, '*');
  window.parent.postMessage({ token }, 'https://app.example.org');
  window.opener.postMessage({ session: token }, '*'); // error: postmessage-any-origin
}

export function save(text: string) {
  writeFileSync('/tmp/platform.json', text); // error: insecure-temp-file
  writeFileSync(join(tmpdir(), 'platform.json'), text); // error: insecure-temp-file
  chmodSync('platform.sh', 0o777); // error: world-writable-file
  chmodSync('platform.sh', 0o700);
  return readFile('/tmp/platform.json');
}

export function merge(target: Record<string, any>, source: Record<string, any>): Record<string, any> {
  for (const key in source) {
    if (typeof source[key] === 'object') {
      target[key] = merge(target[key] ?? {}, source[key]);
    } else {
      target[key] = source[key]; // error: prototype-pollution
    }
  }
  return target;
}

export function mergeChecked(target: Record<string, any>, source: Record<string, any>): Record<string, any> {
  for (const key of Object.keys(source)) {
    if (key === '__proto__' || key === 'constructor') continue;
    target[key] = typeof source[key] === 'object' ? mergeChecked(target[key] ?? {}, source[key]) : source[key];
  }
  return target;
}

app.patch('/prefs', (req: Request, res: Response) => {
  const prefs: Record<string, any> = {};
  merge(prefs, req.body);
  mergeChecked(prefs, req.body);
  res.json(prefs);
});
