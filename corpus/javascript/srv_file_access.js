const express = require('express');
const fs = require('fs');
const fsp = require('fs/promises');
const fse = require('fs-extra');
const path = require('path');
const os = require('os');
const sanitize = require('sanitize-filename');
const { pipeline } = require('stream/promises');
const { createGzip } = require('zlib');
const { v4: uuid } = require('uuid');

const app = express();
const BASE = path.join(__dirname, 'public');
const NAMES = ['terms.txt', 'imprint.txt'];

function inside(base, name) {
  const full = path.resolve(base, name);
  if (!full.startsWith(base + path.sep)) {
    throw new Error('outside');
  }
  return full;
}

function insideLoosely(base, name) {
  const full = path.join(base, name);
  if (!full.startsWith(base)) {
    return path.join(base, 'index.html');
  }
  return full;
}

const isInside = (base, full) => {
  const relative = path.relative(base, full);
  return !!relative && !relative.startsWith('..') && !path.isAbsolute(relative);
};

class Store {
  #root;

  constructor(root) {
    this.#root = root;
  }

  read(name) {
    return fsp.readFile(path.join(this.#root, name)); // error: path-traversal
  }

  readHashed(name) {
    const key = require('crypto').createHash('sha256').update(name).digest('hex');
    return fsp.readFile(path.join(this.#root, key));
  }
}

const store = new Store('/srv/store');

app.get('/files/:name', async (req, res, next) => {
  const { name } = req.params;
  try {
    res.type('text/plain');
    res.write(await fsp.readFile(path.join(BASE, name))); // error: path-traversal
    res.write(await fsp.readFile(path.join(BASE, path.basename(name))));
    res.write(await fsp.readFile(path.join(BASE, sanitize(name))));
    res.write(await fsp.readFile(path.join(BASE, path.normalize(name)))); // error: path-traversal
    res.write(await store.read(name));
    res.write(await store.readHashed(name));
    res.write(await fsp.readFile(insideLoosely(BASE, name)));
    res.write(await fsp.readFile(inside(BASE, name)));
    res.end();
  } catch (err) {
    next(err);
  }
});

app.get('/stream', async (req, res) => {
  const file = path.join(BASE, `${req.query.file}`);
  if (isInside(BASE, file)) {
    await pipeline(fs.createReadStream(file), createGzip(), res);
  } else {
    fs.createReadStream(file).pipe(res); // error: path-traversal
  }
});

app.get('/legal', (req, res) => {
  const { file } = req.query;
  if (!NAMES.includes(file)) {
    res.sendStatus(404);
    return;
  }
  fs.readFile(`${BASE}/${file}`, 'utf8', (err, text) => res.type('txt').send(text));
});

app.get('/exists', (req, res) => {
  fs.readFile('/srv/pages/' + req.query.page + '.html', (err, data) => { // error: path-traversal
    if (err) {
      res.sendStatus(404);
      return;
    }
    res.type('text').send(data);
  });
});

app.put('/files/:name', (req, res) => {
  const number = Number.parseInt(req.params.name, 10);
  fs.writeFileSync(path.join(BASE, `${number}.txt`), req.body.text);
  fs.writeFileSync(path.join(BASE, req.body.folder, 'x.txt'), 'fixed'); // error: path-traversal
  fse.outputFileSync(path.join(BASE, uuid(), 'x.txt'), req.body.text);
  fse.copySync(req.body.from, path.join(os.tmpdir(), 'copy')); // error: path-traversal
  fs.promises.unlink(path.join(BASE, req.body.old)); // error: path-traversal
  fs.renameSync('/srv/a', '/srv/' + req.body.to); // error: path-traversal
  fs.appendFileSync('/srv/notes.txt', req.body.text);
  res.sendStatus(204);
});

app.delete('/files/*', (req, res) => {
  const name = req.params[0];
  if (name.includes('..') || name.includes('\0') || path.isAbsolute(name)) {
    return res.sendStatus(400);
  }
  fse.removeSync(path.join(BASE, name));
  const clean = name.replace(/[^a-zA-Z0-9]/g, '');
  fse.removeSync(path.join(BASE, clean));
  const weak = req.query.also.replace('../', '');
  fse.removeSync(path.join(BASE, weak)); // error: path-traversal
  return res.sendStatus(204);
});

app.get('/send', (req, res) => {
  res.sendFile(req.query.file, { root: BASE });
  res.sendFile(path.join(BASE, req.query.file)); // error: path-traversal
  res.download(path.join('/srv/reports', req.query.report)); // error: path-traversal
  res.download('/srv/reports/fixed.pdf', req.query.report);
  res.sendFile(path.join(BASE, `${encodeURIComponent(req.query.file)}.html`));
});

app.get('/list', async (req, res) => {
  const names = await fsp.readdir(path.join(BASE, req.query.folder)); // error: path-traversal
  const wanted = names.find((one) => one === req.query.file);
  if (wanted) {
    res.json(await fse.readJson(path.join(BASE, wanted)));
    return;
  }
  const lang = { en: 'en.json', de: 'de.json' }[req.query.lang] || 'en.json';
  res.json(JSON.parse(fs.readFileSync(path.join(BASE, lang), 'utf8')));
});

module.exports = app;
