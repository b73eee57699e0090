const express = require('express');
const _ = require('lodash');
const Joi = require('joi');
const yup = require('yup');
const jwt = require('jsonwebtoken');
const moment = require('moment');
const { format, parseISO } = require('date-fns');
const { v4: uuid, validate: isUuid } = require('uuid');
const { nanoid } = require('nanoid');
const qs = require('qs');
const ldap = require('ldapjs');
const ldapEscape = require('ldap-escape');
const xpath = require('xpath');
const { DOMParser } = require('@xmldom/xmldom');
const Redis = require('ioredis');
const { Client } = require('@elastic/elasticsearch');
const createDOMPurify = require('dompurify');
const { JSDOM } = require('jsdom');
const { escape: escapeMarkup } = require('html-escaper');
const knex = require('knex')({ client: 'mysql2' });

const app = express();
const purify = createDOMPurify(new JSDOM('').window);
const cache = new Redis();
const elastic = new Client({ node: 'http://localhost:9200' });
const people = require('fs').readFileSync('./people.xml', 'utf8');

const listQuery = Joi.object({
  limit: Joi.number().integer().max(200).default(20),
  order: Joi.string().valid('name', 'joined').default('name'),
  note: Joi.string(),
});

const badge = yup.object({ size: yup.number().required(), label: yup.string() });

function authenticate(req, res, next) {
  const header = req.get('authorization') || '';
  try {
    req.claims = jwt.verify(header.replace('Bearer ', ''), process.env.JWT_KEY);
    next();
  } catch {
    res.sendStatus(401);
  }
}

app.use(express.json());

app.get('/people', async (req, res) => {
  const filters = _.pick(req.query, ['name', 'city']);
  const options = _.defaults({}, req.query, { sort: 'name' });
  const city = _.get(req.query, 'city', 'Berlin');
  const safe = await knex('people').where(filters).orderBy('name');
  const built = await knex.raw(`SELECT * FROM people WHERE city = '${city}'`); // error: sql-injection
  const sorted = await knex.raw('SELECT * FROM people ORDER BY ' + options.sort); // error: sql-injection
  const counted = await knex.raw(`SELECT * FROM people LIMIT ${_.toInteger(req.query.limit)}`);
  res.json({ safe, built, sorted, counted });
});

app.get('/people/list', async (req, res) => {
  const { limit, order, note } = await listQuery.validateAsync(req.query);
  const rows = await knex.raw(`SELECT * FROM people ORDER BY ${order} LIMIT ${limit}`);
  const noted = await knex.raw(`SELECT * FROM people WHERE note = '${note}'`); // error: sql-injection
  res.json({ rows, noted });
});

app.get('/people/since', async (req, res) => {
  const day = moment(req.query.since).format('YYYY-MM-DD');
  const until = format(parseISO(req.query.until), 'yyyy-MM-dd');
  const rows = await knex.raw(`SELECT * FROM people WHERE joined BETWEEN '${day}' AND '${until}'`);
  const custom = moment().format(req.query.format);
  res.send(`<p>${rows.length} people, ${custom}</p>`); // error: xss
});

app.get('/people/:id', async (req, res) => {
  const { id } = req.params;
  if (!isUuid(id)) {
    return res.sendStatus(400);
  }
  const rows = await knex.raw(`SELECT * FROM people WHERE id = '${id}'`);
  res.json(rows);
});

app.post('/people', authenticate, async (req, res) => {
  const id = uuid();
  const code = nanoid(8);
  await knex.raw(`INSERT INTO people (id, code) VALUES ('${id}', '${code}')`);
  await knex.raw(`INSERT INTO audit (actor) VALUES ('${req.claims.sub}')`);
  const unverified = jwt.decode(req.body.token);
  await knex.raw(`INSERT INTO audit (actor) VALUES ('${unverified.sub}')`); // error: sql-injection
  res.send(`<p>Created ${id}</p>`);
});

app.get('/directory', (req, res) => {
  const client = ldap.createClient({ url: 'ldap://directory.example' });
  const name = req.query.name;
  const filter = new ldap.EqualityFilter({ attribute: 'cn', value: name });
  client.search('ou=people,dc=example', { filter, scope: 'sub' }, (err, result) => {
    result.on('end', () => res.end());
  });
  client.search('ou=people,dc=example', { filter: ldapEscape.filter`(cn=${name})` }, () => {});
  cache.get('banner', (err, banner) => {
    res.send('<p>' + banner + '</p>'); // error: xss
  });
});

app.get('/badge', async (req, res) => {
  const { size, label } = await badge.validate(req.query);
  const escaped = escapeMarkup(label);
  res.send(`<b style="font-size:${size}px" title="${escaped}">${escaped}</b>`);
});

app.get('/badge/raw', async (req, res) => {
  const { label } = await badge.validate(req.query);
  res.send(`<b>${_.capitalize(label)}</b>`); // error: xss
});

app.get('/bio', (req, res) => {
  const bio = req.query.bio;
  res.write(purify.sanitize(bio));
  res.write(_.escape(bio));
  res.write(_.unescape(_.escape(bio))); // error: xss
  res.write(_.template('<p><%- bio %></p>')({ bio: 'x' }));
  res.end(`<a href="/search?${qs.stringify({ q: bio })}">search</a>`);
});

app.get('/script', async (req, res) => {
  const value = await cache.eval(req.query.lua, 0); // error: code-injection
  const found = await elastic.search({ index: 'people', query: { match: { name: req.query.name } } });
  const compiled = _.template(req.query.template); // error: template-injection
  res.json({ value, found, text: compiled({}) });
});

app.get('/xml', (req, res) => {
  const document = new DOMParser().parseFromString(people, 'text/xml');
  const all = xpath.select('//person', document);
  res.json({ all: all.length });
});

app.listen(3000);
