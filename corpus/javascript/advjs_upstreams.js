const express = require('express');
const axios = require('axios');
const got = require('got');
const fetch = require('node-fetch');
const https = require('https');
const app = express();
const API = 'https://api.example.com';
const ALLOWED_HOSTS = ['images.example.com', 'cdn.example.com'];

app.get('/a', async (req, res) => {
  const reply = await axios.get(req.query.url); // error: ssrf
  res.json(reply.data);
});
app.get('/b', async (req, res) => {
  const reply = await axios.get(`${API}/users/${encodeURIComponent(req.query.id)}`);
  res.json(reply.data);
});
app.get('/c', async (req, res) => {
  const reply = await axios.get(`${API}/search`, { params: { q: req.query.q } });
  res.json(reply.data);
});
app.get('/d', async (req, res) => {
  const url = new URL(req.query.url);
  if (!ALLOWED_HOSTS.includes(url.hostname)) return res.sendStatus(403);
  const reply = await fetch(url);
  res.json(await reply.json());
});
app.get('/e', async (req, res) => {
  if (!req.query.url.startsWith('https://images.example.com')) return res.sendStatus(403);
  const reply = await fetch(req.query.url); // error: ssrf
  res.json(await reply.json());
});
app.get('/f', async (req, res) => {
  if (!req.query.url.startsWith('https://images.example.com/')) return res.sendStatus(403);
  const reply = await fetch(req.query.url);
  res.json(await reply.json());
});
app.get('/g', async (req, res) => {
  const reply = await got(`https://${req.query.region}.example.com/status`); // error: ssrf
  res.json(JSON.parse(reply.body));
});
app.get('/h', (req, res) => {
  https.get({ host: req.query.host, path: '/status' }, (r) => r.pipe(res)); // error: ssrf
});
app.get('/i', (req, res) => {
  https.get({ host: 'api.example.com', path: '/status?x=' + encodeURIComponent(req.query.x) }, (r) => r.pipe(res));
});
app.get('/j', async (req, res) => {
  if (req.query.url.indexOf('example.com') === -1) return res.sendStatus(403);
  res.json((await axios({ method: 'get', url: req.query.url })).data); // error: ssrf
});
app.get('/k', async (req, res) => {
  const target = { eu: 'https://eu.example.com', us: 'https://us.example.com' }[req.query.region];
  if (!target) return res.sendStatus(404);
  res.json((await axios.post(target, req.body)).data);
});
app.get('/l', async (req, res) => {
  const client = axios.create({ baseURL: req.query.base }); // error: ssrf
  res.json((await client.get('/status')).data);
});
app.get('/m', async (req, res) => {
  const u = new URL('/avatar', API);
  u.searchParams.set('user', req.query.user);
  res.json((await axios.get(u.href)).data);
});
app.get('/n', async (req, res) => {
  const host = new URL(req.query.url).hostname;
  if (host.endsWith('example.com')) {
    res.json((await axios.get(req.query.url)).data); // error: ssrf
  }
});
