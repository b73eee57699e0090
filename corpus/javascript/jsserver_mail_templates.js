import express from 'express';
import ejs from 'ejs';
import Handlebars from 'handlebars';
import pug from 'pug';
import nunjucks from 'nunjucks';
import mustache from 'mustache';
import { Eta } from 'eta';
import _ from 'lodash';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mailer, campaigns } from './services.js';

const app = express();
app.use(express.json());

const VIEWS = new URL('./views/', import.meta.url).pathname;
const env = nunjucks.configure(VIEWS, { autoescape: true });
const eta = new Eta({ views: VIEWS });
const receipt = Handlebars.compile('<p>Dear {{name}}, you paid {{amount}}.</p>');
const SUBJECTS = {
  welcome: 'Welcome, <%= name %>',
  reminder: 'Do not forget, <%= name %>',
};

async function fromDisk(name, data) {
  const source = await readFile(join(VIEWS, 'receipt.ejs'), 'utf8');
  return ejs.render(source, { name, data });
}

app.post('/preview/ejs', (req, res) => {
  const html = ejs.render(req.body.template, { name: 'Preview' }); // error: template-injection
  res.json({ html });
});

app.post('/preview/subject', (req, res) => {
  const subject = SUBJECTS[req.body.kind] || SUBJECTS.welcome;
  res.json({ subject: ejs.render(subject, { name: req.body.name }) });
});

app.post('/preview/receipt', (req, res) => {
  res.send(receipt({ name: req.body.name, amount: req.body.amount }));
});

app.post('/preview/handlebars', (req, res) => {
  const compiled = Handlebars.compile('<h1>' + req.body.heading + '</h1><p>{{body}}</p>'); // error: template-injection
  res.json({ html: compiled({ body: req.body.body }) });
});

app.get('/greeting', (req, res) => {
  res.type('text').send(env.renderString('Hello {{ name }}', { name: req.query.name }));
});

app.get('/greeting/custom', (req, res) => {
  const line = `Hello {{ name }}, ${req.query.suffix}`;
  res.type('text').send(env.renderString(line, { name: 'you' })); // error: template-injection
});

app.get('/badge', (req, res) => {
  const markup = pug.render(`span.badge ${req.query.label}`); // error: template-injection
  res.json({ markup });
});

app.get('/badge/safe', (req, res) => {
  const markup = pug.render('span.badge= label', { label: req.query.label });
  res.json({ markup });
});

app.post('/campaigns/:id/test', async (req, res) => {
  const campaign = await campaigns.load(Number(req.params.id));
  const footer = _.template(req.body.footer); // error: template-injection
  const body = mustache.render('Hi {{name}}', { name: req.body.name });
  await mailer.deliver(campaign, body + footer({ year: 2024 }));
  res.sendStatus(202);
});

app.post('/snippets', async (req, res) => {
  res.json({
    text: eta.renderString(req.body.snippet, { user: req.body.user }), // error: template-injection
    html: await fromDisk(req.body.user, { total: Number(req.body.total) }),
  });
});

app.get('/page/:view', (req, res) => {
  res.render(req.params.view, { title: 'Page' }); // error: path-traversal
});

app.get('/profile', (req, res) => {
  res.locals.theme = req.query.theme;
  res.render('profile', { name: req.query.name, bio: req.query.bio });
});

Handlebars.registerHelper('stars', (count) => new Handlebars.SafeString('★'.repeat(Number(count))));

export default app;
