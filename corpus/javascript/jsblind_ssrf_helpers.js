const express = require('express');
const got = require('got');
const axios = require('axios');
const request = require('request');
const superagent = require('superagent');
const Parser = require('rss-parser');
const ogs = require('open-graph-scraper');
const { getLinkPreview } = require('link-preview-js');
const soap = require('soap');
const { GraphQLClient, request: gqlRequest } = require('graphql-request');
const download = require('download');
const puppeteer = require('puppeteer');
const { JSDOM } = require('jsdom');
const nodemailer = require('nodemailer');
const ws = require('ws');
const net = require('net');
const tls = require('tls');
const mongoose = require('mongoose');
const app = express();
app.use(express.json());
const api = got.extend({ prefixUrl: 'https://api.example.com' });
const rq = request.defaults({ baseUrl: 'https://api.example.com' });

app.post('/1', async (req, res) => res.json(await api.get('users', { searchParams: { q: req.body.q } }).json()));
app.post('/2', async (req, res) => res.json((await axios.create({ baseURL: req.body.base }).get('/x')).data)); // error: ssrf
app.post('/3', (req, res) => rq.get('/users/' + encodeURIComponent(req.body.id), (e, r, b) => res.json(b)));
app.post('/4', async (req, res) => res.json((await superagent.agent().get(req.body.url)).body)); // error: ssrf
app.post('/5', async (req, res) => res.json(await new Parser().parseURL(req.body.feed))); // error: ssrf
app.post('/6', async (req, res) => res.json(await ogs({ url: req.body.url }))); // error: ssrf
app.post('/7', async (req, res) => res.json(await getLinkPreview(req.body.url))); // error: ssrf
app.post('/8', async (req, res) => { await soap.createClientAsync(req.body.wsdl); res.end(); }); // error: ssrf
app.post('/9', async (req, res) => res.json(await new GraphQLClient(req.body.url).request('{ a }'))); // error: ssrf
app.post('/10', async (req, res) => res.json(await gqlRequest('https://api.example.com/graphql', '{ a }', { v: req.body.v })));
app.post('/11', async (req, res) => { await download(req.body.url, '/tmp'); res.end(); }); // error: ssrf
app.post('/12', async (req, res) => { const dom = await JSDOM.fromURL(req.body.url); res.json(dom.window.document.title); }); // error: ssrf
app.post('/13', async (req, res) => { new ws(req.body.url); res.end(); }); // error: ssrf
app.post('/14', async (req, res) => { tls.connect(443, req.body.host); res.end(); }); // error: ssrf
app.post('/15', async (req, res) => { net.createConnection(Number(req.body.port), 'localhost'); res.end(); });
app.post('/16', async (req, res) => {
  const r = await fetch(new Request(req.body.url, { method: 'POST' })); // error: ssrf
  res.json(await r.json());
});
app.post('/17', async (req, res) => {
  const r = await fetch(new Request('https://api.example.com', { method: 'POST', body: JSON.stringify(req.body) }));
  res.json(await r.json());
});
app.post('/18', async (req, res) => {
  const opts = { method: 'GET', url: req.body.url };
  const r = await axios(opts); // error: ssrf
  res.json(r.data);
});
app.post('/19', async (req, res) => {
  const { protocol, host } = new URL(req.body.url);
  const r = await axios.get(`${protocol}//${host}/robots.txt`); // error: ssrf
  res.json(r.data);
});
app.post('/20', async (req, res) => {
  const port = [80, 443].find((p) => p === Number(req.body.port)) ?? 80;
  const r = await axios.get(`http://backend:${port}/x`);
  res.json(r.data);
});
