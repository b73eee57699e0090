const express = require('express');
const ffmpeg = require('fluent-ffmpeg');
const gm = require('gm');
const simpleGit = require('simple-git');
const shellwords = require('shell-escape');
const { exec, execFile, spawn } = require('child_process');
const wkhtmltopdf = require('wkhtmltopdf');
const nodemailer = require('nodemailer');
const util = require('util');
const which = require('which');
const os = require('os');
const app = express();
app.use(express.json());
const pexec = util.promisify(require('child_process').exec);

class Runner {
  constructor(bin) { this.bin = bin; this.args = []; }
  add(...args) { this.args.push(...args); return this; }
  run() { return new Promise((ok, fail) => execFile(this.bin, this.args, (e, out) => (e ? fail(e) : ok(out)))); }
  runShell() { return pexec([this.bin, ...this.args].join(' ')); } // error: command-injection
}
app.post('/1', async (req, res) => res.json({ out: await new Runner('identify').add('-verbose', req.body.file).run() }));
app.post('/2', async (req, res) => res.json({ out: await new Runner('identify').add('-verbose', req.body.file).runShell() }));
app.post('/3', (req, res) => {
  const command = ['convert', req.body.in, '-resize', `${Number(req.body.w)}`, req.body.out];
  exec(command.join(' '), () => res.end()); // error: command-injection
  exec(shellwords(command), () => {});
  spawn(command[0], command.slice(1));
});
app.post('/4', (req, res) => {
  let cmd = 'zip -r out.zip';
  for (const f of req.body.files) {
    cmd += ` ${f}`;
  }
  exec(cmd); // error: command-injection
  let safe = 'zip -r out.zip';
  for (const f of req.body.files) {
    if (!/^[a-z0-9_]+$/.test(f)) continue;
    safe += ` ${f}`;
  }
  exec(safe);
  res.end();
});
app.post('/5', async (req, res) => {
  const git = simpleGit('/srv/repo');
  await git.pull('origin', 'main');
  res.json(await git.log({ file: 'README.md' }));
});
app.post('/6', (req, res) => {
  const isWin = process.platform === 'win32';
  const child = isWin ? spawn('cmd.exe', ['/c', `dir ${req.body.d}`]) : spawn('ls', [req.body.d]); // error: command-injection
  child.stdout.pipe(res.type('txt'));
});
app.post('/7', (req, res) => {
  const map = { start: 'systemctl start app', stop: 'systemctl stop app' };
  if (!Object.prototype.hasOwnProperty.call(map, req.body.action)) return res.sendStatus(400);
  exec(map[req.body.action], () => res.end());
});
app.post('/8', (req, res) => {
  const q = (s) => `'${s.replace(/'/g, `'\\''`)}'`;
  exec(`grep -r ${q(req.body.term)} /srv/docs`, (e, out) => res.type('txt').send(out));
  const dq = (s) => `"${s.replace(/"/g, '\\"')}"`;
  exec(`grep -r ${dq(req.body.term)} /srv/docs`, (e, out) => res.type('txt').send(out)); // error: command-injection
});
app.post('/9', (req, res) => {
  execFile('bash', ['-c', 'tar czf "$1" "$2"', '--', req.body.out, req.body.dir], () => res.end());
  execFile('node', ['-e', `console.log(${req.body.expr})`], () => {}); // error: command-injection
  execFile('python3', ['script.py', req.body.expr], () => {});
  spawn('ssh', ['host', `tail -n 10 ${req.body.log}`]); // error: command-injection
  spawn('docker', ['run', '--rm', 'tool', req.body.arg]);
});
app.post('/10', (req, res) => {
  switch (req.body.tool) {
    case 'du':
    case 'df':
      exec(`${req.body.tool} -h`, (e, out) => res.type('txt').send(out));
      break;
    default:
      exec(`${req.body.tool} -h`, (e, out) => res.type('txt').send(out)); // error: command-injection
  }
});
