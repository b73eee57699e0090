const express = require('express');
const ReactDOMServer = require('react-dom/server');
const React = require('react');
const cheerio = require('cheerio');
const { JSDOM } = require('jsdom');
const createDOMPurify = require('dompurify');
const serialize = require('serialize-javascript');
const jsesc = require('jsesc');
const MarkdownIt = require('markdown-it');
const showdown = require('showdown');
const hljs = require('highlight.js');
const common = require('common-tags');
const htmlTag = require('html-template-tag').default;
const app = express();
const purify = createDOMPurify(new JSDOM('').window);
const md = new MarkdownIt();
const mdHtml = new MarkdownIt({ html: true, linkify: true });

const layout = (title, body) => `<!doctype html><html><head><title>${title}</title></head><body>${body}</body></html>`;
const esc = (s) => String(s).replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }[c]));
const li = (items) => items.map((i) => '<li>' + i + '</li>').join('');

app.get('/1', (req, res) => res.send(layout('Home', '<h1>' + esc(req.query.q) + '</h1>')));
app.get('/2', (req, res) => res.send(layout(req.query.title, '<h1>x</h1>'))); // error: xss
app.get('/3', (req, res) => res.send(layout('List', '<ul>' + li([].concat(req.query.tag)) + '</ul>'))); // error: xss
app.get('/4', (req, res) => res.send(layout('List', '<ul>' + li([].concat(req.query.tag).map(esc)) + '</ul>')));
app.get('/5', (req, res) => {
  const el = React.createElement('p', null, req.query.q);
  res.send(ReactDOMServer.renderToString(el));
});
app.get('/6', (req, res) => {
  const el = React.createElement('p', { dangerouslySetInnerHTML: { __html: req.query.q } }); // error: xss
  res.send(ReactDOMServer.renderToString(el));
});
app.get('/7', (req, res) => res.send(layout('State', `<script>window.__STATE__ = ${serialize({ q: req.query.q })}</script>`)));
app.get('/8', (req, res) => res.send(layout('State', `<script>window.__STATE__ = ${JSON.stringify({ q: req.query.q })}</script>`))); // error: xss
app.get('/9', (req, res) => res.send(layout('State', `<script>window.__STATE__ = ${JSON.stringify({ q: req.query.q }).replace(/</g, '\\u003c')}</script>`)));
app.get('/10', (req, res) => {
  const $ = cheerio.load('<p></p>');
  $('p').text(req.query.q);
  res.send($.html());
});
app.get('/11', (req, res) => {
  const $ = cheerio.load('<p></p>');
  $('p').html(req.query.q); // error: xss
  res.send($.html());
});
app.get('/12', (req, res) => res.send(purify.sanitize(req.query.q)));
app.get('/13', (req, res) => res.send(md.render(req.query.q)));
app.get('/14', (req, res) => res.send(mdHtml.render(req.query.q))); // error: xss
app.get('/15', (req, res) => res.send(new showdown.Converter().makeHtml(req.query.q))); // error: xss
app.get('/16', (req, res) => res.send('<pre>' + hljs.highlight(req.query.q, { language: 'js' }).value + '</pre>'));
app.get('/17', (req, res) => res.send(htmlTag`<p>${req.query.q}</p>`));
app.get('/18', (req, res) => res.send(common.html`<p>${req.query.q}</p>`)); // error: xss
app.get('/19', (req, res) => {
  const rows = [];
  for (const [k, v] of Object.entries(req.query)) rows.push(`<tr><td>${esc(k)}</td><td>${v}</td></tr>`);
  res.send(`<table>${rows.join('')}</table>`); // error: xss
});
app.get('/20', (req, res) => {
  const rows = [];
  for (const k in req.query) rows.push(`<tr><td>${esc(k)}</td><td>${esc(req.query[k])}</td></tr>`);
  res.send(`<table>${rows.join('')}</table>`);
});
app.get('/21', (req, res) => {
  let html = '<select>';
  ['a', 'b'].forEach((o) => { html += `<option ${o === req.query.sel ? 'selected' : ''}>${o}</option>`; });
  res.send(html + '</select>');
});
app.get('/22', (req, res) => {
  const parts = { head: '<h1>Hi</h1>', body: req.query.body };
  res.send(Object.values(parts).join('')); // error: xss
});
app.get('/23', (req, res) => {
  const name = req.query.name;
  if (name && name.length < 100) {
    res.send(name.toUpperCase()); // error: xss
  } else {
    res.send('none');
  }
});
app.get('/24', (req, res) => res.send(`<input value='${req.query.v.replace(/</g, '&lt;').replace(/>/g, '&gt;')}'>`)); // error: xss
app.get('/25', (req, res) => res.send(`<a href="/u/${encodeURIComponent(req.query.u)}">x</a>`));
app.get('/26', (req, res) => res.send(`<img src="data:image/png;base64,${Buffer.from(req.query.i).toString('base64')}">`));
app.get('/27', (req, res) => res.send(`<p>${parseFloat(req.query.x).toFixed(2)}</p>`));
app.get('/28', (req, res) => res.send(`<p>${new Date(req.query.d).toISOString()}</p>`));
app.get('/29', (req, res) => res.send(`<p>${req.query.d ? 'yes' : 'no'}</p>`));
app.get('/30', (req, res) => res.end('<p>' + unescape(encodeURIComponent(req.query.q)) + '</p>')); // error: xss
