const express = require('express');
const fs = require('fs');
const fsp = require('fs/promises');
const path = require('path');
const app = express();
const ROOT = '/var/data';

app.get('/1', (req, res) => {
  const name = req.query.f;
  if (name.includes('..')) return res.sendStatus(400);
  const decoded = decodeURIComponent(name);
  res.sendFile(path.join(ROOT, decoded)); // error: path-traversal
});
app.get('/2', (req, res) => {
  const decoded = decodeURIComponent(req.query.f);
  if (decoded.includes('..')) return res.sendStatus(400);
  res.sendFile(path.join(ROOT, decoded));
});
app.get('/3', (req, res) => {
  const f = req.query.f.replace(/\.\.\//g, '');
  res.sendFile(path.join(ROOT, f)); // error: path-traversal
});
app.get('/4', (req, res) => {
  let f = req.query.f;
  while (f.includes('../')) f = f.replace('../', '');
  fs.readFile(path.join(ROOT, f), () => res.end());
});
app.get('/5', (req, res) => {
  const f = req.query.f.replace(/[/\\]/g, '_');
  fs.readFile(path.join(ROOT, 'x-' + f), () => res.end());
});
app.get('/6', (req, res) => {
  const p = path.join(ROOT, req.query.user, 'avatar.png');
  fs.stat(p, (err) => {
    if (err) return res.sendStatus(404);
    fs.createReadStream(p).pipe(res); // error: path-traversal
  });
});
app.get('/7', async (req, res) => {
  const handle = await fsp.open(path.join(ROOT, req.query.f), 'r'); // error: path-traversal
  res.json({ size: (await handle.stat()).size });
  await handle.close();
});
app.get('/8', async (req, res) => {
  const dir = await fsp.opendir(path.resolve(ROOT, req.query.d)); // error: path-traversal
  for await (const e of dir) res.write(e.name.length + '\n');
  res.end();
});
app.get('/9', async (req, res) => {
  const target = path.resolve(ROOT, req.query.f);
  const rel = path.relative(ROOT, target);
  if (rel && !rel.startsWith('..' + path.sep) && rel !== '..' && !path.isAbsolute(rel)) {
    return res.sendFile(target);
  }
  res.sendStatus(400);
});
app.get('/10', (req, res) => {
  const target = path.join(ROOT, req.query.f);
  if (path.dirname(target) !== ROOT) return res.sendStatus(400);
  res.sendFile(target);
});
app.get('/11', (req, res) => {
  if (req.query.f.startsWith('/')) return res.sendStatus(400);
  res.sendFile(path.join(ROOT, req.query.f)); // error: path-traversal
});
app.get('/12', (req, res) => {
  const id = req.query.id.padStart(6, '0');
  res.sendFile(`${ROOT}/${id}.txt`); // error: path-traversal
});
app.get('/13', (req, res) => {
  const id = parseInt(req.query.id, 10).toString().padStart(6, '0');
  res.sendFile(`${ROOT}/${id}.txt`);
});
app.get('/14', (req, res) => {
  const hash = require('crypto').createHash('sha256').update(req.query.url).digest('hex');
  res.sendFile(path.join(ROOT, hash.slice(0, 2), hash));
});
app.get('/15', (req, res) => {
  const files = { a: 'a.txt', b: 'b.txt' };
  const f = files[req.query.k];
  if (f === undefined) return res.sendStatus(404);
  res.sendFile(path.join(ROOT, f));
});
app.get('/16', (req, res) => {
  const [name] = path.posix.basename(req.query.f).split('.');
  res.sendFile(path.join(ROOT, name + '.txt'));
});
app.use('/files/:who', (req, res, next) => express.static(path.join(ROOT, req.params.who))(req, res, next)); // error: path-traversal
app.get('/17', (req, res) => {
  res.sendFile(req.query.f, { root: path.join(ROOT, req.query.dir) }); // error: path-traversal
});
app.get('/18', (req, res) => {
  const slug = req.query.t.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  fs.writeFileSync(path.join(ROOT, slug + '.md'), req.query.t);
  res.end();
});
