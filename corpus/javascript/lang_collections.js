const express = require('express');
const { exec } = require('child_process');
const app = express();

app.get('/1', (req, res) => {
  const list = ['fixed', req.query.x];
  exec('echo ' + list[0]);
  exec('echo ' + list[1]); // error: command-injection
  exec('echo ' + list.at(0));
  exec('echo ' + list.at(-1)); // error: command-injection
  exec('echo ' + list.length);
  res.end();
});
app.get('/2', (req, res) => {
  const list = [];
  list.push('fixed');
  list.push(req.query.x);
  exec('echo ' + list.shift());
  exec('echo ' + list.shift()); // error: command-injection
  res.end();
});
app.get('/3', (req, res) => {
  const list = [req.query.x];
  list.unshift('fixed');
  exec('echo ' + list[0]);
  exec('echo ' + list.pop()); // error: command-injection
  exec('echo ' + list[0]);
  res.end();
});
app.get('/4', (req, res) => {
  const list = ['a', 'b', req.query.x, 'c'];
  exec('echo ' + list.slice(0, 2).join(' '));
  exec('echo ' + list.slice(2).join(' ')); // error: command-injection
  exec('echo ' + list.slice(-1)[0]);
  const removed = list.splice(2, 1);
  exec('echo ' + removed[0]); // error: command-injection
  exec('echo ' + list.join(' '));
  res.end();
});
app.get('/5', (req, res) => {
  const list = ['a'].concat([req.query.x], 'c');
  exec('echo ' + list[0]);
  exec('echo ' + list[1]); // error: command-injection
  exec('echo ' + [...list, 'd'][1]); // error: command-injection
  exec('echo ' + [...list, 'd'][0]);
  res.end();
});
app.get('/6', (req, res) => {
  const list = [req.query.x, 'b'].reverse();
  exec('echo ' + list[0]);
  exec('echo ' + list[1]); // error: command-injection
  exec('echo ' + [[req.query.x], ['b']].flat()[0]); // error: command-injection
  exec('echo ' + new Array(3).fill('a').join(' '));
  exec('echo ' + Array(3).fill(req.query.x).join(' ')); // error: command-injection
  res.end();
});
app.get('/7', (req, res) => {
  const names = req.query.names.split(',');
  exec('echo ' + names.map((n) => n.length).join(' '));
  exec('echo ' + names.map((n) => n.toUpperCase()).join(' ')); // error: command-injection
  exec('echo ' + names.reduce((sum, n) => sum + n.length, 0));
  exec('echo ' + names.reduce((all, n) => all + n, '')); // error: command-injection
  exec('echo ' + names.sort()[0]); // error: command-injection
  exec('echo ' + names.indexOf('a'));
  exec('echo ' + names.findIndex((n) => n === 'a'));
  exec('echo ' + names.flatMap((n) => [n, 'x']).join(' ')); // error: command-injection
  exec('echo ' + names.entries().next().value[1]); // error: command-injection
  res.end();
});
app.get('/8', (req, res) => {
  const object = { safe: 'fixed', bad: req.query.x };
  exec('echo ' + object.safe);
  exec('echo ' + object['bad']); // error: command-injection
  exec('echo ' + Object.values(object).join(' ')); // error: command-injection
  exec('echo ' + Object.keys(object).join(' '));
  for (const [key, value] of Object.entries(object)) exec(`echo ${key}`);
  for (const [key, value] of Object.entries(object)) exec(`echo ${value}`); // error: command-injection
  delete object.bad;
  exec('echo ' + object.bad);
  res.end();
});
app.get('/9', (req, res) => {
  const merged = Object.assign({}, { a: req.query.x, b: 'fixed' }, { a: 'fixed' });
  exec('echo ' + merged.a);
  exec('echo ' + merged.b);
  const spread = { a: 'fixed', ...{ a: req.query.x } };
  exec('echo ' + spread.a); // error: command-injection
  const after = { ...{ a: req.query.x }, a: 'fixed' };
  exec('echo ' + after.a);
  const all = { ...req.query, x: 'fixed' };
  exec('echo ' + all.x);
  exec('echo ' + all.y); // error: command-injection
  res.end();
});
app.get('/10', (req, res) => {
  const { x, y = 'fixed', ...rest } = { x: 'fixed', z: req.query.x };
  exec('echo ' + x);
  exec('echo ' + y);
  exec('echo ' + rest.z); // error: command-injection
  const { a: { b: [first, second] } } = { a: { b: ['fixed', req.query.x] } };
  exec('echo ' + first);
  exec('echo ' + second); // error: command-injection
  let p = req.query.x;
  let q = 'fixed';
  [p, q] = [q, p];
  exec('echo ' + p);
  exec('echo ' + q); // error: command-injection
  res.end();
});
app.get('/11', (req, res) => {
  const map = new Map([['a', req.query.x], ['b', 'fixed']]);
  exec('echo ' + map.get('a')); // error: command-injection
  exec('echo ' + map.get('b'));
  map.set('a', 'fixed');
  exec('echo ' + map.get('a'));
  exec('echo ' + map.size);
  for (const [k, v] of new Map([['k', req.query.x]])) exec('echo ' + v); // error: command-injection
  exec('echo ' + [...map.keys()].join(' '));
  res.end();
});
app.get('/12', (req, res) => {
  const set = new Set([req.query.x]);
  for (const item of set) exec('echo ' + item); // error: command-injection
  exec('echo ' + [...set][0]); // error: command-injection
  exec('echo ' + set.size);
  exec('echo ' + set.has('a'));
  const weak = new WeakMap();
  weak.set(req, req.query.x);
  exec('echo ' + weak.get(req)); // error: command-injection
  res.end();
});
app.get('/13', (req, res) => {
  const pairs = Object.fromEntries([['a', req.query.x], ['b', 'fixed']]);
  exec('echo ' + pairs.a); // error: command-injection
  exec('echo ' + pairs.b);
  const mapped = Object.fromEntries(Object.entries(req.query).map(([k, v]) => [k, Number(v)]));
  exec('echo ' + mapped.x);
  res.end();
});
app.get('/14', (req, res) => {
  const copy = JSON.parse(JSON.stringify({ a: req.query.x, b: 'fixed' }));
  exec('echo ' + copy.a); // error: command-injection
  exec('echo ' + copy.b);
  const cloned = structuredClone({ a: req.query.x, b: 'fixed' });
  exec('echo ' + cloned.a); // error: command-injection
  exec('echo ' + cloned.b);
  const frozen = Object.freeze({ a: 'fixed', b: req.query.x });
  exec('echo ' + frozen.a);
  exec('echo ' + frozen.b); // error: command-injection
  res.end();
});
app.get('/15', (req, res) => {
  const queue = [];
  queue.push({ name: req.query.x, size: 1 });
  while (queue.length) {
    const job = queue.shift();
    exec('job ' + job.size);
    exec('job ' + job.name); // error: command-injection
  }
  res.end();
});
app.get('/16', (req, res) => {
  function* numbers() { yield 1; yield 2; }
  function* words(text) { yield 'fixed'; yield* text.split(' '); }
  for (const n of numbers()) exec('echo ' + n);
  for (const w of words(req.query.x)) exec('echo ' + w); // error: command-injection
  const it = words(req.query.x);
  it.next();
  exec('echo ' + it.next().value); // error: command-injection
  res.end();
});
app.get('/17', async (req, res) => {
  async function* feed(x) { yield x; }
  for await (const item of feed(req.query.x)) exec('echo ' + item); // error: command-injection
  const settled = await Promise.allSettled([Promise.resolve(req.query.x)]);
  exec('echo ' + settled[0].value); // error: command-injection
  exec('echo ' + settled[0].status);
  const first = await Promise.race([Promise.resolve('a'), Promise.resolve(req.query.x)]);
  exec('echo ' + first); // error: command-injection
  const any = await Promise.any([Promise.resolve(req.query.x)]);
  exec('echo ' + any); // error: command-injection
  const [a, b] = await Promise.all([Promise.resolve('fixed'), (async () => req.query.x)()]);
  exec('echo ' + a);
  exec('echo ' + b); // error: command-injection
  const value = await new Promise((resolve) => setTimeout(() => resolve(req.query.x), 5));
  exec('echo ' + value); // error: command-injection
  const chained = await Promise.resolve(req.query.x).then((x) => x.length).then((n) => 'seq ' + n);
  exec(chained);
  res.end();
});
app.get('/18', (req, res) => {
  const matrix = [['fixed', req.query.x], ['a', 'b']];
  exec('echo ' + matrix[0][0]);
  exec('echo ' + matrix[0][1]); // error: command-injection
  exec('echo ' + matrix[1].join(' '));
  const tree = { left: { value: 'fixed' }, right: { value: req.query.x } };
  exec('echo ' + tree.left.value);
  exec('echo ' + tree.right.value); // error: command-injection
  tree.right = tree.left;
  exec('echo ' + tree.right.value);
  res.end();
});
app.get('/19', (req, res) => {
  const key = 'name';
  const dynamic = { [key]: req.query.x, [`${key}2`]: 'fixed' };
  exec('echo ' + dynamic.name); // error: command-injection
  exec('echo ' + dynamic.name2);
  const alias = dynamic;
  alias.name = 'fixed';
  exec('echo ' + dynamic.name);
  res.end();
});
app.get('/20', (req, res) => {
  const grouped = {};
  for (const word of req.query.words.split(' ')) (grouped[word.length] ??= []).push(word);
  exec('echo ' + Object.keys(grouped).join(' '));
  for (const list of Object.values(grouped)) exec('echo ' + list.join(' ')); // error: command-injection
  res.end();
});
app.get('/21', (req, res) => {
  let o;
  if (req.query.a) o = { x: req.query.x, y: 'a' }; else o = { x: 'fixed', y: 'b' };
  exec('echo ' + o.x); // error: command-injection
  exec('echo ' + o.y);
  let list = [];
  if (req.query.a) { list = [req.query.x]; }
  exec('echo ' + list.join(' ')); // error: command-injection
  exec('echo ' + list[0]); // error: command-injection
  list = [];
  exec('echo ' + list.join(' '));
  res.end();
});
app.get('/22', (req, res) => {
  const o = { p: { x: 'a', list: [] } };
  if (req.query.a) { o.p = { x: 'b', list: [req.query.x] }; } else { o.p = { x: 'c', list: ['d'] }; }
  exec('echo ' + o.p.list.join(' ')); // error: command-injection
  exec('echo ' + o.p.x);
  try { o.q = { y: req.query.y }; JSON.parse(req.query.z); } catch { o.q = { y: 'none' }; }
  exec('echo ' + o.q.y); // error: command-injection
  res.end();
});
