const express = require('express');
const yaml = require('js-yaml');
const YAML = require('yaml');
const funcster = require('funcster');
const serialijse = require('serialijse');
const libxslt = require('libxmljs2');
const expat = require('node-expat');
const { XMLParser, XMLBuilder } = require('fast-xml-parser');
const plist = require('plist');
const ini = require('ini');
const toml = require('@iarna/toml');
const BSON = require('bson');
const msgpack = require('msgpack5')();
const cbor = require('cbor');
const qs = require('qs');
const json5 = require('json5');
const app = express();
app.use(express.text({ type: () => true }));

app.post('/1', (req, res) => res.json(yaml.load(req.body, { schema: yaml.CORE_SCHEMA })));
app.post('/2', (req, res) => res.json(YAML.parse(req.body)));
app.post('/3', (req, res) => res.json(funcster.deepDeserialize(JSON.parse(req.body)))); // error: unsafe-deserialization
app.post('/4', (req, res) => res.json(serialijse.deserialize(req.body))); // error: unsafe-deserialization
app.post('/5', (req, res) => res.json(libxslt.parseXml(req.body, { noent: true }).root().name())); // error: xml-external-entities
app.post('/6', (req, res) => res.json(libxslt.parseXmlString(req.body, { noent: false, nonet: true }).root().name()));
app.post('/7', (req, res) => {
  const parser = new expat.Parser('UTF-8');
  parser.on('text', (t) => console.log(t.length));
  parser.write(req.body);
  res.end();
});
app.post('/8', (req, res) => res.json(plist.parse(req.body)));
app.post('/9', (req, res) => res.json(ini.parse(req.body)));
app.post('/10', (req, res) => res.json(json5.parse(req.body)));
app.post('/11', (req, res) => {
  const opts = { noent: true, dtdload: true };
  const doc = libxslt.parseXml(req.body, opts); // error: xml-external-entities
  res.type('xml').send(doc.toString()); // error: xss
});
app.post('/12', (req, res) => {
  const xml = new XMLBuilder({}).build({ name: req.query.name });
  res.type('application/xml').send(xml);
});
app.post('/13', (req, res) => {
  const data = JSON.parse(req.body, (key, value) => (key === '__proto__' ? undefined : value));
  res.json(data);
});
app.post('/14', (req, res) => {
  const cfg = eval('(' + req.body + ')'); // error: code-injection
  res.json(cfg);
});
app.post('/15', (req, res) => {
  const fn = new Function('ctx', `with (ctx) { return ${req.query.expr} }`); // error: code-injection
  res.json(fn({ a: 1 }));
});
