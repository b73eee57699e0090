const vm = require('vm');
const express = require('express');
const app = express();
const OPS = { add: (a, b) => a + b, sub: (a, b) => a - b };

app.get('/calc1', (req, res) => {
  res.json(eval(req.query.expr)); // error: code-injection
});
app.get('/calc2', (req, res) => {
  const fn = new Function('x', 'return ' + req.query.expr); // error: code-injection
  res.json(fn(2));
});
app.get('/calc3', (req, res) => {
  const op = OPS[req.query.op];
  if (typeof op !== 'function') return res.sendStatus(400);
  res.json(op(Number(req.query.a), Number(req.query.b)));
});
app.get('/calc4', (req, res) => {
  res.json(vm.runInNewContext(req.query.expr, {})); // error: code-injection
});
app.get('/calc5', (req, res) => {
  if (!/^[\d+\-*/ ().]+$/.test(req.query.expr)) return res.sendStatus(400);
  res.json(eval(req.query.expr));
});
app.get('/calc6', (req, res) => {
  res.json(JSON.parse(req.query.expr));
});
app.get('/later', (req, res) => {
  setTimeout("notify('" + req.query.who + "')", 1000); // error: code-injection
  setTimeout(() => notify(req.query.who), 1000);
  res.end();
});
app.get('/module', (req, res) => {
  const plugin = require('./plugins/' + req.query.name); // error: code-injection
  plugin.run();
  res.end();
});
app.get('/module2', async (req, res) => {
  const names = { csv: './plugins/csv.js', xml: './plugins/xml.js' };
  const plugin = await import(names[req.query.name] ?? names.csv);
  plugin.default();
  res.end();
});
app.get('/num', (req, res) => {
  const n = parseFloat(req.query.n);
  res.json(vm.runInThisContext('Math.sqrt(' + n + ')'));
});
function notify(who) {
  return who;
}
