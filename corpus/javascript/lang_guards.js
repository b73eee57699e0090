const express = require('express');
const assert = require('assert');
const { exec } = require('child_process');
const app = express();

const LIST = ['up', 'down'];
const SET = new Set(LIST);
const MAP = new Map([['up', 1], ['down', 2]]);
const TABLE = { up: 'uptime', down: 'date' };
const WORD = /^[a-z]+$/;
const OPEN = /[a-z]+/;
const oneOf = (x) => LIST.includes(x);
const notOneOf = (x) => !LIST.includes(x);
const isWord = (x) => typeof x === 'string' && WORD.test(x);
function check(x) { if (!WORD.test(x)) throw new TypeError('bad'); return x; }
function ensure(ok, message) { if (!ok) throw new Error(message); }
function valid(x) {
  if (!x) return false;
  if (x.length > 10) return false;
  return WORD.test(x);
}
function validLoop(x) {
  for (const word of LIST) { if (word === x) return true; }
  return false;
}
function useless(x) { return x.length > 2; }
function inverted(x) { return !WORD.test(x); }
function tryUrl(x) { try { new URL(x); return true; } catch { return false; } }
function clean(x) { return WORD.test(x) ? x : 'up'; }
function cleanOrNull(x) { if (!LIST.includes(x)) return null; return x; }
function cleanBad(x) { return WORD.test(x) ? 'up' : x; }

