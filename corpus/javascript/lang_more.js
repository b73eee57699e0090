const express = require('express');
const { exec } = require('child_process');
const EventEmitter = require('node:events');
const app = express();

class Job extends EventEmitter {
  static #count = 0;
  #steps = [];
  constructor(name) { super(); this.name = name; Job.#count++; }
  step(fn) { this.#steps.push(fn); return this; }
  run(input) { return this.#steps.reduce((value, step) => step(value), input); }
  announce() { this.emit('done', this.name); }
  static get count() { return Job.#count; }
}
class Queue {
  constructor() { this.items = []; }
  add(item) { this.items.push(item); return this; }
  next() { return this.items.shift(); }
  get size() { return this.items.length; }
}
class Shape { describe() { return 'shape ' + this.label(); } label() { return 'none'; } }
class Named extends Shape { constructor(label) { super(); this._label = label; } label() { return this._label; } }
class Plain extends Shape { label() { return 'plain'; } }

const handlers = new Map();
handlers.set('echo', (x) => 'echo ' + x);
handlers.set('none', () => 'uptime');
const pipe = (...fns) => (input) => fns.reduce((value, fn) => fn(value), input);
const debounce = (fn) => { let last; return (x) => { last = x; return fn(last); }; };
const counter = (() => { let n = 0; return { up: () => ++n, get value() { return n; } }; })();
const settings = (() => { let command = 'uptime'; return { get: () => command, set: (value) => { command = value; } }; })();
const once = { value: null, get() { return this.value ?? (this.value = 'uptime'); } };
function* ids(prefix, n) { for (let i = 0; i < n; i++) yield `${prefix}${i}`; }
async function retry(fn, times) { for (let i = 0; i < times; i++) { try { return await fn(i); } catch { /* again */ } } return null; }
function options(name, { loud = false, prefix = 'echo' } = {}) { return loud ? `${prefix} ${name}!` : `${prefix} fixed`; }
function choose(kind) { return kind === 'raw' ? (x) => x : (x) => x.replace(/[^a-z]/g, ''); }
function assertSafe(x) { if (/[^\w-]/.test(x)) throw new Error('bad'); }
function isShort(x) { return x.length < 5; }
function parsePair(text) { const at = text.indexOf('='); return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]; }
function both(a, b) { return { a, b }; }
function inner({ q: { x } }) { return x; }
function render(template, values) { return template.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? '')); }

app.get('/1', (req, res) => {
  const job = new Job(req.query.name);
  job.on('done', (name) => exec('done ' + name)); // error: command-injection
  job.announce();
  exec('echo ' + Job.count);
  exec(new Job('a').step((v) => v.trim()).step((v) => 'run ' + v).run(req.query.x)); // error: command-injection
  exec(new Job('a').step((v) => v.length).step((v) => 'run ' + v).run(req.query.x));
  res.end();
});
app.get('/2', (req, res) => {
  const queue = new Queue().add('fixed').add(req.query.x);
  exec('seq ' + queue.size);
  queue.next();
  exec('echo ' + queue.next()); // error: command-injection
  const clean = new Queue().add('fixed');
  exec('echo ' + clean.next());
  res.end();
});
app.get('/3', (req, res) => {
  exec(new Named(req.query.x).describe()); // error: command-injection
  exec(new Plain().describe());
  exec(new Shape().describe());
  const shapes = [new Plain(), new Named(req.query.x)];
  exec(shapes[0].describe());
  exec(shapes[1].describe()); // error: command-injection
  res.end();
});
app.get('/4', (req, res) => {
  exec(handlers.get('echo')(req.query.x)); // error: command-injection
  exec(handlers.get('none')(req.query.x));
  exec(pipe((x) => x.toLowerCase(), (x) => `ls ${x}`)(req.query.x)); // error: command-injection
  exec(pipe((x) => parseInt(x, 10), (x) => `seq ${x}`)(req.query.x));
  exec(debounce((x) => 'do ' + x)(req.query.x)); // error: command-injection
  exec('seq ' + counter.up() + counter.value);
  res.end();
});
app.get('/5', (req, res) => {
  exec(once.get());
  for (const id of ids('job', 3)) exec('run ' + id);
  for (const id of ids(req.query.x, 3)) exec('run ' + id); // error: command-injection
  exec([...ids('a', 2)].join(';'));
  res.end();
});
app.get('/6', async (req, res) => {
  exec('echo ' + await retry(async () => req.query.x, 3)); // error: command-injection
  exec('echo ' + await retry(async (i) => i, 3));
  exec(options(req.query.x));
  exec(options(req.query.x, { loud: true })); // error: command-injection
  exec(options('a', { prefix: 'ls' }));
  res.end();
});
app.get('/7', (req, res) => {
  exec('echo ' + choose('raw')(req.query.x)); // error: command-injection
  exec('echo ' + choose('word')(req.query.x));
  assertSafe(req.query.y);
  exec('echo ' + req.query.y);
  if (isShort(req.query.z)) exec('echo ' + req.query.z); // error: command-injection
  const [key, value] = parsePair(req.query.pair);
  exec('echo ' + key); // error: command-injection
  exec('echo ' + value); // error: command-injection
  res.end();
});
app.get('/8', (req, res) => {
  const { a, b } = both(req.query.x, 'fixed');
  exec('echo ' + a); // error: command-injection
  exec('echo ' + b);
  exec('echo ' + inner({ q: { x: req.query.x, y: 'b' } })); // error: command-injection
  exec('echo ' + inner({ q: { x: 'a', y: req.query.x } }));
  exec(render('echo {name}', { name: req.query.x })); // error: command-injection
  exec(render('echo {name}', { name: 'fixed' }));
  res.end();
});
app.get('/9', (req, res) => {
  let state = 'start';
  let command = 'uptime';
  while (state !== 'end') {
    switch (state) {
      case 'start': state = 'middle'; break;
      case 'middle': command = req.query.x; state = 'end'; break;
      default: state = 'end';
    }
  }
  exec(command); // error: command-injection
  res.end();
});
app.get('/10', (req, res) => {
  const allowed = ['a', 'b'];
  const picked = [].concat(req.query.list).filter((item) => allowed.includes(item));
  exec('echo ' + picked.join(' '));
  const index = allowed.findIndex((item) => item === req.query.x);
  exec('echo ' + allowed[index]);
  if (index >= 0) exec('echo ' + req.query.x);
  if (index < 0) exec('echo ' + req.query.x); // error: command-injection
  const found = allowed.find((item) => item === req.query.y);
  if (found) exec('echo ' + found);
  exec('echo ' + (allowed.includes(req.query.z) ? req.query.z : allowed[0]));
  const n = Number(req.query.n);
  if (Number.isNaN(n)) return res.end();
  exec('seq ' + n);
  exec('echo ' + req.query.w); // error: command-injection
  res.end();
});
app.get('/11', (req, res) => {
  const u = new URL(req.query.u);
  if (u.protocol !== 'https:') return res.end();
  exec('curl ' + u.href); // error: command-injection
  const params = new URLSearchParams(req.query.q);
  for (const [key, value] of params) exec('echo ' + key + value); // error: command-injection
  exec('echo ' + [...params.keys()].length);
  res.end();
});
app.get('/12', (req, res) => {
  settings.set(req.query.x);
  exec(settings.get()); // error: command-injection
  const local = { ...req.body };
  delete local.cmd;
  exec('echo ' + (local.cmd ?? 'none'));
  const entries = Object.entries({ a: req.query.x, b: 'fixed' }).filter(([key]) => key !== 'a');
  exec('echo ' + entries.length);
  const upper = Object.fromEntries(Object.entries({ b: 'fixed' }).map(([k, v]) => [k, v.toUpperCase()]));
  exec('echo ' + upper.b);
  const acc = ['x', 'y'].reduce((o, key) => ({ ...o, [key]: req.query[key] }), {});
  exec('echo ' + acc.x); // error: command-injection
  const sizes = ['x', 'y'].reduce((o, key) => { o[key] = req.query[key].length; return o; }, {});
  exec('echo ' + sizes.x);
  res.end();
});
