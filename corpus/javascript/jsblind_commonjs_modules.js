'use strict';
const { exec } = require('child_process');
const express = require('express');
const util = require('util');
const router = express.Router();

// ---- IIFE module, revealing
const Runner = (function () {
  let prefix = 'run';
  function build(name) { return prefix + ' ' + name; }
  function go(name) { exec(build(name)); } // error: command-injection
  function all() { exec(build('--all')); }
  return { go, all, setPrefix(p) { prefix = p; } };
})();
router.get('/a', (req, res) => { Runner.go(req.query.name); Runner.all(); res.end(); });

// ---- prototypes and inheritance
function Base(req) { this.req = req; }
Base.prototype.param = function (k) { return this.req.query[k]; };
Base.prototype.int = function (k) { return parseInt(this.req.query[k], 10); };
function Derived(req) { Base.call(this, req); }
Derived.prototype = Object.create(Base.prototype);
Derived.prototype.constructor = Derived;
Derived.prototype.run = function () { exec('run ' + this.param('x')); }; // error: command-injection
Derived.prototype.count = function () { exec('seq ' + this.int('n')); };
router.get('/b', (req, res) => { const d = new Derived(req); d.run(); d.count(); res.end(); });

// ---- util.inherits, mixin by Object.assign
const mixin = { ls(dir) { exec('ls ' + dir); }, du() { exec('du'); } }; // error: command-injection
class Tool { constructor() { Object.assign(this, mixin); } }
Object.assign(Tool.prototype, { df(disk) { exec('df ' + disk); } }); // error: command-injection
router.get('/c', (req, res) => { const t = new Tool(); t.ls(req.query.dir); t.du(); t.df(req.query.disk); res.end(); });

// ---- exports in several styles
exports.index = function (req, res) { res.send('<p>' + req.query.q + '</p>'); }; // error: xss
exports.show = (req, res) => res.json({ q: req.query.q });
module.exports.edit = async (req, res) => { exec(`edit ${req.body.file}`); res.end(); }; // error: command-injection
Object.defineProperty(exports, 'make', { value: (req, res) => { exec('make ' + req.query.target); res.end(); } }); // error: command-injection

// ---- arguments, call, apply, bind, rest
function join() { return Array.prototype.slice.call(arguments).join(' '); }
function joinRest(first, ...rest) { return [first].concat(rest).join(' '); }
router.get('/d', (req, res) => {
  exec(join('run', req.query.a)); // error: command-injection
  exec(join('run', 'b'));
  exec(joinRest('run', 'x', req.query.b)); // error: command-injection
  exec(joinRest.apply(null, ['run', 'x', 'y']));
  const bound = joinRest.bind(null, 'run', req.query.c);
  exec(bound('z')); // error: command-injection
  res.end();
});

// ---- loops and accumulators
router.get('/e', (req, res) => {
  let i = 0, cmd = 'run';
  do { cmd += ' ' + i; i++; } while (i < 3);
  exec(cmd);
  const keys = Object.keys(req.query);
  for (let k = keys.length; k--;) cmd += ' ' + keys[k];
  exec(cmd); // error: command-injection
  outer: for (const a of ['x', 'y']) {
    for (const b of [req.query.b]) {
      if (a === 'y') break outer;
      exec(a + b); // error: command-injection
    }
  }
  const total = [req.query.n, 1].map(Number).reduce((x, y) => x + y, 0);
  exec('seq ' + total);
  const grouped = [req.query.g].reduce((acc, v) => { (acc[v.length] ??= []).push(v); return acc; }, {});
  exec('run ' + grouped[3]); // error: command-injection
  exec('run ' + Object.keys(grouped).length);
  res.end();
});

// ---- closures over request state
function session(req) {
  const state = { user: req.query.user, visits: 0 };
  return {
    visit() { state.visits += 1; return state.visits; },
    user: () => state.user,
    reset() { state.user = 'nobody'; },
  };
}
router.get('/f', (req, res) => {
  const s = session(req);
  exec('v ' + s.visit());
  exec('u ' + s.user()); // error: command-injection
  s.reset();
  exec('u ' + session({ query: { user: 'root' } }).user());
  res.end();
});

// ---- conditionals that overwrite
router.get('/g', (req, res) => {
  let target = req.query.t;
  if (target !== 'a' && target !== 'b') target = 'a';
  exec('run ' + target);
  let mode = req.query.m || 'fast';
  mode = mode === 'slow' ? 'slow' : 'fast';
  exec('run ' + mode);
  let dir = req.query.d;
  try { dir = JSON.parse(dir).path; } catch (e) { dir = '/tmp'; }
  exec('ls ' + dir); // error: command-injection
  let size = req.query.s;
  size = size && parseInt(size, 10);
  exec('head -c ' + size);
  let name = req.query.n;
  name &&= name.replace(/\W/g, '');
  exec('id ' + name);
  res.end();
});
module.exports.router = router;
