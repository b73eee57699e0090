import express from 'express';
import _ from 'lodash';
import set from 'lodash/set';
import merge from 'lodash.merge';
import dot from 'dot-prop';
import objectPath from 'object-path';
import { defaultsDeep } from 'lodash';
import extend from 'extend';
import immer, { produce } from 'immer';

const app = express();
app.use(express.json());
const config: Record<string, any> = { ui: { theme: 'light' } };
const UNSAFE = new Set(['__proto__', 'constructor', 'prototype']);

app.put('/1', (req, res) => { set(config, req.body.path, req.body.value); res.end(); }); // error: prototype-pollution
app.put('/2', (req, res) => { set(config, ['ui', 'theme'], req.body.value); res.end(); });
app.put('/3', (req, res) => {
  const keys: string[] = String(req.body.path).split('.');
  if (keys.some((k) => UNSAFE.has(k))) return res.sendStatus(400);
  set(config, keys, req.body.value);
  res.end();
});
app.put('/4/:section', (req, res) => {
  const section = req.params.section;
  if (!Object.prototype.hasOwnProperty.call(config, section)) return res.sendStatus(404);
  config[section][req.body.key] = req.body.value;
  res.end();
});
app.put('/5', (req, res) => {
  const copy = { ...config, ...req.body };
  res.json(copy);
});
app.put('/6', (req, res) => {
  for (const [k, v] of Object.entries(req.body)) {
    config[k] = v;
  }
  res.end();
});
app.put('/7', (req, res) => {
  const target: any = {};
  for (const { group, name, value } of req.body.items) {
    target[group] = target[group] || {};
    target[group][name] = value; // error: prototype-pollution
  }
  res.json(target);
});
app.put('/8', (req, res) => {
  const target = new Map<string, Record<string, unknown>>();
  for (const { group, name, value } of req.body.items) {
    const inner = target.get(group) ?? {};
    inner[name] = value;
    target.set(group, inner);
  }
  res.end();
});
function assignDeep(target: any, source: any): any {
  Object.keys(source).forEach((key) => {
    if (key === '__proto__' || key === 'constructor') return;
    if (source[key] && typeof source[key] === 'object') {
      if (!target[key]) target[key] = {};
      assignDeep(target[key], source[key]);
    } else {
      target[key] = source[key];
    }
  });
  return target;
}
app.put('/9', (req, res) => { assignDeep(config, req.body); res.end(); });
function assignBad(target: any, source: any): any {
  for (const key in source) {
    if (source[key] && typeof source[key] === 'object') {
      if (!target[key]) target[key] = {};
      assignBad(target[key], source[key]);
    } else {
      target[key] = source[key]; // error: prototype-pollution
    }
  }
  return target;
}
app.put('/10', (req, res) => { assignBad(config, JSON.parse(req.body.json)); res.end(); });
const assignOwn = (target: any, path: string[], value: unknown) => {
  let node = target;
  path.slice(0, -1).forEach((part) => {
    node = node[part] ??= {};
  });
  node[path[path.length - 1]] = value; // error: prototype-pollution
};
app.put('/11', (req, res) => { assignOwn(config, req.body.path, req.body.value); res.end(); });
