import express, { Request, Response } from 'express';
import axios, { AxiosInstance } from 'axios';
import got from 'got';
import fetch from 'node-fetch';
import { request as undici, fetch as undiciFetch } from 'undici';
import superagent from 'superagent';
import request from 'request';
import needle from 'needle';
import ky from 'ky';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import dns from 'node:dns/promises';

const app = express();
const api: AxiosInstance = axios.create({ baseURL: 'https://api.example.com', timeout: 2000 });
const HOSTS = new Set(['a.example.com', 'b.example.com']);
const REGIONS: Record<string, string> = { eu: 'https://eu.example.com', us: 'https://us.example.com' };

function allowed(text: string): URL {
  const url = new URL(text);
  if (url.protocol !== 'https:' || !HOSTS.has(url.hostname)) {
    throw new Error('host');
  }
  return url;
}

async function relay(target: string): Promise<string> {
  const answer = await fetch(target); // error: ssrf
  return answer.text();
}

class Upstream {
  constructor(private readonly base: string = 'https://up.example.com') {}

  item(id: string) {
    return got(`${this.base}/items/${id}`).json();
  }

  any(base: string) {
    return got.get(`${base}/items`).json(); // error: ssrf
  }
}

app.get('/proxy', async (req: Request, res: Response) => {
  const target = req.query.target as string;
  const id = req.query.id as string;
  await relay(target);
  await relay('https://status.example.com/');
  await axios(target); // error: ssrf
  await axios.get(target); // error: ssrf
  await axios({ method: 'post', url: target, data: { id } }); // error: ssrf
  await axios.request({ baseURL: target, url: '/x' }); // error: ssrf
  await axios.get('https://api.example.com/items', { params: { id } });
  await axios.post('https://api.example.com/items', { target });
  await api.get(`/items/${encodeURIComponent(id)}`);
  await fetch(`https://${id}.example.com/`); // error: ssrf
  await fetch(`https://example.com/${id}`);
  await fetch(new URL('/items/' + id, 'https://api.example.com'));
  await fetch(REGIONS[req.query.region as string] + '/items');
  await undici(target); // error: ssrf
  await undiciFetch(target, { redirect: 'error' }); // error: ssrf
  await superagent.get(target); // error: ssrf
  await superagent.post('https://api.example.com/items').send({ target });
  request(target, (err, answer, body) => res.type('txt').send(body)); // error: ssrf
  request.get({ uri: target }); // error: ssrf
  await needle('get', target); // error: ssrf
  await ky.get(target).json(); // error: ssrf
  http.get(target, (answer) => answer.pipe(res)); // error: ssrf
  https.request({ hostname: req.query.host as string, path: '/' }).end(); // error: ssrf
  https.request({ hostname: 'api.example.com', path: `/items/${id}` }).end();
  net.connect(80, req.query.host as string); // error: ssrf
  await dns.lookup(req.query.host as string);
  const upstream = new Upstream();
  await upstream.item(id);
  await upstream.any(target);
  if (target.startsWith('https://api.example.com/')) {
    await fetch(target);
  }
  if (target.startsWith('https://api.example.com')) {
    await fetch(target); // error: ssrf
  }
  if (target.includes('example.com')) {
    await fetch(target); // error: ssrf
  }
  if (/^https:\/\/[a-z]+\.example\.com\//.test(target)) {
    await fetch(target);
  }
  const url = new URL(target);
  if (HOSTS.has(url.host)) {
    await fetch(url);
  }
  await fetch(url); // error: ssrf
  await fetch(allowed(target));
  const { port } = url;
  await fetch(`http://127.0.0.1:${Number(port)}/health`);
  res.sendStatus(204);
});

export default app;
