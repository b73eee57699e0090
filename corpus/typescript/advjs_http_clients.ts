import express from 'express';
import superagent from 'superagent';
import request from 'request';
import needle from 'needle';
import { request as undici } from 'undici';
import ky from 'ky';
import puppeteer from 'puppeteer';
import dns from 'dns';
import net from 'net';
const app = express();
const BASES: Record<string, string> = { eu: 'https://eu.example.com', us: 'https://us.example.com' };
const isPublic = (u: string) => { const { hostname, protocol } = new URL(u); return protocol === 'https:' && ['a.example.com', 'b.example.com'].includes(hostname); };
class Proxy {
  constructor(private base = 'https://api.example.com') {}
  url(path: string) { return `${this.base}/${path}`; }
  async load(path: string) { return (await superagent.get(this.url(path))).body; }
}
app.get('/1', async (req, res) => { res.json((await superagent.get(req.query.u as string)).body); }); // error: ssrf
app.get('/2', (req, res) => { request(req.query.u as string, (e, r, b) => res.json(b)); }); // error: ssrf
app.get('/3', (req, res) => { request({ uri: `https://api.example.com/${req.query.p}` }, (e, r, b) => res.json(b)); });
app.get('/4', async (req, res) => { const { body } = await undici(req.query.u as string); res.json(await body.json()); }); // error: ssrf
app.get('/5', async (req, res) => { res.json(await ky.get(BASES[String(req.query.r)] ?? BASES.eu).json()); });
app.get('/6', async (req, res) => { res.json(await needle('get', req.query.u as string)); }); // error: ssrf
app.get('/7', async (req, res) => {
  const page = await (await puppeteer.launch()).newPage();
  await page.goto(req.query.u as string); // error: ssrf
  await page.setContent('<p>fixed</p>');
  res.type('pdf').send(await page.pdf());
});
app.get('/8', async (req, res) => {
  const u = String(req.query.u);
  if (!isPublic(u)) return void res.sendStatus(400);
  res.json((await superagent.get(u)).body);
});
app.get('/9', async (req, res) => { res.json(await new Proxy().load(String(req.query.p))); });
app.get('/10', (req, res) => { net.connect(80, req.query.host as string); res.end(); }); // error: ssrf
app.get('/11', async (req, res) => {
  let u: URL;
  try { u = new URL(String(req.query.u)); } catch { return void res.sendStatus(400); }
  switch (u.host) {
    case 'a.example.com':
    case 'b.example.com':
      res.json((await superagent.get(u.href)).body);
      break;
    default:
      res.sendStatus(403);
  }
});
app.get('/12', async (req, res) => {
  const u = new URL(String(req.query.u));
  u.hostname = 'api.example.com';
  u.protocol = 'https:';
  u.port = '';
  res.json((await superagent.get(u.href)).body);
});
