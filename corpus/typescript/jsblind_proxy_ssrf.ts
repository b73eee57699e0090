import express, { type Request, type Response } from 'express';
import axios, { AxiosInstance } from 'axios';
import got from 'got';
import ky from 'ky';
import { createProxyMiddleware } from 'http-proxy-middleware';
import httpProxy from 'http-proxy';
import * as http from 'http';
import https from 'node:https';
import { request as undiciRequest, fetch as ufetch, Agent } from 'undici';
import dns from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import isUrl from 'is-url';
import psl from 'psl';

const app = express();
app.use(express.json());
const SERVICES: Record<string, string> = { users: 'http://users.internal', orders: 'http://orders.internal' };
enum Region { EU = 'eu', US = 'us' }

class ApiClient {
  private readonly http: AxiosInstance;
  constructor(baseURL: string) {
    this.http = axios.create({ baseURL, timeout: 1000 });
  }
  get(path: string) {
    return this.http.get(path);
  }
  fetchUrl(url: string) {
    return axios.request({ url }); // error: ssrf
  }
}
const client = new ApiClient('https://api.example.com/v1/');
app.get('/1', async (req, res) => res.json((await client.get('/users/' + encodeURIComponent(String(req.query.id)))).data));
app.get('/2', async (req, res) => res.json((await client.fetchUrl(req.query.url as string)).data));
app.get('/3', async (req, res) => {
  const base = SERVICES[req.params.service];
  if (!base) return res.sendStatus(404);
  res.json(await ky.get(`${base}/items`).json());
});
app.get('/4', async (req, res) => res.json(await ky(String(req.query.u)).json())); // error: ssrf
app.get('/5', async (req, res) => {
  const region = Object.values(Region).find((r) => r === req.query.region) ?? Region.EU;
  res.json(await got(`https://${region}.example.com/status`).json());
});
app.get('/6', async (req, res) => {
  const r = await ufetch(`https://${req.query.region}.example.com/status`); // error: ssrf
  res.json(await r.json());
});
app.get('/7', async (req, res) => {
  const target = new URL(String(req.query.url));
  const { address } = await dns.lookup(target.hostname);
  if (ipaddr.parse(address).range() !== 'unicast') return res.sendStatus(400);
  const r = await fetch(target); // error: ssrf
  res.json(await r.json());
});
app.get('/8', async (req, res) => {
  const target = new URL(String(req.query.url));
  if (target.protocol !== 'https:' || target.hostname !== 'cdn.example.com') return res.sendStatus(400);
  const r = await fetch(target.toString());
  res.type('bin').send(Buffer.from(await r.arrayBuffer()));
});
app.get('/9', async (req, res) => {
  const target = new URL(String(req.query.url));
  if (!target.hostname.endsWith('.example.com')) return res.sendStatus(400);
  const r = await fetch(target);
  res.json(await r.json());
});
app.get('/10', async (req, res) => {
  const target = new URL(String(req.query.url));
  if (!target.hostname.includes('example.com')) return res.sendStatus(400);
  const r = await fetch(target); // error: ssrf
  res.json(await r.json());
});
app.get('/11', (req, res) => {
  const options: http.RequestOptions = { host: 'backend', port: 8080, path: req.url, method: req.method };
  req.pipe(http.request(options, (r) => r.pipe(res.type('bin'))));
});
app.get('/12', (req, res) => {
  const options: https.RequestOptions = { host: req.headers['x-backend'] as string, path: '/' };
  https.get(options, (r) => r.pipe(res.type('bin'))); // error: ssrf
});
app.use('/api', createProxyMiddleware({ target: 'http://localhost:9000', changeOrigin: true }));
const proxy = httpProxy.createProxyServer({});
app.all('/13', (req, res) => proxy.web(req, res, { target: 'http://localhost:9001' }));
app.all('/14', (req, res) => proxy.web(req, res, { target: req.query.target as string })); // error: ssrf
app.post('/15', async (req: Request, res: Response) => {
  const hooks: string[] = req.body.hooks;
  await Promise.all(hooks.map((h) => axios.post(h, { ok: true }))); // error: ssrf
  await Promise.allSettled(hooks.filter((h) => h.startsWith('https://hooks.example.com/')).map((h) => axios.post(h, {})));
  res.end();
});
app.get('/16', async (req, res) => {
  const id = Number(req.query.id);
  if (!Number.isInteger(id)) return res.sendStatus(400);
  const { body } = await undiciRequest(`http://items.internal/${id}`);
  res.json(await body.json());
});
app.get('/17', async (req, res) => {
  const u = `https://api.example.com${req.query.path}`;
  const r = await fetch(u); // error: ssrf
  res.json(await r.json());
});
