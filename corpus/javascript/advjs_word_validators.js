const express = require('express');
const { exec } = require('child_process');
const validator = require('validator');
const app = express();

const WORDS = new Set(['up', 'down']);
const byName = { up: 1, down: 2 };

const isWord = (w) => WORDS.has(w);
const mustBeWord = (w) => { if (!isWord(w)) throw new Error('bad word'); };
const wordOr = (w, fallback) => (isWord(w) ? w : fallback);
function validWord(w) { return typeof w === 'string' && w.length < 20 && /^[a-z]+$/.test(w); }
function looksOk(w) { return w.length < 20; }
function checkWord(req, res, next) {
  if (!validWord(req.query.w)) return res.sendStatus(400);
  next();
}
function neverChecks(w) { return true; }
function findWord(w) { return ['up', 'down'].find((x) => x === w); }

app.get('/1', (req, res) => { mustBeWord(req.query.w); exec('echo ' + req.query.w); res.end(); });
app.get('/2', (req, res) => { exec('echo ' + wordOr(req.query.w, 'up')); res.end(); });
app.get('/3', (req, res) => { if (validWord(req.query.w)) exec('echo ' + req.query.w); res.end(); });
app.get('/4', (req, res) => { if (looksOk(req.query.w)) exec('echo ' + req.query.w); res.end(); }); // error: command-injection
app.get('/5', (req, res) => { if (neverChecks(req.query.w)) exec('echo ' + req.query.w); res.end(); }); // error: command-injection
app.get('/6', (req, res) => { if (req.query.w in byName) exec('echo ' + req.query.w); res.end(); });
app.get('/7', (req, res) => { const w = findWord(req.query.w); exec('echo ' + w); res.end(); });
app.get('/8', checkWord, (req, res) => { exec('echo ' + req.query.w); res.end(); });
app.get('/9', (req, res) => { if (validator.isAlphanumeric(req.query.w)) exec('echo ' + req.query.w); res.end(); });
app.get('/10', (req, res) => { if (validator.isLength(req.query.w, { max: 5 })) exec('echo ' + req.query.w); res.end(); }); // error: command-injection
app.get('/11', (req, res) => {
  const w = req.query.w;
  if (w !== 'up' && w !== 'down') return res.sendStatus(400);
  exec('echo ' + w);
  res.end();
});
app.get('/12', (req, res) => {
  const w = req.query.w;
  if (w !== 'up' || w !== 'down') exec('echo ' + w); // error: command-injection
  res.end();
});
app.get('/13', (req, res) => {
  const w = req.query.w;
  if (WORDS.has(w)) { console.log('known'); }
  exec('echo ' + w); // error: command-injection
  res.end();
});
app.get('/14', (req, res) => {
  const checked = validWord(req.query.w);
  if (!checked) { res.sendStatus(400); return; }
  exec(`echo ${req.query.w}`);
  res.end();
});
app.get('/15', (req, res) => {
  if (!validWord(req.query.w)) { res.sendStatus(400); }
  exec(`echo ${req.query.w}`); // error: command-injection
  res.end();
});
app.get('/16', (req, res) => {
  const m = /^([a-z]+)-(\d+)$/.exec(req.query.w);
  if (!m) return res.end();
  exec(`echo ${m[1]} ${m[2]}`);
  const n = req.query.pair.match(/(.*)-(.*)/);
  exec(`echo ${n[1]}`); // error: command-injection
  res.end();
});
app.get('/17', (req, res) => {
  if (/^[a-z]+$/m.test(req.query.w)) exec(`echo ${req.query.w}`); // error: command-injection
  res.end();
});
app.get('/18', (req, res) => {
  if (/^[a-z]+|[0-9]+$/.test(req.query.w)) exec(`echo ${req.query.w}`); // error: command-injection
  res.end();
});
app.get('/19', (req, res) => {
  const words = req.query.w.split(',');
  if (!words.every((x) => WORDS.has(x))) return res.sendStatus(400);
  exec(`echo ${words.join(' ')}`);
  res.end();
});
app.get('/20', (req, res) => {
  const words = req.query.w.split(',').filter((x) => WORDS.has(x));
  exec(`echo ${words.join(' ')}`);
  const other = req.query.w.split(',').filter(Boolean);
  exec(`echo ${other.join(' ')}`); // error: command-injection
  res.end();
});
app.get('/21', (req, res) => {
  if (isNaN(req.query.pid)) return res.sendStatus(400);
  exec(`kill ${req.query.pid}`);
  res.end();
});
app.get('/22', (req, res) => {
  const pid = req.query.pid;
  if (Number.isInteger(Number(pid))) exec(`kill ${pid}`);
  res.end();
});
app.get('/23', (req, res) => {
  const w = req.query.w;
  if (!w.match(/^[a-z]+$/)) throw new Error('x');
  exec(`echo ${w}`);
  res.end();
});
app.get('/24', (req, res) => {
  const level = Math.min(9, Math.max(1, parseInt(req.query.level)));
  exec(`gzip -${level} f`);
  const bits = req.query.bits >>> 0;
  exec(`echo ${bits}`);
  exec(`echo ${(+req.query.a).toFixed(2)} ${req.query.a * 1}`);
  exec(`echo ${req.query.a + 1}`); // error: command-injection
  res.end();
});
app.get('/25', (req, res) => {
  let command;
  switch (req.query.action) {
    case 'start': command = 'service x start'; break;
    case 'stop': command = 'service x stop'; break;
    default: return res.sendStatus(400);
  }
  exec(command);
  res.end();
});
app.get('/26', (req, res) => {
  const cleaned = req.query.w.replace(/[;&|`$()<>]/g, '');
  exec(`grep ${cleaned} f`); // error: command-injection
  res.end();
});
