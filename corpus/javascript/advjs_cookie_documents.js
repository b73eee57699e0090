const express = require('express');
const serialize = require('node-serialize');
const yaml = require('js-yaml');
const YAML = require('yaml');
const v8 = require('v8');
const cookieParser = require('cookie-parser');
const app = express();
app.use(cookieParser());

app.get('/profile', (req, res) => {
  const text = Buffer.from(req.cookies.profile, 'base64').toString();
  const profile = serialize.unserialize(text); // error: unsafe-deserialization
  res.json(profile);
});
app.get('/profile-json', (req, res) => {
  const profile = JSON.parse(Buffer.from(req.cookies.profile, 'base64').toString());
  res.json({ name: profile.name });
});
app.post('/import', express.text(), (req, res) => {
  res.json(yaml.load(req.body));
});
app.post('/import-full', express.text(), (req, res) => {
  const schema = require('js-yaml-js-types').all;
  res.json(yaml.load(req.body, { schema: yaml.DEFAULT_SCHEMA.extend(schema) })); // error: unsafe-deserialization
});
app.post('/import2', express.text(), (req, res) => {
  res.json(YAML.parse(req.body));
});
app.post('/safe', express.text(), (req, res) => {
  res.json(yaml.load(req.body, { schema: yaml.JSON_SCHEMA }));
});
app.post('/fixed', (req, res) => {
  res.json(serialize.unserialize('{"a":1}'));
});