app.get('/1', (req, res) => {
  const x = req.query.x;
  if (LIST.includes(x)) exec('echo ' + x);
  if (!LIST.includes(x)) exec('echo ' + x); // error: command-injection
  if (SET.has(x)) exec('echo ' + x);
  if (MAP.has(x)) exec('echo ' + x);
  if (LIST.indexOf(x) !== -1) exec('echo ' + x);
  if (LIST.indexOf(x) === -1) exec('echo ' + x); // error: command-injection
  if (~LIST.indexOf(x)) exec('echo ' + x);
  if (LIST.indexOf(x) >= 0 && req.query.y) exec('echo ' + x);
  if (LIST.indexOf(x) >= 0 || req.query.y) exec('echo ' + x); // error: command-injection
  if (x in TABLE) exec('echo ' + x);
  if (TABLE.hasOwnProperty(x)) exec('echo ' + x);
  if (Object.prototype.hasOwnProperty.call(TABLE, x)) exec('echo ' + x);
  if (Object.hasOwn(TABLE, x)) exec('echo ' + x);
  if (Object.keys(TABLE).includes(x)) exec('echo ' + x);
  if (LIST.some((w) => w === x)) exec('echo ' + x);
  if (LIST.find((w) => w === x)) exec('echo ' + x);
  if (LIST.some((w) => w !== x)) exec('echo ' + x); // error: command-injection
  if (LIST.every((w) => w !== x)) exec('echo ' + x); // error: command-injection
  if (TABLE[x]) exec(TABLE[x]);
  res.end();
});
app.get('/2', (req, res) => {
  const x = req.query.x;
  if (x === 'up' || x === 'down') exec('echo ' + x);
  if (x === 'up' || x.length) exec('echo ' + x); // error: command-injection
  if (x !== 'up' && x !== 'down') return res.end();
  exec('echo ' + x);
  res.end();
});
app.get('/3', (req, res) => {
  const x = req.query.x;
  if (WORD.test(x)) exec('echo ' + x);
  if (OPEN.test(x)) exec('echo ' + x); // error: command-injection
  if (WORD.test(req.query.y)) exec('echo ' + x); // error: command-injection
  if (/^[a-z;]+$/.test(x)) exec('echo ' + x); // error: command-injection
  if (/^\w+$/.exec(x)) exec('echo ' + x);
  if (x.match(/^\w+$/)) exec('echo ' + x);
  if (x.match(/^\w+$/) !== null) exec('echo ' + x);
  if (x.match(/^\w+$/) === null) exec('echo ' + x); // error: command-injection
  if (x.search(/^\w+$/) === 0) exec('echo ' + x);
  if (x.search(/[^\w]/) === -1) exec('echo ' + x);
  if (/[^\w]/.test(x)) return res.end();
  exec('echo ' + x);
  res.end();
});
app.get('/4', (req, res) => {
  const x = req.query.x;
  if (oneOf(x)) exec('echo ' + x);
  if (notOneOf(x)) exec('echo ' + x); // error: command-injection
  if (!notOneOf(x)) exec('echo ' + x);
  if (isWord(x)) exec('echo ' + x);
  if (isWord(x) === true) exec('echo ' + x);
  if (isWord(x) === false) exec('echo ' + x); // error: command-injection
  if (valid(x)) exec('echo ' + x);
  if (!valid(x)) exec('echo ' + x); // error: command-injection
  if (validLoop(x)) exec('echo ' + x);
  if (useless(x)) exec('echo ' + x); // error: command-injection
  if (inverted(x)) exec('echo ' + x); // error: command-injection
  if (tryUrl(x)) exec('echo ' + x); // error: command-injection
  const ok = isWord(x);
  if (ok) exec('echo ' + x);
  if (!ok) return res.end();
  exec('echo ' + x);
  res.end();
});
app.get('/5', (req, res) => {
  exec('echo ' + check(req.query.a));
  exec('echo ' + req.query.a);
  exec('echo ' + clean(req.query.b));
  exec('echo ' + cleanOrNull(req.query.c));
  exec('echo ' + cleanBad(req.query.d)); // error: command-injection
  check(req.query.y);
  exec('echo ' + req.query.y);
  exec('echo ' + req.query.z); // error: command-injection
  res.end();
});
app.get('/6', (req, res) => {
  const { x, y, z } = req.query;
  assert(WORD.test(x));
  exec('echo ' + x);
  assert.ok(LIST.includes(y), 'bad');
  exec('echo ' + y);
  ensure(isWord(z), 'bad');
  exec('echo ' + z);
  exec('echo ' + req.query.w); // error: command-injection
  res.end();
});
app.get('/7', (req, res) => {
  const x = req.query.x;
  if (typeof x === 'number') exec('echo ' + x);
  if (typeof x === 'string') exec('echo ' + x); // error: command-injection
  if (Number.isInteger(x)) exec('echo ' + x);
  if (Number.isInteger(Number(x))) exec('echo ' + x);
  if (!Number.isNaN(Number(x))) exec('echo ' + x);
  if (!isNaN(x)) exec('echo ' + x);
  if (isNaN(x)) exec('echo ' + x); // error: command-injection
  if (Number.isInteger(parseInt(x, 10))) exec('echo ' + x); // error: command-injection
  if (Number(x) > 3) exec('echo ' + x);
  if (x.length < 5) exec('echo ' + x); // error: command-injection
  if (x) exec('echo ' + x); // error: command-injection
  if (x instanceof Date) exec('echo ' + x.getTime());
  res.end();
});
app.get('/8', (req, res) => {
  const names = req.query.names.split(',');
  if (names.every((n) => WORD.test(n))) exec('echo ' + names.join(' '));
  if (names.every(isWord)) exec('echo ' + names[0]);
  if (names.some((n) => WORD.test(n))) exec('echo ' + names.join(' ')); // error: command-injection
  exec('echo ' + names.filter((n) => WORD.test(n)).join(' '));
  exec('echo ' + names.filter(isWord).join(' '));
  exec('echo ' + names.filter((n) => !WORD.test(n)).join(' ')); // error: command-injection
  exec('echo ' + names.filter(useless).join(' ')); // error: command-injection
  exec('echo ' + (names.find(isWord) ?? 'up'));
  exec('echo ' + names.find((n) => n.length > 1)); // error: command-injection
  for (const name of names) {
    if (!isWord(name)) continue;
    exec('echo ' + name);
  }
  for (const name of names) if (!isWord(name)) return res.end();
  exec('echo ' + names.filter((n) => LIST.includes(n)).map((n) => n + '!').join(' '));
  if (names.some((n) => !isWord(n))) return res.end();
  exec('echo ' + names.join(' '));
  res.end();
});
app.get('/9', (req, res) => {
  const x = req.query.x;
  switch (x) {
    case 'up':
    case 'down':
      exec('echo ' + x);
      break;
    default:
      exec('echo ' + x); // error: command-injection
  }
  switch (true) {
    case WORD.test(x):
      exec('echo ' + x);
      break;
    default:
      break;
  }
  const safe = WORD.test(x) && x;
  if (safe) exec('echo ' + safe);
  const either = (WORD.test(x) && x) || 'up';
  exec('echo ' + either);
  const bad = WORD.test(x) || x;
  exec('echo ' + bad); // error: command-injection
  res.end();
});
app.get('/10', (req, res) => {
  let x = req.query.x;
  if (WORD.test(x)) {
    x = req.query.y;
    exec('echo ' + x); // error: command-injection
  }
  if (!WORD.test(x)) x = 'up';
  exec('echo ' + x);
  while (!WORD.test(x)) x = x.slice(1);
  exec('echo ' + x);
  res.end();
});
app.get('/11', (req, res) => {
  const body = req.body;
  const isJob = (job) => job && WORD.test(job.name);
  if (isJob(body)) exec('echo ' + body.name);
  if (isJob(body)) exec('echo ' + body.other); // error: command-injection
  if (isJob(req.body)) exec('echo ' + req.body.name);
  if (!isJob(req.body)) return res.end();
  exec('echo ' + req.body.name);
  exec('echo ' + req.body.args); // error: command-injection
  res.end();
});
app.get('/12', async (req, res) => {
  const isKnown = async (x) => { const rows = LIST; return rows.includes(x); };
  if (await isKnown(req.query.x)) exec('echo ' + req.query.x);
  if (!(await isKnown(req.query.y))) return res.end();
  exec('echo ' + req.query.y);
  res.end();
});
app.get('/13', (req, res) => {
  const x = req.query.x;
  const safe = x.replace(/'/g, "'\\''");
  exec(`echo '${safe}'`);
  exec(`echo ${safe}`); // error: command-injection
  exec(`echo "${x.replace(/"/g, '\\"')}"`); // error: command-injection
  exec(`echo '${x}'`); // error: command-injection
  exec('echo ' + x.replace(/;/g, '')); // error: command-injection
  exec('echo ' + x.replace(/[;&|`$<>()\n\\]/g, ''));
  res.end();
});
