const ldap = require('ldapjs');
const xpath = require('xpath');
const { DOMParser } = require('@xmldom/xmldom');
const fs = require('fs');
const express = require('express');
const app = express();
app.use(express.urlencoded({ extended: false }));
const client = ldap.createClient({ url: 'ldaps://directory.example.com' });
const users = new DOMParser().parseFromString(fs.readFileSync('users.xml', 'utf8'), 'text/xml');

function escapeFilter(value) {
  return value.replace(/[\\*()\0]/g, (c) => '\\' + c.charCodeAt(0).toString(16).padStart(2, '0'));
}

app.get('/l1', (req, res) => {
  const opts = { filter: '(uid=' + req.query.user + ')', scope: 'sub' };
  client.search('ou=people,dc=example,dc=com', opts, (err, r) => res.json(!err)); // error: ldap-injection
});
app.get('/l2', (req, res) => {
  const opts = { filter: '(uid=' + escapeFilter(req.query.user) + ')', scope: 'sub' };
  client.search('ou=people,dc=example,dc=com', opts, (err, r) => res.json(!err));
});
app.get('/l3', (req, res) => {
  const opts = { filter: new ldap.EqualityFilter({ attribute: 'uid', value: req.query.user }) };
  client.search('ou=people,dc=example,dc=com', opts, (err, r) => res.json(!err));
});
app.get('/l4', (req, res) => {
  const user = req.query.user.replace('*', '');
  client.search('ou=people,dc=example,dc=com', { filter: `(uid=${user})` }, (err, r) => res.json(!err)); // error: ldap-injection
});
app.post('/p1', (req, res) => {
  const expr = "//user[name='" + req.body.name + "' and password='" + req.body.password + "']";
  res.json(xpath.select(expr, users).length > 0); // error: xpath-injection
});
app.post('/p2', (req, res) => {
  const evaluator = xpath.parse('//user[name=$name]');
  res.json(evaluator.select({ node: users, variables: { name: req.body.name } }).length > 0);
});
app.post('/p3', (req, res) => {
  if (!/^\w+$/.test(req.body.name)) return res.sendStatus(400);
  res.json(xpath.select(`//user[name='${req.body.name}']`, users).length > 0);
});
app.post('/p4', (req, res) => {
  res.json(xpath.select1(`//user[@id=${Number(req.body.id)}]`, users) != null);
});
app.post('/p5', (req, res) => {
  const name = req.body.name.replace(/'/g, '&apos;');
  res.json(xpath.select(`//user[@n=${name}]`, users).length > 0); // error: xpath-injection
});
