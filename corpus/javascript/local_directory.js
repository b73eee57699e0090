const express = require('express');
const ldap = require('ldapjs');
const xpath = require('xpath');
const { DOMParser } = require('@xmldom/xmldom');
const { filter, dn } = require('ldap-escape');
const fs = require('fs');

const router = express.Router();
const client = ldap.createClient({ url: process.env.LDAP_URL, tlsOptions: { ca: [fs.readFileSync('/etc/ldap/ca.pem')] } });
const BASE = 'dc=example,dc=org';
const sites = new DOMParser().parseFromString(fs.readFileSync('sites.xml', 'utf8'), 'text/xml');
const byCode = xpath.parse('//site[@code=$code]');
const KINDS = new Set(['office', 'lab', 'store']);
const preferences = {};

function collect(found, res) {
  const entries = [];
  found.on('searchEntry', (entry) => entries.push(entry.pojo.objectName));
  found.on('end', () => res.json(entries));
}

router.get('/people', (req, res, next) => {
  const wanted = filter`(cn=${req.query.name}*)`;
  client.search(`ou=people,${BASE}`, { scope: 'sub', filter: wanted }, (err, found) => (err ? next(err) : collect(found, res)));
});

router.get('/people/by-phone', (req, res, next) => {
  const wanted = `(telephoneNumber=${req.query.phone})`;
  client.search(`ou=people,${BASE}`, { scope: 'sub', filter: wanted }, (err, found) => (err ? next(err) : collect(found, res))); // error: ldap-injection
});

router.get('/rooms/:number', (req, res, next) => {
  const number = parseInt(req.params.number, 10);
  client.search(BASE, { filter: `(roomNumber=${number})` }, (err, found) => (err ? next(err) : collect(found, res)));
});

router.delete('/groups/:name', (req, res, next) => {
  client.del('cn=' + req.params.name + ',ou=groups,' + BASE, (err) => (err ? next(err) : res.sendStatus(204))); // error: ldap-injection
});

router.delete('/devices/:name', (req, res, next) => {
  client.del(dn`cn=${req.params.name},ou=devices,dc=example,dc=org`, (err) => (err ? next(err) : res.sendStatus(204)));
});

router.get('/sites/:code', (req, res) => {
  const found = byCode.select({ node: sites, variables: { code: req.params.code } });
  res.json({ count: found.length });
});

router.get('/sites', (req, res) => {
  const { kind, city } = req.query;
  if (!KINDS.has(kind)) return res.sendStatus(400);
  const ofKind = xpath.select(`//site[@kind='${kind}']`, sites);
  const inCity = xpath.select(`//site[city='${city}']`, sites); // error: xpath-injection
  res.json({ kind: ofKind.length, city: inCity.length });
});

router.put('/preferences/:user', (req, res) => {
  const { group, key, value } = req.body;
  preferences[req.params.user][key] = value; // error: prototype-pollution
  res.json({ group });
});

router.put('/layout', (req, res) => {
  const layout = { header: {}, footer: {} };
  const part = req.body.part === 'header' ? 'header' : 'footer';
  layout[part][req.body.key] = req.body.value;
  res.json({ part });
});

module.exports = router;
