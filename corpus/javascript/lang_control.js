const express = require('express');
const { exec } = require('child_process');
const app = express();
const DEBUG = false;
const MODE = 'safe';
const LIMIT = 3;

function fail(message) { throw new Error(message); }
function first(...values) { return values[0]; }
function last(...values) { return values[values.length - 1]; }
function defaults({ name = 'fixed', cmd = 'echo' } = {}, suffix = '') { return `${cmd} ${name}${suffix}`; }
function label(kind, x) {
  switch (kind) {
    case 'a': return 'fixed';
    case 'b': return x;
    default: throw new Error('no');
  }
}
function early(x) {
  if (x.length > 3) return 'long';
  return x;
}
function never(x) {
  return 'fixed';
  return x;
}

app.get('/1', (req, res) => {
  const x = req.query.x;
  if (false) exec(x);
  if (DEBUG) exec(x);
  if (MODE === 'raw') exec(x);
  if (MODE !== 'safe') { exec(x); } else { exec('uptime'); }
  if (LIMIT > 5) exec(x);
  if (LIMIT < 5) exec(x); // error: command-injection
  if (1 + 1 === 3) exec(x);
  if (!true || DEBUG) exec(x);
  const y = DEBUG ? x : 'uptime';
  exec(y);
  const z = MODE === 'safe' ? 'uptime' : x;
  exec(z);
  while (false) exec(x);
  for (;;) { break; exec(x); }
  switch (MODE) {
    case 'raw': exec(x); break;
    case 'safe': exec('uptime'); break;
    default: exec(x);
  }
  switch (LIMIT) { case 3: exec(x); } // error: command-injection
  res.end();
});
app.get('/2', (req, res) => {
  let x = req.query.x;
  x = 'uptime';
  exec(x);
  x = req.query.x;
  exec(x); // error: command-injection
  if (req.query.clean) x = 'uptime';
  exec(x); // error: command-injection
  if (req.query.clean) { x = 'uptime'; } else { x = 'date'; }
  exec(x);
  res.end();
});
app.get('/3', (req, res) => {
  let x = 'uptime';
  try {
    x = req.query.x;
    JSON.parse(x);
  } catch (error) {
    exec('echo ' + error.name.length);
    x = 'date';
  } finally {
    exec('finally ' + x); // error: command-injection
  }
  res.end();
});
app.get('/4', (req, res) => {
  let x = req.query.x;
  try {
    throw x;
  } catch (thrown) {
    exec(thrown); // error: command-injection
  }
  try { x = 'uptime'; } finally { exec(x); }
  res.end();
});
app.get('/5', (req, res) => {
  exec(label('a', req.query.x));
  exec(label('b', req.query.x)); // error: command-injection
  exec(early(req.query.x)); // error: command-injection
  exec(never(req.query.x));
  exec(first('uptime', req.query.x));
  exec(first(req.query.x, 'uptime')); // error: command-injection
  exec(defaults({ name: req.query.x })); // error: command-injection
  exec(defaults());
  exec(defaults({ cmd: 'ls' }, req.query.x)); // error: command-injection
  res.end();
});
app.get('/6', (req, res) => {
  const x = req.query.x;
  exec(x ?? 'uptime'); // error: command-injection
  exec(x || 'uptime'); // error: command-injection
  exec('uptime' || x);
  exec('uptime' ?? x);
  exec(x && 'uptime');
  exec(null ?? x); // error: command-injection
  exec((x, 'uptime'));
  exec(('uptime', x)); // error: command-injection
  exec(req.query?.x); // error: command-injection
  exec(req?.query?.['x']); // error: command-injection
  exec(undefined?.x ?? 'uptime');
  let y = null;
  y ??= x;
  exec(y); // error: command-injection
  let z = 'uptime';
  z ||= x;
  exec(z);
  let w = 'uptime';
  w &&= x;
  exec(w); // error: command-injection
  res.end();
});
app.get('/7', (req, res) => {
  let found = 'none';
  outer: for (const a of req.query.list) {
    for (const b of ['x', 'y']) {
      if (a === b) { found = b; break outer; }
      if (a.length > 3) continue outer;
    }
  }
  exec('echo ' + found);
  let picked = 'none';
  for (const a of req.query.list) { picked = a; break; }
  exec('echo ' + picked); // error: command-injection
  do { picked = 'fixed'; } while (req.query.more);
  exec('echo ' + picked);
  let i = 0;
  let text = '';
  while (i < 3) { text = i === 2 ? req.query.x : text; i++; }
  exec('echo ' + text); // error: command-injection
  for (const key in { a: 1 }) exec('echo ' + key);
  for (const key in req.body) exec('echo ' + key); // error: command-injection
  res.end();
});
app.get('/8', (req, res) => {
  const kind = req.query.kind;
  const a = kind === 'a' ? 'uptime' : kind === 'b' ? 'date' : 'who';
  exec(a);
  const b = kind === 'a' ? 'uptime' : kind === 'b' ? req.query.x : 'who';
  exec(b); // error: command-injection
  const c = { a: 'uptime', b: 'date' }[kind] ?? 'who';
  exec(c);
  const d = new Map([['a', 'uptime']]).get(kind) ?? 'who';
  exec(d);
  let e;
  if (kind === 'a') e = 'uptime';
  else if (kind === 'b') e = 'date';
  else { res.end(); return; }
  exec(e);
  res.end();
});
app.get('/9', (req, res) => {
  if (!req.query.x) fail('missing');
  exec(req.query.x); // error: command-injection
  if (req.query.y) fail('no');
  res.end();
});
app.get('/10', async (req, res) => {
  try {
    fail('always');
    exec(req.query.x);
  } catch {
    exec('uptime');
  }
  await Promise.reject(req.query.x).catch((why) => exec('echo ' + why)); // error: command-injection
  res.end();
});
app.get('/11', (req, res) => {
  var x = 'uptime';
  var run = function () { exec(x); }; // error: command-injection
  x = req.query.x;
  run();
  res.end();
});
app.get('/12', (req, res) => {
  const self = this;
  const config = { cmd: 'uptime', nested: { cmd: req.query.x } };
  exec(config?.nested?.cmd); // error: command-injection
  exec(config.nested?.missing?.cmd ?? 'uptime');
  with_default(undefined);
  with_default(req.query.x);
  function with_default(x = 'uptime') { exec('do ' + x); } // error: command-injection
  exec(last('uptime', req.query.x)); // error: command-injection
  res.end();
});
