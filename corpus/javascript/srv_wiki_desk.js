// A desk for the pages of a wiki: models over SQL, modules by name, settings, errors.
const fs = require('node:fs');
const path = require('node:path');
const express = require('express');
const _ = require('lodash');
const { Model } = require('objection');
const { MongoClient } = require('mongodb');
const { Pool } = require('pg');
const { NotFound } = require('./errors');

const app = express();
app.use(express.json());
const pool = new Pool();
const mongo = new MongoClient('mongodb://localhost');
const ROOT = path.join(__dirname, 'public');

class Page extends Model {
  static get tableName() {
    return 'pages';
  }

  static async byPath(where) {
    return this.query().select('id', 'title').findOne({ path: where });
  }
}

app.post('/pages/find', async (req, res) => {
  const page = await Page.byPath(req.body.path);
  const draft = await app.models.drafts.query().where('open', true).findOne({ path: req.body.path });
  const entry = await mongo.db('wiki').collection('pages').findOne({ path: req.body.path }); // error: nosql-injection
  const known = await mongo.db('wiki').collection('pages').findOne({ path: String(req.body.path) });
  res.json({ page, draft, entry, known });
});

app.get('/pages/order', async (req, res) => {
  const rows = await Page.query().orderByRaw('title ' + req.query.direction); // error: sql-injection
  const sorted = await Page.query().orderBy('title', req.query.direction === 'desc' ? 'desc' : 'asc');
  res.json({ rows, sorted });
});

async function searchEngine() {
  const { rows } = await pool.query('SELECT key FROM engines WHERE active');
  const description = await fs.promises.readFile(path.join('engines', rows[0].key, 'about.yml'), 'utf8');
  return { engine: require(`./engines/${rows[0].key}/engine`), description };
}

app.get('/engines/preview', async (req, res) => {
  const engine = require(`./engines/${req.query.engine}/preview`); // error: code-injection
  res.json(await engine((await searchEngine()).engine));
});

app.post('/tags', (req, res) => {
  res.status(201).set('Location', `${req.body.name}/tags`).json({});
});

app.get('/tags/:name', (req, res) => {
  res.status(302).set('Location', req.query.back).end(); // error: open-redirect
});

app.get('/assets/{*name}', (req, res) => {
  let file = path.normalize(path.join(ROOT, req.path));
  if (!file.startsWith(ROOT + path.sep)) {
    return res.sendStatus(403);
  }
  fs.stat(file, (error, stats) => {
    if (error) {
      file = path.join(ROOT, 'missing.html');
    } else if (stats.isDirectory()) {
      file = path.join(file, 'index.html');
    }
    fs.readFile(file, (failure, data) => res.type('txt').send(data));
  });
});

app.get('/search', (req, res) => {
  const { search, searchParams } = new URL(req.originalUrl, 'http://localhost');
  res.write(`<a href="/results${search}">results</a>`);
  res.write(`<p>${searchParams.get('q')}</p>`); // error: xss
  res.end();
});

app.get('/settings', (req, res) => {
  const settings = {};
  settings.group = String(req.query.group);
  _.set(settings, 'page.title', req.query.title);
  res.json(settings);
});

app.use((req, res) => {
  const missing = new NotFound(`there is no ${req.path}`);
  res.status(404).send(missing);
});

app.use((error, req, res, next) => {
  console.error('failed %s', req.query.id, error); // error: log-injection
  console.error('failed %j', req.query.id);
  res.status(500).send(new Error(`failed for ${req.query.id}`));
});
