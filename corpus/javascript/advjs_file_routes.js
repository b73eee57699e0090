const path = require('path');
const fs = require('fs');
const fsp = fs.promises;
const express = require('express');
const app = express();
const ROOT = path.resolve(__dirname, 'public');

app.get('/f1', (req, res) => {
  res.sendFile(path.join(ROOT, req.query.file)); // error: path-traversal
});
app.get('/f2', (req, res) => {
  res.sendFile(req.query.file, { root: ROOT });
});
app.get('/f3', (req, res) => {
  res.sendFile(path.join(ROOT, path.basename(req.query.file)));
});
app.get('/f4', (req, res) => {
  const full = path.resolve(ROOT, req.query.file);
  if (!full.startsWith(ROOT + path.sep)) return res.status(403).end();
  res.sendFile(full);
});
app.get('/f5', (req, res) => {
  const full = path.join(ROOT, req.query.file);
  if (!full.startsWith(ROOT)) { res.status(403).end(); return; }
  fs.createReadStream(full).pipe(res);
});
app.get('/f6', (req, res) => {
  const full = ROOT + '/' + req.query.file;
  if (!full.startsWith(ROOT)) { res.status(403).end(); return; }
  fs.createReadStream(full).pipe(res); // error: path-traversal
});
app.get('/f7', async (req, res) => {
  const name = req.query.file.replace('../', '');
  res.json(await fsp.readFile(path.join(ROOT, name), 'utf8')); // error: path-traversal
});
app.get('/f8', async (req, res) => {
  const name = req.query.file.replace(/[^\w.-]/g, '_');
  res.json(await fsp.readFile(path.join(ROOT, 'd-' + name), 'utf8'));
});
app.get('/f9', async (req, res) => {
  if (req.query.file.includes('..') || path.isAbsolute(req.query.file)) return res.sendStatus(400);
  res.json(await fsp.readFile(path.join(ROOT, req.query.file), 'utf8'));
});
app.get('/f10', async (req, res) => {
  const rel = path.relative(ROOT, path.resolve(ROOT, req.query.file));
  if (rel.startsWith('..') || path.isAbsolute(rel)) return res.sendStatus(400);
  res.json(await fsp.readFile(path.join(ROOT, rel), 'utf8'));
});
app.get('/f11/:id', async (req, res) => {
  const id = Number(req.params.id);
  res.json(await fsp.readFile(`${ROOT}/${id}.json`, 'utf8'));
});
app.get('/f12', (req, res) => {
  const safe = path.normalize(req.query.file);
  fs.readFile(path.join(ROOT, safe), (err, data) => res.type('bin').send(data)); // error: path-traversal
});
app.get('/f13', (req, res) => {
  const safe = path.normalize('/' + req.query.file);
  fs.readFile(path.join(ROOT, safe), (err, data) => res.type('bin').send(data));
});
app.get('/f14', (req, res) => {
  const safe = path.normalize(req.query.file).replace(/^(\.\.(\/|\\|$))+/, '');
  fs.readFile(path.join(ROOT, safe), (err, data) => res.type('bin').send(data));
});
const FILES = new Map([['terms', 'terms.pdf'], ['price', 'prices.pdf']]);
app.get('/f15', (req, res) => {
  const file = FILES.get(req.query.doc);
  if (!file) return res.sendStatus(404);
  res.download(path.join(ROOT, file));
});
app.get('/f16', (req, res) => {
  res.download(req.query.doc); // error: path-traversal
});
app.post('/f17', (req, res) => {
  fs.unlink(`./uploads/${req.body.name}`, () => res.end()); // error: path-traversal
  fs.writeFile('./uploads/fixed.txt', req.body.text, () => {});
});
