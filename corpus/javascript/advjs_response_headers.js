const express = require('express');
const http = require('http');
const app = express();

app.get('/h1', (req, res) => {
  res.setHeader('X-Request-Name', req.query.name); // error: header-injection
  res.end();
});
app.get('/h2', (req, res) => {
  res.setHeader('X-Request-Name', encodeURIComponent(req.query.name));
  res.end();
});
app.get('/h3', (req, res) => {
  const name = req.query.name.replace(/[\r\n]/g, '');
  res.setHeader('X-Request-Name', name);
  res.end();
});
app.get('/h4', (req, res) => {
  const name = req.query.name.replace('\n', '');
  res.setHeader('X-Request-Name', name); // error: header-injection
  res.end();
});
app.get('/h5', (req, res) => {
  res.setHeader('Content-Disposition', `attachment; filename="${req.query.file}"`); // error: header-injection
  res.end();
});
app.get('/h6', (req, res) => {
  res.setHeader('X-Page', parseInt(req.query.page, 10));
  res.setHeader(req.query.header, 'on'); // error: header-injection
  res.end();
});
http.createServer((req, res) => {
  const params = new URL(req.url, 'http://localhost').searchParams;
  res.writeHead(200, { 'Set-Cookie': 'lang=' + params.get('lang') }); // error: header-injection
  res.end();
});
http.createServer((req, res) => {
  res.setHeader('X-Echo', req.headers['x-echo']);
  res.end();
});
