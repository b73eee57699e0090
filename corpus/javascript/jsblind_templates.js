const express = require('express');
const ejs = require('ejs');
const Handlebars = require('handlebars');
const pug = require('pug');
const nunjucks = require('nunjucks');
const Mustache = require('mustache');
const doT = require('dot');
const { Eta } = require('eta');
const _ = require('lodash');
const Sqrl = require('squirrelly');
const { Liquid } = require('liquidjs');
const { marked } = require('marked');
const DOMPurify = require('isomorphic-dompurify');
const he = require('he');
const escapeHtml = require('escape-html');
const xss = require('xss');
const sanitizeHtml = require('sanitize-html');

const app = express();
app.use(express.urlencoded({ extended: false }));
const env = nunjucks.configure('views', { autoescape: true, express: app });
const eta = new Eta({ views: './views' });
const card = Handlebars.compile('<p>{{name}}</p>');
const rawCard = Handlebars.compile('<p>{{{name}}}</p>');

app.post('/1', (req, res) => res.send(ejs.render(req.body.tpl, { a: 1 }))); // error: template-injection
app.post('/2', (req, res) => res.send(ejs.render('<p><%= name %></p>', { name: req.body.name })));
app.post('/3', (req, res) => res.send(ejs.render('<p><%- name %></p>', { name: req.body.name }))); // error: xss
app.post('/4', (req, res) => res.send(card({ name: req.body.name })));
app.post('/5', (req, res) => res.send(rawCard({ name: req.body.name }))); // error: xss
app.post('/6', (req, res) => res.send(Handlebars.compile(req.body.tpl)({}))); // error: template-injection
app.post('/7', (req, res) => res.send(pug.render(req.body.tpl))); // error: template-injection
app.post('/8', (req, res) => res.send(pug.render('p= name', { name: req.body.name })));
app.post('/9', (req, res) => res.send(nunjucks.renderString(req.body.tpl, {}))); // error: template-injection
app.post('/10', (req, res) => res.send(env.renderString('<b>{{ n }}</b>', { n: req.body.n })));
app.post('/11', (req, res) => res.send(Mustache.render('<b>{{n}}</b>', { n: req.body.n })));
app.post('/12', (req, res) => res.send(Mustache.render('<b>{{{n}}}</b>', { n: req.body.n }))); // error: xss
app.post('/13', (req, res) => res.send(doT.template(req.body.tpl)({}))); // error: template-injection
app.post('/14', (req, res) => res.send(eta.renderString(req.body.tpl, {}))); // error: template-injection
app.post('/15', (req, res) => res.send(eta.renderString('<i><%= it.n %></i>', { n: req.body.n })));
app.post('/16', (req, res) => res.send(_.template(req.body.tpl)({}))); // error: template-injection
app.post('/17', (req, res) => res.send(_.template('<p><%- n %></p>')({ n: req.body.n })));
app.post('/18', (req, res) => res.send(_.template('<p><%= n %></p>')({ n: req.body.n }))); // error: xss
app.post('/19', (req, res) => res.send(Sqrl.render(req.body.tpl, {}))); // error: template-injection
app.post('/20', async (req, res) => res.send(await new Liquid().parseAndRender(req.body.tpl, {}))); // error: template-injection
app.post('/21', (req, res) => res.send(marked.parse(req.body.md))); // error: xss
app.post('/22', (req, res) => res.send(DOMPurify.sanitize(marked.parse(req.body.md))));
app.post('/23', (req, res) => res.send('<p>' + he.encode(req.body.n) + '</p>'));
app.post('/24', (req, res) => res.send('<p>' + he.decode(req.body.n) + '</p>')); // error: xss
app.post('/25', (req, res) => res.send(`<p>${escapeHtml(req.body.n)}</p>`));
app.post('/26', (req, res) => res.send(`<script>var n = ${escapeHtml(req.body.n)}</script>`)); // error: xss
app.post('/27', (req, res) => res.send(`<p>${xss(req.body.n)}</p>`));
app.post('/28', (req, res) => res.send(`<p>${sanitizeHtml(req.body.n)}</p>`));
app.post('/29', (req, res) => res.send(`<p>${_.escape(req.body.n)}</p>`));
app.post('/30', (req, res) => res.send(`<a href="${_.escape(req.body.link)}">x</a>`)); // error: xss
app.post('/31', (req, res) => res.send(new nunjucks.Environment(null, { autoescape: false }).renderString('<b>{{ n }}</b>', { n: req.body.n }))); // error: xss
app.post('/32', (req, res) => res.send(`<script>var n = ${JSON.stringify(req.body.n)}</script>`)); // error: xss
app.post('/33', (req, res) => res.send(Handlebars.escapeExpression(req.body.n)));
app.post('/34', (req, res) => res.send(new Handlebars.SafeString(req.body.n).toString())); // error: xss
