const express = require('express');
const { exec } = require('child_process');
const LRU = require('lru-cache');
const app = express();
app.use(express.json());

const history = [];
const cache = new LRU({ max: 10 });
const byId = new Map();
let last = '';
const settings = { greeting: 'Hello' };

app.post('/push', (req, res) => { history.push(req.body.text); byId.set(req.body.id, req.body.text); cache.set('k', req.body.text); last = req.body.text; res.end(); });
app.get('/all', (req, res) => res.send('<ul>' + history.map((h) => `<li>${h}</li>`).join('') + '</ul>')); // error: xss
app.get('/last', (req, res) => res.send(`<p>${last}</p>`)); // error: xss
app.get('/by', (req, res) => res.send(`<p>${byId.get('1')}</p>`)); // error: xss
app.get('/greeting', (req, res) => res.send(`<p>${settings.greeting}</p>`));
app.get('/count', (req, res) => res.send(`<p>${history.length} ${byId.size}</p>`));
app.get('/json', (req, res) => res.json(history));

function* parts(req) {
  yield 'fixed';
  yield req.query.part;
}
app.get('/gen', (req, res) => {
  for (const p of parts(req)) res.write(p); // error: xss
  res.end();
});
const compose = (...fns) => (x) => fns.reduce((v, f) => f(v), x);
const clean = compose((s) => String(s), (s) => s.replace(/[<>&"']/g, ''));
const loud = compose((s) => String(s), (s) => s.toUpperCase());
app.get('/clean', (req, res) => res.send(`<p>${clean(req.query.q)}</p>`));
app.get('/loud', (req, res) => res.send(`<p>${loud(req.query.q)}</p>`)); // error: xss

const handlers = {
  get list() { return (req, res) => res.json([]); },
  show: (req, res) => res.send(`<p>${req.query.id}</p>`), // error: xss
  ['make' + 'It']: (req, res) => res.send('<p>made</p>'),
};
for (const [name, handler] of Object.entries(handlers)) app.get('/h/' + name, handler);

const limit = (fn, n) => {
  let calls = 0;
  return (...args) => (calls++ < n ? fn(...args) : undefined);
};
const runLimited = limit((cmd) => exec(cmd), 3); // error: command-injection
app.post('/run', (req, res) => { runLimited(req.body.cmd); res.end(); });

const defaults = { shell: 'ls', flags: '-l' };
app.post('/merge', (req, res) => {
  const options = { ...defaults, ...req.body };
  exec(`${options.shell} ${options.flags}`); // error: command-injection
  const kept = { ...req.body, ...defaults };
  exec(`${kept.shell} ${kept.flags}`);
  res.end();
});
app.post('/destructure', (req, res) => {
  const { a: { b: [first = 'x', second] = [] } = {}, ...rest } = req.body;
  exec(`run ${first}`); // error: command-injection
  exec(`run ${rest.c}`); // error: command-injection
  exec(`run ${Array.isArray(second)}`);
  res.end();
});
app.post('/swap', (req, res) => {
  let x = req.body.x;
  let y = 'safe';
  [x, y] = [y, x];
  exec('run ' + x);
  exec('run ' + y); // error: command-injection
  res.end();
});
app.post('/tern', (req, res) => {
  const mode = req.body.fast ? '--fast' : '--slow';
  exec(`run ${mode}`);
  const target = req.body.target ?? 'all';
  exec(`run ${target}`); // error: command-injection
  const level = { low: 1, high: 2 }[req.body.level] || 0;
  exec(`run ${level}`);
  res.end();
});
const queue = [];
app.post('/enqueue', (req, res) => { queue.push({ cmd: req.body.cmd, at: Date.now() }); res.end(); });
setInterval(() => {
  const job = queue.shift();
  if (!job) return;
  exec(`at ${job.at}`);
  exec(job.cmd); // error: command-injection
}, 1000);
app.get('/promise', (req, res) => {
  Promise.resolve(req.query.v)
    .then((v) => `<p>${v}</p>`)
    .then((html) => res.send(html)); // error: xss
  new Promise((resolve) => setTimeout(() => resolve(req.query.v), 10)).then((v) => res.send(v)); // error: xss
  Promise.all([req.query.a, 'b']).then(([a, b]) => res.send(b));
});
