import express from 'express';
import path from 'node:path';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

const dir = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(dir, 'files');
const app = express();
app.use('/static', express.static(path.join(dir, 'public'), { dotfiles: 'ignore' }));

const within = (base, target) => {
  const rel = path.relative(base, target);
  return Boolean(rel) && !rel.startsWith('..') && !path.isAbsolute(rel);
};

function safeJoin(base, name) {
  const full = path.resolve(base, name);
  if (full !== base && !full.startsWith(base + path.sep)) {
    throw new Error('outside');
  }
  return full;
}

app.get('/1', (req, res) => res.sendFile(req.query.name, { root }));
app.get('/2', (req, res) => res.sendFile(path.join(root, req.query.name))); // error: path-traversal
app.get('/3', (req, res) => res.download(path.resolve(root, req.query.name), 'x.bin')); // error: path-traversal
app.get('/4', (req, res) => res.download(req.query.name, { root }));
app.get('/5', (req, res) => {
  const target = path.resolve(root, req.query.name);
  if (!within(root, target)) return res.sendStatus(403);
  res.sendFile(target);
});
app.get('/6', (req, res) => res.sendFile(safeJoin(root, req.query.name)));
app.get('/7', (req, res) => {
  const target = path.normalize(path.join(root, req.query.name));
  if (target.indexOf(root) !== 0) {
    res.status(400).end();
  } else {
    fs.readFile(target, (err, data) => {
      if (err) return res.sendStatus(404);
      res.type('application/octet-stream').send(data);
    });
  }
});
app.get('/8', async (req, res) => {
  const real = await fs.promises.realpath(path.join(root, req.query.name));
  if (!real.startsWith(root + path.sep)) return res.sendStatus(403);
  fs.createReadStream(real).pipe(res);
});
app.get('/9', (req, res) => {
  const { base, ext } = path.parse(req.query.name);
  if (ext !== '.pdf') return res.sendStatus(415);
  res.sendFile(path.join(root, base));
});
app.get('/10', (req, res) => {
  const names = fs.readdirSync(root);
  const name = names.find((n) => n === req.query.name);
  if (!name) return res.sendStatus(404);
  res.sendFile(path.join(root, name));
});
app.get('/11', (req, res) => {
  if (req.query.name.startsWith(root)) {
    fs.createReadStream(req.query.name).pipe(res); // error: path-traversal
  } else {
    res.sendStatus(403);
  }
});
app.delete('/12/:id(\\d+)', (req, res) => {
  fs.rm(path.join(root, req.params.id + '.tmp'), { force: true }, () => res.end());
});
app.post('/13', (req, res) => {
  const out = fs.createWriteStream(`${root}/${req.headers['x-file-name']}`); // error: path-traversal
  req.pipe(out).on('finish', () => res.end());
});
app.get('/14', (req, res) => {
  fs.access(path.join(root, `${req.query.id}.json`), fs.constants.R_OK, (err) => {
    res.json({ exists: !err });
  });
});
app.get('/15', (req, res) => {
  const lang = ['en', 'de', 'fr'].includes(req.query.lang) ? req.query.lang : 'en';
  res.sendFile(path.join(root, `welcome.${lang}.html`));
});
app.listen(3000);
