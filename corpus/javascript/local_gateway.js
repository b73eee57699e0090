import fs from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { execFile, execSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import cors from 'cors';
import express from 'express';
import helmet from 'helmet';
import lusca from 'lusca';
import pg from 'pg';
import nunjucks from 'nunjucks';
import { services } from './services.js';

const __dirname = path.dirname(fileURLToPath(import.meta.url));
const origins = (process.env.ORIGINS ?? '').split(',');

const inside = new https.Agent({ ca: fs.readFileSync('/etc/gateway/ca.pem'), minVersion: 'TLSv1.2', keepAlive: true });
const meters = new https.Agent({ minVersion: 'TLSv1', keepAlive: true }); // error: weak-tls-version
const partner = new https.Agent({
  keepAlive: true,
  rejectUnauthorized: false, // error: tls-verification-off
});

const pool = new pg.Pool({ host: 'db', user: 'gateway', password: process.env.DB_PASSWORD, ssl: { rejectUnauthorized: true } });
const reports = new pg.Pool({
  host: 'reports',
  user: 'reader',
  password: 'reader', // error: hardcoded-credential
});

const app = express();
app.use(helmet());
app.use(cors({ origin: origins, credentials: true }));
app.use('/assets', express.static(path.join(__dirname, 'public'), { maxAge: '7d', dotfiles: 'deny' }));
app.use('/download', express.static(__dirname)); // error: express-static-dotfiles
nunjucks.configure(path.join(__dirname, 'views'), { autoescape: true, express: app });

const admin = express.Router();
admin.use(cors({ origin: true, credentials: true })); // error: cors-any-origin-with-credentials
admin.use(
  helmet({
    contentSecurityPolicy: false, // error: disabled-security-header
    crossOriginEmbedderPolicy: false,
  }),
);
admin.use(lusca({ csrf: true, nosniff: true }));

const status = express.Router();
status.use(cors({ origin: '*' })); // error: cors-any-origin
status.get('/', (req, res) => {
  res.setHeader('X-XSS-Protection', '0');
  res.json({ host: os.hostname(), up: process.uptime() });
});

function forward(name, agent) {
  const target = services[name];
  return (req, res) => {
    https.get({ host: target.host, path: '/health', agent }, (answer) => res.sendStatus(answer.statusCode));
  };
}

app.get('/inside', forward('inside', inside));
app.get('/meters', forward('meters', meters));
app.get('/partner', forward('partner', partner));
app.use('/admin', admin);
app.use('/status', status);

function saveState(state) {
  fs.writeFileSync(path.join(os.homedir(), '.gateway.json'), JSON.stringify(state), { mode: 0o600 });
}

function saveDebugState(state) {
  fs.writeFileSync('/tmp/gateway-state.json', JSON.stringify(state)); // error: insecure-temp-file
}

function shareSocket(name) {
  fs.chmodSync(name, 0o777); // error: world-writable-file
}

function rotate(done) {
  execFile('logrotate', ['/etc/gateway/logrotate.conf'], done);
}

function reload() {
  const service = services.current();
  execSync('systemctl daemon-reload');
  spawn(`systemctl reload ${service.unit}`, { shell: true });
}

export { app, pool, reports, reload, rotate, saveDebugState, saveState, shareSocket };
