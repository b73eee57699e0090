import shell from 'shelljs';
import { execa, execaCommand, $ } from 'execa';
import { exec } from 'node:child_process';
import cp from 'node:child_process';
import util from 'node:util';
import { quote } from 'shell-quote';
import spawn from 'cross-spawn';
import simpleGit from 'simple-git';
import express from 'express';
const app = express();
const sh = util.promisify(cp.exec);
const run = (cmd, opts = {}) => new Promise((resolve, reject) => cp.exec(cmd, opts, (e, out) => (e ? reject(e) : resolve(out)))); // error: command-injection
app.get('/1', (req, res) => { shell.exec('git clone ' + req.query.repo); res.end(); }); // error: command-injection
app.get('/2', async (req, res) => { await execa('git', ['clone', '--', req.query.repo]); res.end(); });
app.get('/3', async (req, res) => { await execa('git clone ' + req.query.repo, { shell: true }); res.end(); }); // error: command-injection
app.get('/4', async (req, res) => { await $`git clone ${req.query.repo}`; res.end(); });
app.get('/5', async (req, res) => { await sh(`git clone ${quote([req.query.repo])}`); res.end(); });
app.get('/6', async (req, res) => { await sh(`git clone ${req.query.repo}`); res.end(); }); // error: command-injection
app.get('/7', async (req, res) => { res.json(await run('git log ' + req.query.ref)); });
app.get('/8', async (req, res) => { res.json(await run('git log main')); });
app.get('/9', (req, res) => { spawn.sync('git', ['log', req.query.ref]); res.end(); });
app.get('/10', (req, res) => { cp.spawn(req.query.tool, ['--version']); res.end(); }); // error: command-injection
app.get('/11', (req, res) => { cp.execFile('bash', ['-c', 'echo ' + req.query.x]); res.end(); }); // error: command-injection
app.get('/12', (req, res) => { cp.execFile('bash', ['script.sh', req.query.x]); res.end(); });
app.get('/13', (req, res) => { cp.exec('./job', { env: { NAME: req.query.x } }); res.end(); });
app.get('/14', (req, res) => { const p = cp.spawn('sort'); p.stdin.write(req.query.x); p.stdin.end(); res.end(); });
app.get('/15', (req, res) => { cp.fork(req.query.script); res.end(); }); // error: command-injection
app.get('/16', (req, res) => { exec(['tar', 'cf', 'x.tar', req.query.dir].join(' ')); res.end(); }); // error: command-injection
app.get('/17', (req, res) => { exec('tar cf x.tar ' + JSON.stringify(req.query.dir)); res.end(); }); // error: command-injection
app.get('/18', (req, res) => { exec(`tar cf x.tar "${req.query.dir.replace(/"/g, '\\"')}"`); res.end(); }); // error: command-injection
