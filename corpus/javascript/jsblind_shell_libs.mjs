import express from 'express';
import shell from 'shelljs';
import { execa, execaCommand, $ as ex } from 'execa';
import crossSpawn from 'cross-spawn';
import { $ } from 'zx';
import { NodeSSH } from 'node-ssh';
import { Client } from 'ssh2';
import { exec, execSync, spawnSync, execFile, fork } from 'node:child_process';
import { quote } from 'shell-quote';
import util from 'node:util';

const execAsync = util.promisify(exec);
const app = express();

app.get('/a', (req, res) => {
  const out = shell.exec('git log ' + req.query.branch, { silent: true }).stdout; // error: command-injection
  res.type('txt').send(out);
});
app.get('/b', async (req, res) => {
  const { stdout } = await execa('git', ['log', '--', req.query.branch]);
  res.type('txt').send(stdout);
});
app.get('/c', async (req, res) => {
  const { stdout } = await execa(`git log ${req.query.branch}`, { shell: true }); // error: command-injection
  res.type('txt').send(stdout);
});
app.get('/d', async (req, res) => {
  const { stdout } = await ex`git log ${req.query.branch}`;
  res.type('txt').send(stdout);
});
app.get('/e', async (req, res) => {
  const out = await $`git log ${req.query.branch}`;
  res.type('txt').send(out.stdout);
});
app.get('/f', (req, res) => {
  crossSpawn.sync('npm', ['view', req.query.pkg], { stdio: 'inherit' });
  crossSpawn('bash', ['-c', `npm view ${req.query.pkg}`]); // error: command-injection
  res.end();
});
app.get('/g', (req, res) => {
  spawnSync('sh', ['-c', 'echo "$1"', 'sh', req.query.msg]);
  spawnSync('sh', ['-c', `echo ${req.query.msg}`]); // error: command-injection
  spawnSync('/bin/bash', ['-lc', 'echo ' + req.query.msg]); // error: command-injection
  res.end();
});
app.get('/h', async (req, res) => {
  const ssh = new NodeSSH();
  await ssh.connect({ host: 'build.internal', username: 'ci' });
  const r = await ssh.execCommand('deploy ' + req.query.ref); // error: command-injection
  res.type('txt').send(r.stdout);
});
app.get('/i', (req, res) => {
  const conn = new Client();
  conn.on('ready', () => {
    conn.exec(`uptime; tail ${req.query.file}`, (err, stream) => { // error: command-injection
      stream.on('data', (d) => res.write(d));
    });
  }).connect({ host: 'x', username: 'y' });
});
app.get('/j', async (req, res) => {
  await execAsync(quote(['convert', req.query.from, 'out.png']));
  await execAsync(`convert ${quote([req.query.from])} out.png`);
  await execAsync(`convert "${req.query.from}" out.png`); // error: command-injection
  res.end();
});
app.get('/k', (req, res) => {
  const size = Number.parseInt(req.query.size, 10);
  execSync(`convert in.png -resize ${size}x${size} out.png`);
  const fmt = req.query.fmt === 'jpg' ? 'jpg' : 'png';
  execSync(`convert in.png out.${fmt}`);
  res.end();
});
app.get('/l', (req, res) => {
  const env = { ...process.env, NAME: req.query.name };
  exec('echo "$NAME"', { env }, (e, out) => res.type('txt').send(out));
});
app.get('/m', (req, res) => {
  execFile(req.query.tool, ['--version'], () => res.end()); // error: command-injection
});
app.get('/n', (req, res) => {
  const allowed = { version: 'node --version', date: 'date' };
  const cmd = allowed[req.query.cmd];
  if (!cmd) return res.sendStatus(400);
  exec(cmd, (e, out) => res.type('txt').send(out));
});
app.get('/o', (req, res) => {
  fork('./worker.js', [req.query.id]);
  if (!/^[\w.-]+$/.test(req.query.id)) return res.sendStatus(400);
  exec(`./run ${req.query.id}`, () => res.end());
});
