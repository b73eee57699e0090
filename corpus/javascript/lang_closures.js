const express = require('express');
const { exec } = require('child_process');
const EventEmitter = require('events');
const app = express();

const curry = (a) => (b) => (c) => `${a} ${b} ${c}`;
const partial = (fn, ...fixed) => (...rest) => fn(...fixed, ...rest);
const compose = (...fns) => (x) => fns.reduceRight((value, fn) => fn(value), x);
const flip = (fn) => (a, b) => fn(b, a);
const constant = (value) => () => value;
const once = (fn) => { let done = false; let result; return (...args) => { if (!done) { done = true; result = fn(...args); } return result; }; };
const memo = (fn) => { const seen = new Map(); return (key) => { if (!seen.has(key)) seen.set(key, fn(key)); return seen.get(key); }; };
const tap = (fn) => (x) => { fn(x); return x; }; // error: log-injection
const digits = (x) => String(x).replace(/\D/g, '');
const echo = (x) => 'echo ' + x;
const none = () => 'uptime';
function makeLog() {
  let lines = '';
  let count = 0;
  return { add(line) { lines += line + ' '; count++; }, all() { return lines; }, size: () => count };
}
function makeBox(initial) {
  const state = { value: initial };
  return { set: (v) => { state.value = v; }, get: () => state.value };
}
function apply(fn, x) { return fn(x); }
function withCallback(x, done) { done(null, 'echo ' + x); }
function loop(n, x) { return n === 0 ? x : loop(n - 1, x); }
function even(n, x) { return n === 0 ? x : odd(n - 1, x); }
function odd(n, x) { return n === 0 ? 'fixed' : even(n - 1, x); }

