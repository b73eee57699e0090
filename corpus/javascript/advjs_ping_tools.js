const { exec, execFile, spawn, execSync, spawnSync } = require('child_process');
const { promisify } = require('util');
const run = promisify(exec);
const runFile = promisify(execFile);
const router = require('express').Router();

const HOST = /^[a-z0-9.-]+$/i;

router.get('/ping1', (req, res) => {
  exec(`ping -c 1 ${req.query.host}`, (err, stdout) => res.type('txt').send(stdout)); // error: command-injection
});
router.get('/ping2', (req, res) => {
  if (!HOST.test(req.query.host)) return res.sendStatus(400);
  exec(`ping -c 1 ${req.query.host}`, (err, stdout) => res.type('txt').send(stdout));
});
router.get('/ping3', (req, res) => {
  execFile('ping', ['-c', '1', req.query.host], (err, stdout) => res.type('txt').send(stdout));
});
router.get('/ping4', async (req, res) => {
  const { stdout } = await run('ping -c 1 ' + req.query.host); // error: command-injection
  res.type('txt').send(stdout);
});
router.get('/ping5', async (req, res) => {
  const { stdout } = await runFile('ping', ['-c', '1', req.query.host]);
  res.type('txt').send(stdout);
});
router.get('/ping6', (req, res) => {
  const child = spawn('ping -c 1 ' + req.query.host, { shell: true }); // error: command-injection
  child.stdout.pipe(res);
});
router.get('/ping7', (req, res) => {
  const child = spawn('ping', ['-c', '1', req.query.host]);
  child.stdout.pipe(res);
});
router.get('/ping8', (req, res) => {
  const child = spawn('sh', ['-c', `ping -c 1 ${req.query.host}`]); // error: command-injection
  child.stdout.pipe(res);
});
router.get('/ping9', (req, res) => {
  if (!/[a-z0-9.-]+/.test(req.query.host)) return res.sendStatus(400);
  res.type('txt').send(execSync('ping -c 1 ' + req.query.host)); // error: command-injection
});
router.get('/ping10', (req, res) => {
  const host = req.query.host.replace(/[^a-z0-9.-]/gi, '');
  res.type('txt').send(execSync('ping -c 1 ' + host));
});
router.get('/ping11', (req, res) => {
  const host = req.query.host.replace(';', '');
  res.type('txt').send(execSync('ping -c 1 ' + host)); // error: command-injection
});
router.get('/ping12', (req, res) => {
  const count = parseInt(req.query.count, 10) || 1;
  const out = spawnSync(`ping -c ${count} localhost`, { shell: true }); //
  res.type('txt').send(out.stdout);
});
router.get('/ping13', (req, res) => {
  const tools = { df: 'df -h', up: 'uptime' };
  const command = tools[req.params.tool];
  if (!command) return res.sendStatus(404);
  exec(command, (err, stdout) => res.type('txt').send(stdout));
});
router.get('/ping14', (req, res) => {
  exec("ls '" + req.query.dir.replace(/'/g, "'\\''") + "'", (err, stdout) => res.type('txt').send(stdout));
});
router.get('/ping15', (req, res) => {
  let target = req.query.host;
  target = '127.0.0.1';
  exec('ping -c 1 ' + target, (err, stdout) => res.type('txt').send(stdout));
});
module.exports = router;
