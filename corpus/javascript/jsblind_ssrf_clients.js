const express = require('express');
const axios = require('axios');
const got = require('got');
const fetch = require('node-fetch');
const superagent = require('superagent');
const needle = require('needle');
const request = require('request');
const undici = require('undici');
const http = require('http');
const https = require('https');
const net = require('net');
const dns = require('dns');
const puppeteer = require('puppeteer');
const { chromium } = require('playwright');

const app = express();
app.use(express.json());
const api = axios.create({ baseURL: 'https://api.example.com' });
const HOSTS = new Set(['a.example.com', 'b.example.com']);

app.get('/1', async (req, res) => res.json((await axios.get(req.query.url)).data)); // error: ssrf
app.get('/2', async (req, res) => res.json((await axios({ method: 'get', url: req.query.url })).data)); // error: ssrf
app.get('/3', async (req, res) => res.json((await api.get('/users', { params: { q: req.query.q } })).data));
app.get('/4', async (req, res) => res.json(await got(req.query.url).json())); // error: ssrf
app.get('/5', async (req, res) => res.json(await got.post('https://api.example.com/x', { json: { q: req.query.q } }).json()));
app.get('/6', async (req, res) => { const r = await fetch('https://' + req.query.host + '/status'); res.json(await r.json()); }); // error: ssrf
app.get('/7', async (req, res) => { const r = await fetch(`https://api.example.com/u/${req.query.id}`); res.json(await r.json()); });
app.get('/8', (req, res) => superagent.get(req.query.url).end((e, r) => res.json(r.body))); // error: ssrf
app.get('/9', (req, res) => superagent.post('https://api.example.com').send({ u: req.query.url }).then((r) => res.json(r.body)));
app.get('/10', (req, res) => needle.get(req.query.url, (e, r) => res.json(r.body))); // error: ssrf
app.get('/11', (req, res) => needle('get', req.query.url).then((r) => res.json(r.body))); // error: ssrf
app.get('/12', (req, res) => request(req.query.url).pipe(res.type('bin'))); // error: ssrf
app.get('/13', (req, res) => request({ uri: req.query.url, json: true }, (e, r, body) => res.json(body))); // error: ssrf
app.get('/14', async (req, res) => { const { body } = await undici.request(req.query.url); body.pipe(res.type('bin')); }); // error: ssrf
app.get('/15', (req, res) => http.get(req.query.url, (r) => r.pipe(res.type('bin')))); // error: ssrf
app.get('/16', (req, res) => https.request({ hostname: req.query.host, path: '/' }, (r) => r.pipe(res.type('bin'))).end()); // error: ssrf
app.get('/17', (req, res) => https.request({ hostname: 'api.example.com', path: '/q?x=' + encodeURIComponent(req.query.x) }, (r) => r.pipe(res.type('bin'))).end());
app.get('/18', (req, res) => { const s = net.connect({ host: req.query.host, port: 80 }); s.pipe(res.type('bin')); }); // error: ssrf
app.get('/19', async (req, res) => {
  const u = new URL(req.query.url);
  if (!HOSTS.has(u.hostname)) return res.sendStatus(400);
  const r = await fetch(u);
  res.json(await r.json());
});
app.get('/20', async (req, res) => {
  const u = new URL(req.query.url);
  if (u.protocol !== 'https:') return res.sendStatus(400);
  const r = await fetch(u.href); // error: ssrf
  res.json(await r.json());
});
app.get('/21', async (req, res) => {
  const browser = await puppeteer.launch();
  const page = await browser.newPage();
  await page.goto(req.query.url); // error: ssrf
  await page.setContent('<p>fixed</p>');
  res.type('png').send(await page.screenshot());
});
app.get('/22', async (req, res) => {
  const browser = await chromium.launch();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto('https://example.com/?q=' + req.query.q);
  await page.goto(req.query.url); // error: ssrf
  res.type('pdf').send(await page.pdf());
});
app.get('/23', async (req, res) => {
  if (!req.query.url.startsWith('https://api.example.com/')) return res.sendStatus(400);
  res.json((await axios.get(req.query.url)).data);
});
app.get('/24', async (req, res) => {
  const url = new URL('/search', 'https://api.example.com');
  url.searchParams.set('q', req.query.q);
  res.json((await axios.get(url.toString())).data);
});
app.get('/25', async (req, res) => {
  const url = new URL(req.query.path, 'https://api.example.com');
  res.json((await axios.get(url.toString())).data); // error: ssrf
});
app.get('/26', async (req, res) => {
  const page = { p1: 'https://a.example.com', p2: 'https://b.example.com' }[req.query.p];
  if (!page) return res.sendStatus(404);
  res.json((await axios.get(page)).data);
});
app.get('/27', async (req, res) => {
  const r = await api.request({ url: req.query.url, method: 'get' }); // error: ssrf
  res.json(r.data);
});
