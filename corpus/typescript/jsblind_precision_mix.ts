import express from 'express';
import crypto from 'node:crypto';
import { z } from 'zod';
import slugify from 'slugify';
import { nanoid } from 'nanoid';
import dayjs from 'dayjs';
import ms from 'ms';
import bytes from 'bytes';
import numeral from 'numeral';
import { execFile, exec, spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Pool } from 'pg';
import { escape, unescape } from 'lodash';
import { encode } from 'html-entities';

const app = express();
const pool = new Pool();
const DIR = path.resolve('data');
const Sort = z.enum(['name', 'date']);
const COLORS = { red: '#f00', blue: '#00f' } as const;
type Color = keyof typeof COLORS;

app.get('/1', (req, res) => res.send(`<time>${dayjs(String(req.query.d)).format('YYYY-MM-DD')}</time>`));
app.get('/2', (req, res) => res.send(`<p>${crypto.createHash('sha256').update(String(req.query.p)).digest('base64')}</p>`));
app.get('/3', async (req, res) => {
  const name = slugify(String(req.query.title), { lower: true, strict: true });
  await fs.writeFile(path.join(DIR, `${name}-${nanoid()}.md`), String(req.query.text));
  res.json({ name });
});
app.get('/4', (req, res) => {
  const color = (req.query.c as Color) in COLORS ? COLORS[req.query.c as Color] : COLORS.red;
  res.send(`<p style="color:${color}">x</p>`);
});
app.get('/5', async (req, res) => {
  const sort = Sort.catch('name').parse(req.query.sort);
  res.json((await pool.query(`SELECT * FROM t ORDER BY ${sort}`)).rows);
});
app.get('/6', (req, res) => res.send(`<p>${encode(String(req.query.a))} ${escape(String(req.query.b))}</p>`));
app.get('/7', (req, res) => res.send(`<p>${unescape(escape(String(req.query.b)))}</p>`)); // error: xss
app.get('/8', (req, res) => {
  const [a, b] = String(req.query.range).split('-').map((x) => parseInt(x, 10));
  exec(`seq ${a} ${b}`, () => res.end());
});
app.get('/9', (req, res) => {
  const count = [1, 2, 3].filter((n) => n > Number(req.query.min)).length;
  res.send(`<p>${count} ${numeral(req.query.n).format('0,0')} ${bytes(Number(req.query.size))} ${ms(Number(req.query.t))}</p>`);
});
app.get('/10', (req, res) => {
  const found = ['alpha', 'beta'].find((w) => w.startsWith(String(req.query.q)));
  res.send(`<p>${found}</p>`);
});
app.get('/11', (req, res) => {
  const index = ['alpha', 'beta'].indexOf(String(req.query.q));
  exec(`pick ${index}`);
  res.send(`<p>${['alpha', 'beta'][index]}</p>`);
});
app.get('/12', async (req, res) => {
  const { rows } = await pool.query('SELECT id FROM t WHERE name = $1', [req.query.name]);
  await pool.query(`DELETE FROM t WHERE id = ${Number(rows[0].id)}`);
  res.sendStatus(204);
});
app.get('/13', (req, res) => {
  const token = crypto.randomBytes(16).toString('hex');
  res.cookie('csrf', token, { httpOnly: true, secure: true, sameSite: 'strict' });
  res.send(`<input type="hidden" value="${token}">`);
});
app.get('/14', (req, res) => {
  const age = req.query.age;
  if (typeof age === 'string' && Number.isInteger(+age)) return res.send(`<p>${age}</p>`);
  res.sendStatus(400);
});
app.get('/15', (req, res) => {
  const uuid = String(req.query.id).match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)?.[0];
  if (!uuid) return res.sendStatus(400);
  exec(`show ${uuid}`, () => res.end());
});
app.get('/16', (req, res) => {
  const args = ['--format', 'json'];
  if (req.query.q) args.push('--query', String(req.query.q));
  spawn('tool', args).stdout.pipe(res.type('json'));
});
app.get('/17', (req, res) => {
  const lang = req.acceptsLanguages('en', 'de') || 'en';
  res.send(`<html lang="${lang}">`);
});
app.get('/18', (req, res) => {
  const when = new Date(String(req.query.t));
  if (Number.isNaN(when.getTime())) return res.sendStatus(400);
  console.log(`at ${when.toISOString()} ${when}`);
  res.send(`<p>${when.toLocaleDateString('en')}</p>`);
});
app.get('/19', async (req, res) => {
  const file = path.join(DIR, path.normalize(`/${req.query.f}`));
  res.json((await fs.readFile(file)).length);
});
app.get('/20', (req, res) => {
  const { a = 'x', ...rest } = { a: req.query.a === 'y' ? 'y' : 'x', b: 1 };
  exec(`run ${a} ${rest.b}`, () => res.end());
});
app.get('/21', (req, res) => {
  const q = String(req.query.q);
  const safe = q.length > 0 && [...q].every((c) => 'abcdef'.includes(c));
  if (!safe) return res.sendStatus(400);
  exec(`run ${q}`, () => res.end());
});
app.get('/22', (req, res) => {
  const matched = /^(?<name>[a-z]+):(?<port>\d+)$/.exec(String(req.query.h));
  if (!matched?.groups) return res.sendStatus(400);
  const { name, port } = matched.groups;
  exec(`nc ${name} ${port}`, () => res.end());
});
app.get('/23', (req, res) => {
  const value = JSON.stringify(String(req.query.v));
  console.log('value ' + value);
  res.type('application/json').send(value);
});
app.get('/24', (req, res) => {
  res.status(400).send({ error: `bad ${req.query.v}` });
  res.status(400).json(`bad ${req.query.v}`);
});
