const express = require('express');
const ejs = require('ejs');
const pug = require('pug');
const Handlebars = require('handlebars');
const nunjucks = require('nunjucks');
const _ = require('lodash');
const app = express();
app.set('view engine', 'ejs');
const greeting = Handlebars.compile('<p>{{name}}</p>');
const rawGreeting = Handlebars.compile('<p>{{{name}}}</p>');

app.get('/1', (req, res) => {
  res.send(ejs.render('<p>Hi <%= name %></p>', { name: req.query.name }));
});
app.get('/2', (req, res) => {
  res.send(ejs.render('<p>Hi ' + req.query.name + '</p>')); // error: template-injection
});
app.get('/3', (req, res) => {
  res.send(pug.compile('p= name')({ name: req.query.name }));
});
app.get('/4', (req, res) => {
  const html = pug.render(req.body.template, {}); // error: template-injection
  res.send(html);
});
app.get('/5', (req, res) => {
  res.send(greeting({ name: req.query.name }));
});
app.get('/6', (req, res) => {
  res.send(rawGreeting({ name: req.query.name })); // error: xss
});
app.get('/7', (req, res) => {
  const render = Handlebars.compile(req.body.layout); // error: template-injection
  res.send(render({}));
});
app.get('/8', (req, res) => {
  res.send(nunjucks.renderString('Hello {{ user }}', { user: req.query.user }));
});
app.get('/9', (req, res) => {
  res.send(nunjucks.renderString(`Hello ${req.query.user}`, {})); // error: template-injection
});
app.get('/10', (req, res) => {
  res.render('profile', { name: req.query.name });
});
app.get('/11', (req, res) => {
  const compiled = _.template(req.query.tpl); // error: template-injection
  res.send(compiled({}));
});
app.get('/12', (req, res) => {
  const compiled = _.template('<b><%- name %></b>');
  res.send(compiled({ name: req.query.name }));
});
app.get('/13', (req, res) => {
  res.send(ejs.render('<p>Hi <%- name %></p>', { name: req.query.name })); // error: xss
});
