const express = require('express');
const libxmljs = require('libxmljs');
const { XMLParser } = require('fast-xml-parser');
const xml2js = require('xml2js');
const { DOMParser } = require('@xmldom/xmldom');
const app = express();
app.use(express.text({ type: '*/xml' }));

app.post('/x1', (req, res) => {
  const doc = libxmljs.parseXml(req.body, { noent: true }); // error: xml-external-entities
  res.json(doc.root().name());
});
app.post('/x2', (req, res) => {
  const doc = libxmljs.parseXml(req.body);
  res.json(doc.root().name());
});
app.post('/x3', (req, res) => {
  const doc = libxmljs.parseXml(req.body, { noent: false, nonet: true });
  res.json(doc.root().name());
});
app.post('/x4', (req, res) => {
  res.json(new XMLParser().parse(req.body));
});
app.post('/x5', (req, res) => {
  xml2js.parseString(req.body, (err, result) => res.json(result));
});
app.post('/x6', (req, res) => {
  const options = { noent: true, dtdload: true };
  const doc = libxmljs.parseXmlString(req.body, options); // error: xml-external-entities
  res.json(doc.root().name());
});
app.post('/x7', (req, res) => {
  const doc = new DOMParser().parseFromString(req.body, 'text/xml');
  res.json(doc.documentElement.nodeName);
});
