const express = require('express');
const { exec } = require('child_process');
const app = express();

class Base {
  static prefix = 'echo ';
  #secret = 'fixed';
  text = '';
  constructor(text) { this.text = text; }
  get loud() { return this.text.toUpperCase(); }
  set raw(value) { this.text = value; }
  get secret() { return this.#secret; }
  command() { return Base.prefix + this.text; }
  fixed() { return 'uptime'; }
  run() { exec(this.build()); } // error: command-injection
  build() { return 'true'; }
  static make(text) { return new this(text); }
  static quiet() { return new Base('fixed'); }
}
class Child extends Base {
  constructor(text, extra) { super(text); this.extra = extra; }
  command() { return super.command() + ' ' + this.extra; }
  build() { return 'child ' + this.text; }
}
class Numbered extends Base {
  constructor(text) { super(Number(text)); }
}
class Silent extends Base {
  command() { return 'silent'; }
}
const Timed = (Super) => class extends Super {
  stamped() { return 'date; ' + this.text; }
  now() { return Date.now(); }
};
class Mixed extends Timed(Base) {}

class Counter {
  #count = 0;
  #last = '';
  add(value) { this.#count += 1; this.#last = value; return this; }
  get count() { return this.#count; }
  get last() { return this.#last; }
}
class Registry {
  static #items = new Map();
  static put(key, value) { Registry.#items.set(key, value); }
  static get(key) { return Registry.#items.get(key); }
}
class Handlers {
  name = 'handlers';
  onRun = (req) => { exec('run ' + this.prefixed(req.query.x)); }; // error: command-injection
  onName = (req) => { exec('run ' + this.name); };
  prefixed(x) { return this.name + x; }
  static route(req) { exec('route ' + req.query.x); } // error: command-injection
}
class Pair {
  constructor(left, right) { Object.assign(this, { left, right }); }
  swap() { [this.left, this.right] = [this.right, this.left]; return this; }
  *[Symbol.iterator]() { yield this.left; yield this.right; }
  toString() { return `${this.left} ${this.right}`; }
}

app.get('/1', (req, res) => { exec(new Base(req.query.x).command()); res.end(); }); // error: command-injection
app.get('/2', (req, res) => { exec(new Base('fixed').command()); res.end(); });
app.get('/3', (req, res) => { exec(new Base(req.query.x).fixed()); res.end(); });
app.get('/4', (req, res) => { exec(new Child('a', req.query.x).command()); res.end(); }); // error: command-injection
app.get('/5', (req, res) => { exec(new Child('a', 'b').command()); res.end(); });
app.get('/6', (req, res) => { exec('echo ' + new Base(req.query.x).loud); res.end(); }); // error: command-injection
app.get('/7', (req, res) => { exec('echo ' + new Base(req.query.x).secret); res.end(); });
app.get('/8', (req, res) => {
  const base = new Base('fixed');
  base.raw = req.query.x;
  exec('echo ' + base.text); // error: command-injection
  res.end();
});
app.get('/9', (req, res) => {
  const base = new Base(req.query.x);
  base.text = 'fixed';
  exec(base.command());
  res.end();
});
app.get('/10', (req, res) => { exec(new Numbered(req.query.x).command()); res.end(); });
app.get('/11', (req, res) => { exec(new Silent(req.query.x).command()); res.end(); });
app.get('/12', (req, res) => { exec(Base.make(req.query.x).command()); res.end(); }); // error: command-injection
app.get('/13', (req, res) => { exec(Base.quiet().command()); res.end(); });
app.get('/14', (req, res) => { exec(new Mixed(req.query.x).stamped()); res.end(); }); // error: command-injection
app.get('/15', (req, res) => { exec('at ' + new Mixed(req.query.x).now()); res.end(); });
app.get('/16', (req, res) => {
  const counter = new Counter().add(req.query.x);
  exec('seq ' + counter.count);
  exec('echo ' + counter.last); // error: command-injection
  res.end();
});
app.get('/17', (req, res) => {
  Registry.put('who', req.query.who);
  exec('echo ' + Registry.get('who')); // error: command-injection
  res.end();
});
const handlers = new Handlers();
app.get('/18', handlers.onRun);
app.get('/19', handlers.onName);
app.get('/20', Handlers.route);
app.get('/21', (req, res) => {
  const pair = new Pair('fixed', req.query.x);
  exec('echo ' + pair.left);
  exec('echo ' + pair.right); // error: command-injection
  exec('echo ' + pair.swap().left); // error: command-injection
  exec(`echo ${pair}`); // error: command-injection
  exec(`echo ${new Pair('a', 'b')}`);
  res.end();
});
app.get('/22', (req, res) => {
  new Child(req.query.x, '').run();
  new Silent(req.query.x).run();
  res.end();
});
app.get('/23', (req, res) => {
  const [left, right] = new Pair(req.query.x, 'fixed');
  exec('echo ' + left); // error: command-injection
  res.end();
});
app.get('/24', (req, res) => {
  const bare = { text: req.query.x, show() { return 'echo ' + this.text; }, get both() { return this.text + this.text; } };
  exec(bare.show()); // error: command-injection
  exec('echo ' + bare.both); // error: command-injection
  const other = Object.create(bare);
  exec(other.show()); // error: command-injection
  res.end();
});
app.get('/25', (req, res) => {
  function Old(text) { this.text = text; }
  Old.prototype.command = function () { return 'echo ' + this.text; };
  Old.prototype.fixed = function () { return 'uptime'; };
  exec(new Old(req.query.x).command()); // error: command-injection
  exec(new Old(req.query.x).fixed());
  res.end();
});
