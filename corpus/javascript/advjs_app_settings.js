const fs = require('fs');
const os = require('os');
const path = require('path');
const { BrowserWindow } = require('electron');
const { Client } = require('ssh2');
const helmet = require('helmet');
const express = require('express');
const mysql = require('mysql2');
const User = require('./models/user');
const app = express();
app.use(express.json());

const db = mysql.createConnection({ host: 'db.internal', user: 'app', password: 'Tr0ub4dor&3', database: 'app' }); // error: leaked-secret
const db2 = mysql.createConnection({ host: 'db.internal', user: 'app', password: process.env.DB_PASSWORD });
const placeholder = { password: 'changeme', apiKey: '<your api key>' };

fs.writeFileSync('/tmp/report.txt', 'x'); // error: insecure-temp-file
fs.writeFileSync(path.join(os.tmpdir(), 'app-cache.json'), '{}'); // error: insecure-temp-file
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'app-'));
fs.writeFileSync(path.join(dir, 'out.json'), '{}');
fs.chmodSync('run.sh', 0o777); // error: world-writable-file
fs.chmodSync('run.sh', 0o755);
fs.writeFileSync('data.txt', 'x', { mode: 0o666 });
fs.writeFileSync('data.txt', 'x', { mode: 0o600 });

new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } }); // error: electron-node-integration
new BrowserWindow({ webPreferences: { nodeIntegration: false, contextIsolation: true } });

app.use(helmet({ contentSecurityPolicy: false })); // error: disabled-security-header
app.use(helmet());

app.post('/users', async (req, res) => {
  const user = await User.create(req.body); // error: mass-assignment
  res.json(user);
});
app.post('/users-ok', async (req, res) => {
  const { name, email } = req.body;
  const user = await User.create({ name: String(name), email: String(email) });
  res.json(user);
});
app.put('/users/:id', async (req, res) => {
  const user = await User.findById(req.params.id);
  Object.assign(user, req.body); // error: mass-assignment
  await user.save();
  res.json(user);
});
const conn = new Client();
conn.connect({ host: 'build.internal', username: 'ci', privateKey: fs.readFileSync('id'), hostVerifier: () => true }); // error: ssh-host-key-unchecked
module.exports = { db, db2, placeholder };
