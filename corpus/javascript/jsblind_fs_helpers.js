const fse = require('fs-extra');
const gfs = require('graceful-fs');
const { glob, globSync } = require('glob');
const { rimraf } = require('rimraf');
const mkdirp = require('mkdirp');
const archiver = require('archiver');
const tar = require('tar');
const decompress = require('decompress');
const extract = require('extract-zip');
const path = require('path');
const os = require('os');
const express = require('express');
const klaw = require('klaw');
const { pipeline } = require('stream');
const app = express();
const BASE = '/srv/projects';

app.use(express.json());
app.post('/1', async (req, res) => { await fse.outputFile(path.join(BASE, req.body.name), req.body.text); res.end(); }); // error: path-traversal
app.post('/2', async (req, res) => { await fse.remove(`${BASE}/${req.body.name}`); res.end(); }); // error: path-traversal
app.post('/3', async (req, res) => { await fse.copy(BASE + '/template', path.resolve(BASE, req.body.name)); res.end(); }); // error: path-traversal
app.post('/4', async (req, res) => { await fse.ensureDir(path.join(BASE, path.basename(req.body.name))); res.end(); });
app.post('/5', (req, res) => { gfs.readFile(path.join(BASE, req.body.name), 'utf8', (e, d) => res.json({ d })); }); // error: path-traversal
app.post('/6', async (req, res) => { await rimraf(path.join(BASE, req.body.name)); res.end(); }); // error: path-traversal
app.post('/7', async (req, res) => { await mkdirp(path.join(BASE, req.body.name)); res.end(); }); // error: path-traversal
app.post('/8', (req, res) => {
  const archive = archiver('zip');
  archive.pipe(res);
  archive.file(path.join(BASE, req.body.name), { name: 'x' }); // error: path-traversal
  archive.append(req.body.text, { name: 'note.txt' });
  archive.finalize();
});
app.post('/9', async (req, res) => { await tar.x({ file: path.join(BASE, 'in.tgz'), cwd: BASE }); res.end(); });
app.post('/10', async (req, res) => { await tar.c({ gzip: true, file: path.join(BASE, req.body.name), cwd: BASE }, ['.']); res.end(); }); // error: path-traversal
app.post('/11', async (req, res) => { await decompress(path.join(BASE, 'a.zip'), path.join(BASE, req.body.dir)); res.end(); }); // error: path-traversal
app.post('/12', async (req, res) => { await extract(path.join(BASE, 'a.zip'), { dir: BASE }); res.end(); });
app.get('/13', async (req, res) => { res.json(await glob('**/*.md', { cwd: BASE })); });
app.get('/14', async (req, res) => { const tmp = await fse.mkdtemp(path.join(os.tmpdir(), 'up-')); res.json({ tmp }); });
app.get('/15', async (req, res) => {
  const file = path.join(BASE, req.query.f);
  if (path.relative(BASE, file).startsWith('..')) return res.sendStatus(400);
  res.json(await fse.readJson(file));
});
app.get('/16', async (req, res) => {
  const wanted = path.resolve(BASE, './' + req.query.f);
  const inside = wanted.startsWith(BASE + path.sep);
  if (inside) {
    pipeline(fse.createReadStream(wanted), res.type('bin'), () => {});
  } else {
    res.sendStatus(404);
  }
});
app.get('/17', async (req, res) => {
  const entries = await fse.readdir(BASE);
  if (!entries.includes(req.query.f)) return res.sendStatus(404);
  res.sendFile(path.join(BASE, req.query.f));
});
app.get('/18', (req, res) => {
  const safe = req.query.f.split('/').filter((part) => part && part !== '..' && part !== '.').join('/');
  res.sendFile(path.join(BASE, safe));
});
app.get('/19', (req, res) => {
  const ext = path.extname(req.query.f).toLowerCase();
  if (ext !== '.png') return res.sendStatus(400);
  res.sendFile(path.join(BASE, req.query.f)); // error: path-traversal
});
app.get('/20/:year/:month', (req, res) => {
  const { year, month } = req.params;
  if (!/^\d{4}$/.test(year) || !/^\d{2}$/.test(month)) return res.sendStatus(400);
  res.sendFile(path.join(BASE, 'reports', year, month + '.pdf'));
});
