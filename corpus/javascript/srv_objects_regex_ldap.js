const express = require('express');
const _ = require('lodash');
const merge = require('deepmerge');
const extend = require('extend');
const ldap = require('ldapjs');
const escapeStringRegexp = require('escape-string-regexp');
const safe = require('safe-regex');
const { User } = require('./models');

const app = express();
app.use(express.json());

const client = ldap.createClient({ url: 'ldap://127.0.0.1' });
const defaults = { theme: { color: 'blue' } };

function deepSet(target, dotted, value) {
  const keys = dotted.split('.');
  let at = target;
  while (keys.length > 1) {
    const key = keys.shift();
    at[key] = at[key] || {};
    at = at[key];
  }
  at[keys[0]] = value; // error: prototype-pollution
}

function deepSetChecked(target, dotted, value) {
  const keys = dotted.split('.');
  if (keys.some((key) => key === '__proto__' || key === 'constructor' || key === 'prototype')) {
    throw new Error('key');
  }
  let at = target;
  for (const key of keys.slice(0, -1)) {
    at = at[key] ??= {};
  }
  at[keys.at(-1)] = value;
}

function mergeInto(target, source) {
  for (const key in source) {
    if (typeof source[key] === 'object' && typeof target[key] === 'object') {
      mergeInto(target[key], source[key]);
    } else {
      target[key] = source[key]; // error: prototype-pollution
    }
  }
  return target;
}

app.post('/settings', (req, res) => {
  const settings = {};
  deepSet(settings, req.body.path, req.body.value);
  deepSetChecked(settings, req.body.path, req.body.value);
  mergeInto(settings, req.body);
  _.merge(settings, req.body);
  _.defaultsDeep(settings, req.body);
  _.set(settings, req.body.path, 1); // error: prototype-pollution
  _.set(settings, 'a.b', req.body.value);
  Object.assign(settings, req.body);
  merge(defaults, { theme: req.body.theme });
  extend(true, settings, req.body);
  extend(settings, req.body);
  settings[req.body.group][req.body.key] = req.body.value; // error: prototype-pollution
  settings[req.body.key] = req.body.value;
  const table = Object.create(null);
  table[req.body.key] = req.body.value;
  const map = new Map();
  map.set(req.body.key, req.body.value);
  res.json(settings);
});

app.post('/users', async (req, res) => {
  await User.create(req.body); // error: mass-assignment
  await User.create({ name: req.body.name, mail: req.body.mail });
  await User.create(_.pick(req.body, ['name', 'mail']));
  const { name, mail } = req.body;
  await User.create({ name, mail });
  const user = new User(req.body); // error: mass-assignment
  await user.save();
  Object.assign(user, req.body); // error: mass-assignment
  await user.save();
  res.sendStatus(201);
});

app.get('/search', (req, res) => {
  const { q } = req.query;
  new RegExp(q); // error: regex-injection
  new RegExp(`^${q}`, 'i'); // error: regex-injection
  new RegExp(escapeStringRegexp(q), 'i');
  new RegExp(_.escapeRegExp(q));
  new RegExp(q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  'text'.match(q); // error: regex-injection
  'text'.includes(q);
  'text'.replace(new RegExp(q, 'g'), ''); // error: regex-injection
  if (safe(q)) {
    new RegExp(q);
  }
  if (/^\w+$/.test(q)) {
    new RegExp(`\\b${q}\\b`);
  }
  res.json([]);
});

app.get('/people', (req, res) => {
  const { uid, mail } = req.query;
  client.search('ou=people', { filter: `(uid=${uid})` }, () => {}); // error: ldap-injection
  client.search('ou=people', { filter: new ldap.EqualityFilter({ attribute: 'uid', value: uid }) }, () => {});
  client.search(`uid=${uid},ou=people`, { filter: '(objectClass=*)' }, () => {}); // error: ldap-injection
  const escaped = mail.replace(/[*()\\\0]/g, (c) => '\\' + c.charCodeAt(0).toString(16).padStart(2, '0'));
  client.search('ou=people', { filter: `(mail=${escaped})` }, () => {});
  if (/^[a-z]{2,12}$/.test(uid)) {
    client.search('ou=people', { filter: `(uid=${uid})` }, () => res.json([]));
  }
});

module.exports = app;
