const express = require('express');
const axios = require('axios');
const got = require('got');
const fetch = require('node-fetch');
const superagent = require('superagent');
const request = require('request');
const { request: undiciRequest } = require('undici');

const app = express();
app.use(express.json());

const ALLOWED_HOSTS = new Set(['images.example.com', 'cdn.example.com']);
const API = 'https://api.weather.example/v1';
const REGIONS = { eu: 'https://eu.data.example', us: 'https://us.data.example' };
const crm = axios.create({ baseURL: 'https://crm.example.com/api', timeout: 5000 });

async function fetchTitle(url) {
  const response = await axios.get(url, { maxRedirects: 2 }); // error: ssrf
  const match = /<title>([^<]*)<\/title>/.exec(response.data);
  return match ? match[1] : null;
}

function assertAllowed(address) {
  const parsed = new URL(address);
  if (parsed.protocol !== 'https:' || !ALLOWED_HOSTS.has(parsed.hostname)) {
    throw new Error('host not allowed');
  }
  return parsed;
}

app.post('/preview', async (req, res) => {
  const title = await fetchTitle(req.body.url);
  res.json({ title });
});

app.get('/weather', async (req, res) => {
  const city = req.query.city;
  const current = await axios.get(`${API}/current?city=${encodeURIComponent(city)}`);
  const forecast = await fetch(API + '/forecast/' + city);
  const history = await axios.get(API + '/history', { params: { city } });
  res.json({ current: current.data, forecast: await forecast.json(), history: history.data });
});

app.get('/image', async (req, res) => {
  const source = req.query.src;
  const upstream = await fetch(source); // error: ssrf
  res.type('png');
  upstream.body.pipe(res);
});

app.get('/image/checked', async (req, res) => {
  const target = assertAllowed(req.query.src);
  const upstream = await fetch(target);
  upstream.body.pipe(res);
});

app.get('/image/inline-check', async (req, res) => {
  const parsed = new URL(req.query.src);
  if (!ALLOWED_HOSTS.has(parsed.hostname)) {
    return res.status(400).json({ message: 'host not allowed' });
  }
  const upstream = await got(parsed.href);
  res.send(Buffer.from(upstream.rawBody));
});

app.post('/webhooks/test', async (req, res) => {
  const { endpoint, payload } = req.body;
  await axios.post(endpoint, payload); // error: ssrf
  await axios({ method: 'post', url: endpoint, data: payload }); // error: ssrf
  await superagent.post(endpoint).send(payload); // error: ssrf
  await got.post(endpoint, { json: payload }); // error: ssrf
  await undiciRequest(endpoint, { method: 'POST' }); // error: ssrf
  await axios.post('https://hooks.example.com/incoming', { endpoint, payload });
  request.get({ url: endpoint, json: true }, (err, response, body) => { // error: ssrf
    res.json({ ok: !err });
  });
});

app.get('/region/:region/report', async (req, res) => {
  const base = REGIONS[req.params.region];
  if (!base) return res.sendStatus(404);
  const report = await axios.get(`${base}/reports/${encodeURIComponent(req.query.name)}`);
  res.json(report.data);
});

app.get('/tenant/report', async (req, res) => {
  const tenant = req.query.tenant;
  const direct = await axios.get(`https://${tenant}.internal.example/report`); // error: ssrf
  if (!/^[a-z0-9]{3,20}$/.test(tenant)) {
    return res.sendStatus(400);
  }
  const checked = await axios.get(`https://${tenant}.internal.example/report`);
  res.json({ direct: direct.data, checked: checked.data });
});

app.get('/crm/contacts/:id', async (req, res) => {
  const contact = await crm.get(`/contacts/${req.params.id}`);
  const raw = await crm.get(req.query.path); // error: ssrf
  const port = Number(req.query.port);
  const health = await fetch(`http://localhost:${port}/health`);
  res.json({ contact: contact.data, raw: raw.data, health: health.ok });
});

app.get('/page', async (req, res) => {
  const page = await axios.get('https://cms.example.com/pages/home');
  res.send(page.data.html); // error: xss
});

app.listen(8080);