app.get('/1', (req, res) => { exec(curry('echo')('a')(req.query.x)); res.end(); }); // error: command-injection
app.get('/2', (req, res) => { exec(curry('echo')(req.query.x)('b')); res.end(); }); // error: command-injection
app.get('/3', (req, res) => { curry(req.query.x); exec(curry('echo')('a')('b')); res.end(); });
app.get('/4', (req, res) => { exec(partial(curry, 'echo')()('a')(req.query.x)); res.end(); }); // error: command-injection
app.get('/5', (req, res) => { exec(compose(echo, digits)(req.query.x)); res.end(); });
app.get('/6', (req, res) => { exec(compose(echo, (s) => s.trim())(req.query.x)); res.end(); }); // error: command-injection
app.get('/7', (req, res) => { exec(constant(req.query.x)()); res.end(); }); // error: command-injection
app.get('/8', (req, res) => { constant(req.query.x); exec(constant('uptime')()); res.end(); });
app.get('/9', (req, res) => { exec(once(echo)(req.query.x)); res.end(); }); // error: command-injection
app.get('/10', (req, res) => { exec(memo(echo)(req.query.x)); res.end(); }); // error: command-injection
app.get('/11', (req, res) => { exec(memo(none)(req.query.x)); res.end(); });
app.get('/12', (req, res) => {
  const log = makeLog();
  log.add('echo');
  log.add(req.query.x);
  exec(log.all()); // error: command-injection
  exec('seq ' + log.size());
  res.end();
});
app.get('/13', (req, res) => {
  const dirty = makeLog();
  dirty.add(req.query.x);
  const log = makeLog();
  log.add('uptime');
  exec(log.all());
  res.end();
});
app.get('/14', (req, res) => {
  const box = makeBox('fixed');
  exec('echo ' + box.get());
  box.set(req.query.x);
  exec('echo ' + box.get()); // error: command-injection
  res.end();
});
app.get('/15', (req, res) => {
  const box = makeBox(req.query.x);
  exec('echo ' + box.get()); // error: command-injection
  res.end();
});
app.get('/16', (req, res) => { exec(apply(echo, req.query.x)); res.end(); }); // error: command-injection
app.get('/17', (req, res) => { exec(apply(none, req.query.x)); res.end(); });
app.get('/18', (req, res) => { withCallback(req.query.x, (err, command) => exec(command)); res.end(); }); // error: command-injection
app.get('/19', (req, res) => { withCallback('fixed', (err, command) => exec(command)); res.end(); });
app.get('/20', (req, res) => { exec(echo.call(null, req.query.x)); exec(echo.apply(null, [req.query.x])); res.end(); }); // error: command-injection
app.get('/21', (req, res) => { const bound = echo.bind(null, req.query.x); exec(bound()); res.end(); }); // error: command-injection
app.get('/22', (req, res) => { const bound = echo.bind(null, 'fixed'); exec(bound()); res.end(); });
app.get('/23', (req, res) => { exec(flip((a, b) => a)('uptime', req.query.x)); res.end(); }); // error: command-injection
app.get('/24', (req, res) => { exec(flip((a, b) => a)(req.query.x, 'uptime')); res.end(); });
app.get('/25', (req, res) => { exec('echo ' + loop(3, req.query.x)); res.end(); }); // error: command-injection
app.get('/26', (req, res) => { exec('echo ' + even(2, req.query.x)); res.end(); }); // error: command-injection
app.get('/27', (req, res) => {
  const emitter = new EventEmitter();
  emitter.on('job', (name) => exec('job ' + name)); // error: command-injection
  emitter.emit('job', req.query.x);
  res.end();
});
app.get('/28', (req, res) => {
  const bus = new EventEmitter();
  bus.on('tick', (name) => exec('tick ' + name));
  bus.emit('tick', 'fixed');
  res.end();
});
app.get('/29', (req, res) => {
  const listeners = [];
  const on = (fn) => listeners.push(fn);
  const fire = (value) => listeners.forEach((fn) => fn(value));
  on((value) => exec('fire ' + value)); // error: command-injection
  fire(req.query.x);
  res.end();
});
app.get('/30', (req, res) => {
  const table = { echo: (x) => 'echo ' + x, none: () => 'uptime' };
  const action = table[req.query.action];
  if (action) exec(action(req.query.x)); // error: command-injection
  res.end();
});
app.get('/31', (req, res) => {
  const table = { none: () => 'uptime', date: () => 'date' };
  const action = table[req.query.action] || table.none;
  exec(action(req.query.x));
  res.end();
});
app.get('/32', (req, res) => {
  const pick = req.query.loud ? (x) => 'uptime' : (x) => 'echo ' + x;
  exec(pick(req.query.x)); // error: command-injection
  res.end();
});
app.get('/33', (req, res) => {
  let build = none;
  if (req.query.loud) build = echo;
  exec(build(req.query.x)); // error: command-injection
  build = none;
  exec(build(req.query.x));
  res.end();
});
app.get('/34', (req, res) => { exec(tap((x) => x + 1)('uptime')); exec(tap(console.error)(req.query.x)); res.end(); }); // error: command-injection
let last = '';
function remember(x) { last = x; }
app.get('/35', (req, res) => {
  remember(req.query.x);
  exec('echo ' + last); // error: command-injection
  res.end();
});
app.get('/36', (req, res) => {
  hoisted(req.query.x);
  function hoisted(x) { exec('hoisted ' + x); } // error: command-injection
  res.end();
});
app.get('/37', (req, res) => {
  const x = req.query.x;
  { const x = 'fixed'; exec('echo ' + x); }
  exec('echo ' + x); // error: command-injection
  (function (x) { exec('echo ' + x); })('fixed');
  res.end();
});
app.get('/38', (req, res) => {
  const jobs = [];
  for (const name of [req.query.x, 'fixed']) jobs.push(() => exec('job ' + name)); // error: command-injection
  jobs.forEach((job) => job());
  res.end();
});
app.get('/39', (req, res) => {
  const steps = [(x) => x.trim(), (x) => x.length, (x) => `seq ${x}`];
  exec(steps.reduce((value, step) => step(value), req.query.x));
  res.end();
});
