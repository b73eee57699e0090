const express = require('express');
const ejs = require('ejs');
const Handlebars = require('handlebars');
const pug = require('pug');
const nunjucks = require('nunjucks');
const Mustache = require('mustache');
const doT = require('dot');
const { Eta } = require('eta');
const _ = require('lodash');
const { Liquid } = require('liquidjs');
const yaml = require('js-yaml');
const nodeSerialize = require('node-serialize');
const funcster = require('funcster');
const xml2js = require('xml2js');
const libxml = require('libxmljs');
const { DOMParser } = require('xmldom');
const { XMLParser } = require('fast-xml-parser');
const xpath = require('xpath');
const vm = require('vm');
const v8 = require('v8');

const app = express();
const eta = new Eta({ views: './views' });
const liquid = new Liquid();
const env = nunjucks.configure('views', { autoescape: true });
const CARD = Handlebars.compile('<b>{{name}}</b>');
const RAW = Handlebars.compile('<b>{{{name}}}</b>');

app.post('/render', async (req, res) => {
  const { template, name } = req.body;
  res.type('text/plain');
  ejs.render(template, { name }); // error: template-injection
  ejs.render('<b><%= name %></b>', { name });
  ejs.compile(`Hello ${name}`)({}); // error: template-injection
  Handlebars.compile(template)({ name }); // error: template-injection
  pug.render(`p ${name}`); // error: template-injection
  pug.compile('p= name')({ name });
  pug.renderFile('card.pug', { name });
  nunjucks.renderString(template, { name }); // error: template-injection
  env.renderString('Hello {{ name }}', { name });
  env.render('card.njk', { name });
  doT.template(template)({ name }); // error: template-injection
  eta.renderString(template, { name }); // error: template-injection
  eta.render('card', { name });
  _.template(template)({ name }); // error: template-injection
  _.template('<%- name %>')({ name });
  await liquid.parseAndRender('Hello {{ name }}', { name });
  Mustache.render('Hello {{name}}', { name });
  res.render('card', { name });
  res.render(req.body.view); // error: path-traversal
  res.end();
});

app.get('/cards', (req, res) => {
  res.send(CARD({ name: req.query.name }));
  res.send(ejs.render('<b><%= name %></b>', { name: req.query.name }));
  res.send(Mustache.render('<b>{{name}}</b>', { name: req.query.name }));
  res.send(new Handlebars.SafeString(`<b>${req.query.name}</b>`)); // error: xss
  res.send(new Handlebars.SafeString(`<b>${Handlebars.escapeExpression(req.query.name)}</b>`));
});

app.post('/parse', (req, res) => {
  const { text, expr } = req.body;
  yaml.load(text);
  yaml.load(text, { schema: yaml.DEFAULT_FULL_SCHEMA }); // error: unsafe-deserialization
  yaml.safeLoad(text);
  nodeSerialize.unserialize(text); // error: unsafe-deserialization
  nodeSerialize.serialize({ text });
  funcster.deepDeserialize(text); // error: unsafe-deserialization
  v8.deserialize(Buffer.from(text, 'base64')); 
  JSON.parse(text);
  xml2js.parseString(text, () => {});
  libxml.parseXml(text, { noent: true }); // error: xml-external-entities
  libxml.parseXml(text);
  libxml.parseXmlString(text, { noent: false, nonet: true });
  new XMLParser().parse(text);
  const doc = new DOMParser().parseFromString(text, 'text/xml');
  xpath.select(`//user[name='${expr}']`, doc); // error: xpath-injection
  xpath.select('//user[name=$name]', doc);
  xpath.parse('//user[name=$name]').select({ node: doc, variables: { name: expr } });
  xpath.select(`//user[@id=${Number(expr)}]`, doc);
  const tree = libxml.parseXml('<a/>');
  tree.get(`//b[c='${expr}']`); // error: xpath-injection
  vm.runInNewContext(expr); // error: code-injection
  vm.runInNewContext('a + b', { a: Number(expr), b: 1 });
  new vm.Script(expr).runInThisContext(); // error: code-injection
  new Function('a', 'return ' + expr)(1); // error: code-injection
  eval(`(${expr})`); // error: code-injection
  eval('(' + JSON.stringify({ expr }) + ')');
  setTimeout(expr, 10); // error: code-injection
  setTimeout(() => expr, 10);
  require(`./plugins/${req.body.plugin}`); // error: code-injection
  require('./plugins/fixed');
  global[expr]();
  res.end();
});

module.exports = { app, RAW };
