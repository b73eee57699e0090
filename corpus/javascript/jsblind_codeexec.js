const express = require('express');
const vm = require('vm');
const { VM, NodeVM } = require('vm2');
const { Worker } = require('worker_threads');
const yaml = require('js-yaml');
const serialize = require('serialize-javascript');
const nodeSerialize = require('node-serialize');
const { evaluate } = require('mathjs');
const { Parser } = require('expr-eval');
const safeEval = require('safe-eval');
const v8 = require('v8');
const app = express();
app.use(express.json(), express.text(), express.raw({ type: 'application/octet-stream' }));

const OPS = { add: (a, b) => a + b, sub: (a, b) => a - b };

app.post('/1', (req, res) => res.json({ r: eval(req.body.expr) })); // error: code-injection
app.post('/2', (req, res) => res.json({ r: new Function('a', 'return a + ' + req.body.expr)(1) })); // error: code-injection
app.post('/3', (req, res) => res.json({ r: vm.runInThisContext(req.body.code) })); // error: code-injection
app.post('/4', (req, res) => { const s = new vm.Script(req.body.code); res.json({ r: s.runInNewContext({}) }); }); // error: code-injection
app.post('/5', (req, res) => res.json({ r: new VM({ timeout: 100 }).run(req.body.code) })); // error: code-injection
app.post('/6', (req, res) => { setTimeout(req.body.code, 10); res.end(); }); // error: code-injection
app.post('/7', (req, res) => { setTimeout(() => console.log('x'), Number(req.body.ms)); res.end(); });
app.post('/8', (req, res) => { const m = require(req.body.mod); res.json(Object.keys(m)); }); // error: code-injection
app.post('/9', async (req, res) => { const m = await import(req.body.mod); res.json(Object.keys(m)); }); // error: code-injection
app.post('/10', (req, res) => { new Worker(req.body.code, { eval: true }); res.end(); }); // error: code-injection
app.post('/11', (req, res) => { new Worker('./worker.js', { workerData: req.body }); res.end(); });
app.post('/12', (req, res) => res.json(yaml.load(req.body)));
app.post('/13', (req, res) => res.json(nodeSerialize.unserialize(req.body))); // error: unsafe-deserialization
app.post('/14', (req, res) => res.json(v8.deserialize(req.body)));
app.post('/15', (req, res) => res.json(JSON.parse(req.body)));
app.post('/16', (req, res) => res.type('text/javascript').send('var s = ' + serialize({ s: req.body.s })));
app.post('/17', (req, res) => res.json({ r: OPS[req.body.op] ? OPS[req.body.op](1, 2) : null }));
app.post('/18', (req, res) => {
  const op = Object.hasOwn(OPS, req.body.op) ? OPS[req.body.op] : OPS.add;
  res.json({ r: op(Number(req.body.a), Number(req.body.b)) });
});
app.post('/19', (req, res) => res.json({ r: safeEval(req.body.expr) })); // error: code-injection
app.post('/20', (req, res) => res.json({ r: Parser.evaluate(req.body.expr, { x: 3 }) }));
app.post('/21', (req, res) => { const f = Function(req.body.src); res.json({ r: f() }); }); // error: code-injection
app.post('/22', (req, res) => {
  const sandbox = vm.createContext({ input: req.body.input });
  res.json({ r: vm.runInContext('input.length', sandbox) });
});
app.post('/23', (req, res) => {
  if (!/^[\d+\-*/ ().]+$/.test(req.body.expr)) return res.sendStatus(400);
  res.json({ r: eval(req.body.expr) });
});
app.post('/24', (req, res) => {
  const level = ['debug', 'info'].includes(req.body.level) ? req.body.level : 'info';
  res.json(require(`./levels/${level}`));
});
app.post('/25', (req, res) => { (0, eval)('var x = ' + req.body.x); res.end(); }); // error: code-injection
app.post('/26', (req, res) => { const y = yaml.load(req.body, { schema: yaml.JSON_SCHEMA }); res.json(y); });
app.post('/27', (req, res) => { const f = vm.compileFunction(req.body.code, ['x']); res.json(f(1)); }); // error: code-injection
