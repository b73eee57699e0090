const express = require('express');
const vm = require('node:vm');
const ivm = require('isolated-vm');
const Module = require('module');
const path = require('path');
const { createSSRApp } = require('vue');
const Twig = require('twig');
const hbs = require('handlebars').create();
const ejs = require('ejs');
const art = require('art-template');
const app = express();
app.use(express.json());
const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor;

app.post('/1', async (req, res) => res.json(await new AsyncFunction('x', req.body.code)(1))); // error: code-injection
app.post('/2', (req, res) => { globalThis['eval'](req.body.code); res.end(); }); // error: code-injection
app.post('/3', (req, res) => { setInterval(req.body.code, 1000); res.end(); }); // error: code-injection
app.post('/4', (req, res) => res.json(Reflect.construct(Function, ['a', req.body.code])(1))); // error: code-injection
app.post('/5', (req, res) => { const m = new Module(''); m._compile(req.body.code, 'x.js'); res.end(); }); // error: code-injection
app.post('/6', (req, res) => res.json(require(path.join(__dirname, 'plugins', req.body.name)))); // error: code-injection
app.post('/7', (req, res) => res.json(require('./plugins/' + (req.body.name === 'a' ? 'a' : 'b'))));
app.post('/8', (req, res) => res.json(new vm.Script('x + 1').runInNewContext({ x: req.body.x })));
app.post('/9', (req, res) => res.json(vm.runInNewContext('x + ' + req.body.x, {}))); // error: code-injection
app.post('/10', async (req, res) => {
  const iso = new ivm.Isolate({ memoryLimit: 8 });
  const ctx = await iso.createContext();
  const script = await iso.compileScript('1 + 1');
  res.json(await script.run(ctx));
});
app.post('/11', (req, res) => res.send(Twig.twig({ data: req.body.t }).render({}))); // error: template-injection
app.post('/12', (req, res) => res.send(Twig.twig({ data: 'Hi {{ n }}' }).render({ n: req.body.n })));
app.post('/13', (req, res) => res.send(hbs.compile('Hi ' + req.body.n)({}))); // error: template-injection
app.post('/14', (req, res) => res.send(hbs.compile('Hi {{n}}')({ n: req.body.n })));
app.post('/15', (req, res) => res.send(ejs.compile(`<h1>${req.body.title}</h1><%= body %>`)({ body: 'x' }))); // error: template-injection
app.post('/16', async (req, res) => res.send(await ejs.renderFile('./views/a.ejs', { title: req.body.title })));
app.post('/17', (req, res) => res.send(art.render(req.body.t, {}))); // error: template-injection
app.post('/18', (req, res) => { createSSRApp({ template: req.body.t }); res.end(); }); // error: template-injection
app.post('/19', (req, res) => {
  const actions = { save: () => 1, load: () => 2 };
  const f = actions[req.body.action];
  res.json(typeof f === 'function' ? f() : null);
});
app.post('/20', (req, res) => {
  const fn = new Function('a', 'b', 'return a + b');
  res.json(fn(Number(req.body.a), Number(req.body.b)));
});
app.post('/21', (req, res) => {
  const src = `module.exports = ${JSON.stringify(req.body.conf)}`;
  res.type('js').send(src);
});
app.post('/22', (req, res) => {
  const expr = req.body.expr.replace(/[^0-9+\-*/(). ]/g, '');
  res.json(eval(expr));
});
