import fs from 'node:fs';
import fsp from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import _ from 'lodash';
import AdmZip from 'adm-zip';
import unzipper from 'unzipper';
import tar from 'tar';
import tarStream from 'tar-stream';
import yauzl from 'yauzl';
import extract from 'extract-zip';
import decompress from 'decompress';
import yaml from 'js-yaml';
import libxml from 'libxmljs2';
import serialize from 'node-serialize';
import v8 from 'node:v8';
import merge from 'deepmerge';
import { User, Post } from './models.js';
import { PrismaClient } from '@prisma/client';
import mongoose from 'mongoose';
import Handlebars from 'handlebars';
import nunjucks from 'nunjucks';
import ejs from 'ejs';
import pug from 'pug';
import Mustache from 'mustache';
import { marked } from 'marked';
import tmp from 'tmp';

const app = express();
const prisma = new PrismaClient();
const Account = mongoose.model('Account', new mongoose.Schema({ name: String, role: String }));

fs.chmodSync('run.sh', 0o777); // error: world-writable-file
fs.chmodSync('run.sh', '777'); // error: world-writable-file
fs.chmod('run.sh', 0o755, () => {});
await fsp.chmod('data', 0o666); // error: world-writable-file
fs.mkdirSync('data', { mode: 0o777 });
process.umask(0); // error: world-writable-file
process.umask(0o022);
fs.writeFileSync('/tmp/state.json', '{}'); // error: insecure-temp-file
await fsp.writeFile(path.join(os.tmpdir(), 'state.json'), '{}'); // error: insecure-temp-file
tmp.tmpNameSync(); // error: insecure-temp-file
tmp.fileSync();

export async function unpack(file, target) {
  new AdmZip(file).extractAllTo(target, true);
  await extract(file, { dir: target });
  await decompress(file, target);
  await tar.x({ file, cwd: target });
  await tar.x({ file, cwd: target, preservePaths: true }); // error: archive-extract-all
  fs.createReadStream(file).pipe(unzipper.Extract({ path: target }));
  fs.createReadStream(file)
    .pipe(unzipper.Parse())
    .on('entry', (entry) => {
      entry.pipe(fs.createWriteStream(path.join(target, entry.path))); // error: path-traversal
    });
  for (const entry of new AdmZip(file).getEntries()) {
    fs.writeFileSync(path.join(target, entry.entryName), entry.getData()); // error: path-traversal
  }
  for (const entry of new AdmZip(file).getEntries()) {
    const to = path.resolve(target, entry.entryName);
    if (!to.startsWith(path.resolve(target) + path.sep)) continue;
    fs.writeFileSync(to, entry.getData());
  }
}

app.post('/settings', (req, res) => {
  const settings = {};
  _.merge(settings, req.body);
  _.defaultsDeep(settings, req.body);
  _.set(settings, req.body.path, req.body.value); // error: prototype-pollution
  _.setWith(settings, req.body.path, req.body.value); // error: prototype-pollution
  settings[req.body.a][req.body.b] = req.body.c; // error: prototype-pollution
  settings[req.body.a] = req.body.c;
  Object.assign(settings, req.body);
  merge(settings, req.body);
  for (const key of Object.keys(req.body)) settings[key] = req.body[key];
  res.json(settings);
});

app.post('/users', async (req, res) => {
  await User.create(req.body); // error: mass-assignment
  await User.create({ name: req.body.name });
  new Post(req.body); // error: mass-assignment
  await Account.create(req.body); // error: mass-assignment
  await Account.findByIdAndUpdate(req.params.id, req.body); // error: mass-assignment
  await Account.findByIdAndUpdate(req.params.id, { $set: req.body }); // error: mass-assignment
  await Account.updateOne({ _id: req.params.id }, { name: req.body.name });
  await prisma.user.create({ data: req.body }); // error: mass-assignment
  await prisma.user.update({ where: { id: 1 }, data: { ...req.body } }); // error: mass-assignment
  await prisma.user.update({ where: { id: 1 }, data: { name: req.body.name } });
  await User.update(req.body, { where: { id: req.params.id } }); // error: mass-assignment
  await User.update({ name: req.body.name }, { where: { id: req.params.id } });
  const user = await User.findByPk(req.params.id);
  user.set(req.body); // error: mass-assignment
  await user.update(req.body); // error: mass-assignment
  Object.assign(user, req.body); // error: mass-assignment
  const data = req.body;
  await User.create(data); // error: mass-assignment
  const { name, mail } = req.body;
  await User.create({ name, mail });
  await User.bulkCreate(req.body.users); // error: mass-assignment
  res.sendStatus(201);
});

app.post('/import', (req, res) => {
  yaml.load(req.body.text);
  libxml.parseXml(req.body.text, { noent: true }); // error: xml-external-entities
  libxml.parseXml(req.body.text);
  serialize.unserialize(req.body.text); // error: unsafe-deserialization
  v8.deserialize(Buffer.from(req.body.text, 'base64'));
  res.sendStatus(200);
});

export function templates(text, data) {
  Handlebars.compile(text, { noEscape: true }); // error: autoescape-off
  Handlebars.compile(text);
  nunjucks.configure('views', { autoescape: false }); // error: autoescape-off
  nunjucks.configure('views', { autoescape: true });
  Mustache.escape = (value) => value; // error: autoescape-off
  return ejs.render(text, data);
}

export const isMail = (text) => /^([a-zA-Z0-9]+\.?)+@example\.org$/.test(text); // error: catastrophic-regex
export const isWords = (text) => /^(\w+\s?)*$/.test(text); // error: catastrophic-regex
export const isList = (text) => /^(\d+,?)+$/.test(text); // error: catastrophic-regex
export const isLine = (text) => /^\s*(.*?)\s*$/.test(text);
export const isPath = (text) => /^(\/[^/]+)+$/.test(text);
export const isSlug = (text) => /^[a-z]+(-[a-z]+)*$/.test(text);
export const isNumber = (text) => /^\d+(\.\d+)?$/.test(text);
