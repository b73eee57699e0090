import express from 'express';
import multer from 'multer';
import fs from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { body, param, query, validationResult, matchedData } from 'express-validator';
import sanitizeHtml from 'sanitize-html';
import xss from 'xss';
import he from 'he';

const app = express();
const upload = multer({ dest: 'uploads/' });
const UPLOADS = path.resolve('uploads');

app.post('/u1', upload.single('file'), async (req, res) => {
  await fs.rename(req.file.path, path.join(UPLOADS, req.file.originalname)); // error: path-traversal
  res.end();
});
app.post('/u2', upload.single('file'), async (req, res) => {
  await fs.rename(req.file.path, path.join(UPLOADS, req.file.filename + '.png'));
  res.end();
});
app.post('/u3', upload.single('file'), async (req, res) => {
  res.send(`<p>Stored ${req.file.originalname}</p>`); // error: xss
});
app.get('/v1', query('id').isInt().toInt(), (req, res) => {
  const errors = validationResult(req);
  if (!errors.isEmpty()) return res.status(400).json({ errors: errors.array() });
  res.send(`<p>${req.query.id}</p>`);
});
app.get('/v2', query('name').notEmpty(), (req, res) => {
  if (!validationResult(req).isEmpty()) return res.sendStatus(400);
  res.send(`<p>${req.query.name}</p>`); // error: xss
});
app.get('/v3', query('name').escape(), (req, res) => {
  res.send(`<p>${req.query.name}</p>`);
});
app.post('/c1', (req, res) => {
  res.send(sanitizeHtml(req.body.comment));
});
app.post('/c2', (req, res) => {
  res.send(xss(req.body.comment));
});
app.post('/c3', (req, res) => {
  res.send(he.encode(req.body.comment) + he.decode(he.encode(req.body.comment))); // error: xss
});
app.post('/c4', (req, res) => {
  res.send(`<script>${sanitizeHtml(req.body.code)}</script>`); // error: xss
});
app.get('/d1/:name', async (req, res) => {
  const text = await fs.readFile(new URL(`./data/${req.params.name}`, import.meta.url)); // error: path-traversal
  res.type('text').send(text);
});
app.get('/d2/:name', async (req, res) => {
  const names = await fs.readdir('data');
  if (!names.includes(req.params.name)) return res.sendStatus(404);
  res.type('text').send(await fs.readFile(path.join('data', req.params.name)));
});
app.put('/d3/:name', (req, res) => {
  req.pipe(createWriteStream(`data/${req.params.name}`)); // error: path-traversal
  req.on('end', () => res.end());
});
app.get('/d4/:name', (req, res, next) => {
  res.sendFile(req.params.name, { root: UPLOADS }, next);
});
app.get('/d5', (req, res) => {
  const file = path.posix.join('/srv/data', req.query.file);
  if (file.indexOf('/srv/data/') !== 0) return res.sendStatus(403);
  res.sendFile(file);
});
app.get('/d6', (req, res) => {
  const file = decodeURIComponent(path.basename(req.query.file));
  res.sendFile(path.join(UPLOADS, file)); // error: path-traversal
});
app.get('/d7', async (req, res) => {
  const real = await fs.realpath(path.join(UPLOADS, req.query.file)).catch(() => null);
  if (!real || !real.startsWith(UPLOADS + '/')) return res.sendStatus(404);
  res.sendFile(real);
});
app.get('/err', (req, res) => {
  throw new Error('no ' + req.query.x);
});
app.use((err, req, res, next) => {
  res.status(500).send(`<pre>${err.stack}</pre>`);
});
export default app;
