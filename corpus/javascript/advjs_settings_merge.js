const express = require('express');
const _ = require('lodash');
const app = express();
app.use(express.json());
const settings = {};

function merge(target, source) {
  for (const key in source) {
    if (typeof source[key] === 'object' && source[key] !== null) {
      if (!target[key]) target[key] = {};
      merge(target[key], source[key]); 
    } else {
      target[key] = source[key]; // error: prototype-pollution
    }
  }
  return target;
}

function safeMerge(target, source) {
  for (const key of Object.keys(source)) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') continue;
    if (typeof source[key] === 'object' && source[key] !== null) {
      target[key] = safeMerge(target[key] || {}, source[key]);
    } else {
      target[key] = source[key];
    }
  }
  return target;
}

app.post('/s1', (req, res) => {
  merge(settings, req.body);
  res.end();
});
app.post('/s2', (req, res) => {
  safeMerge(settings, req.body);
  res.end();
});
app.post('/s3', (req, res) => {
  settings[req.body.section][req.body.key] = req.body.value; // error: prototype-pollution
  res.end();
});
app.post('/s4', (req, res) => {
  const { section, key } = req.body;
  if (['__proto__', 'constructor', 'prototype'].includes(section)) return res.sendStatus(400);
  settings[section][key] = req.body.value;
  res.end();
});
app.post('/s5', (req, res) => {
  const { section, key, value } = req.body;
  if (!Object.hasOwn(settings, section)) return res.sendStatus(404);
  settings[section][key] = value;
  res.end();
});
app.post('/s6', (req, res) => {
  const table = Object.create(null);
  table[req.body.section] = {};
  table[req.body.section][req.body.key] = req.body.value;
  res.json(table);
});
app.post('/s7', (req, res) => {
  const counters = new Map();
  counters.set(req.body.key, req.body.value);
  res.json([...counters]);
});
app.post('/s8', (req, res) => {
  _.set(settings, req.body.path, req.body.value); // error: prototype-pollution
  res.end();
});
app.post('/s9', (req, res) => {
  _.set(settings, 'theme', req.body.value);
  res.end();
});
app.post('/s10', (req, res) => {
  settings[req.body.key] = req.body.value;
  res.end();
});
