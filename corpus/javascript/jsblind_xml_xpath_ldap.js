const express = require('express');
const libxmljs = require('libxmljs');
const { parseString, Parser } = require('xml2js');
const { XMLParser } = require('fast-xml-parser');
const { DOMParser } = require('@xmldom/xmldom');
const xpath = require('xpath');
const sax = require('sax');
const ldap = require('ldapjs');
const { Client } = require('ldapts');
const app = express();
app.use(express.text({ type: '*/xml' }), express.json());

app.post('/1', (req, res) => res.json({ r: libxmljs.parseXml(req.body, { noent: true }).root().name() })); // error: xml-external-entities
app.post('/2', (req, res) => res.json({ r: libxmljs.parseXml(req.body).root().name() }));
app.post('/3', (req, res) => res.json({ r: libxmljs.parseXmlString(req.body, { noent: true, nonet: false }).toString() })); // error: xml-external-entities
app.post('/4', (req, res) => res.json({ r: libxmljs.parseXml(req.body, { noent: false }).toString() }));
app.post('/5', (req, res) => parseString(req.body, (e, r) => res.json(r)));
app.post('/6', async (req, res) => res.json(await new Parser({ explicitArray: false }).parseStringPromise(req.body)));
app.post('/7', (req, res) => res.json(new XMLParser({ ignoreAttributes: false }).parse(req.body)));
app.post('/8', (req, res) => {
  const doc = new DOMParser().parseFromString('<users/>', 'text/xml');
  const nodes = xpath.select(`//user[name='${req.query.name}']`, doc); // error: xpath-injection
  const evaluator = xpath.parse('//user[name=$name]');
  const more = evaluator.select({ node: doc, variables: { name: req.query.name } });
  const one = xpath.select1('//user[@id=' + Number(req.query.id) + ']', doc);
  const bad = xpath.select1('//user[@id=' + req.query.id + ']', doc); // error: xpath-injection
  const ns = xpath.useNamespaces({ a: 'urn:a' });
  const third = ns("//a:user[a:name='" + req.query.name + "']", doc); // error: xpath-injection
  res.json([nodes.length, more.length, !!one, !!bad, third.length]);
});
app.post('/9', (req, res) => {
  const parser = sax.parser(true);
  parser.ontext = (t) => console.log('text length', t.length);
  parser.write(req.body).close();
  res.end();
});
app.get('/10', (req, res) => {
  const doc = libxmljs.parseXml('<users/>');
  res.json(doc.get(`//user[@name="${req.query.name}"]`)); // error: xpath-injection
});
app.get('/11', (req, res) => {
  const client = ldap.createClient({ url: 'ldaps://localhost' });
  client.search('dc=example,dc=com', { filter: `(uid=${req.query.uid})`, scope: 'sub' }, () => res.end()); // error: ldap-injection
});
app.get('/12', (req, res) => {
  const client = ldap.createClient({ url: 'ldaps://localhost' });
  const filter = new ldap.EqualityFilter({ attribute: 'uid', value: req.query.uid });
  client.search('dc=example,dc=com', { filter }, () => res.end());
});
app.get('/13', (req, res) => {
  const client = ldap.createClient({ url: 'ldaps://localhost' });
  const filter = ldap.parseFilter('(cn=' + req.query.cn + ')'); // error: ldap-injection
  client.search('dc=example,dc=com', { filter }, () => res.end());
});
app.post('/14', (req, res) => {
  const client = ldap.createClient({ url: 'ldaps://localhost' });
  client.bind(`uid=${req.body.user},ou=people,dc=example,dc=com`, req.body.password, (err) => res.json({ ok: !err })); // error: ldap-injection
});
app.get('/15', async (req, res) => {
  const client = new Client({ url: 'ldaps://localhost' });
  const { searchEntries } = await client.search('dc=example', { filter: `(mail=${req.query.mail})` }); // error: ldap-injection
  res.json(searchEntries);
});
app.get('/16', async (req, res) => {
  const client = new Client({ url: 'ldaps://localhost' });
  const uid = req.query.uid.replace(/[\\*()\0]/g, (c) => '\\' + c.charCodeAt(0).toString(16).padStart(2, '0'));
  res.json(await client.search('dc=example', { filter: `(uid=${uid})` }));
});
app.get('/17', async (req, res) => {
  const client = new Client({ url: 'ldaps://localhost' });
  if (!/^[a-z0-9]+$/i.test(req.query.uid)) return res.sendStatus(400);
  res.json(await client.search('dc=example', { filter: `(uid=${req.query.uid})` }));
});
