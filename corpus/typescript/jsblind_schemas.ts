import express from 'express';
import { z } from 'zod';
import Joi from 'joi';
import * as yup from 'yup';
import Ajv from 'ajv';
import { object, string, number, assert, is, enums, pattern, create } from 'superstruct';
import * as t from 'io-ts';
import { isRight } from 'fp-ts/Either';
import validator from 'validator';
import * as v from 'valibot';
import { execSync } from 'child_process';

const app = express();
app.use(express.json());
const ajv = new Ajv();
const Body = z.object({ id: z.coerce.number(), slug: z.string().regex(/^[a-z0-9-]+$/), title: z.string().max(80), role: z.enum(['a', 'b']), when: z.string().datetime().optional(), uuid: z.string().uuid() });

app.post('/zod', (req, res) => {
  const b = Body.parse(req.body);
  execSync(`tool ${b.id} ${b.slug} ${b.role} ${b.uuid}`);
  execSync(`tool ${b.title}`); // error: command-injection
  res.send(`<h1>${b.title}</h1>`); // error: xss
});
app.post('/zod2', (req, res) => {
  const r = Body.safeParse(req.body);
  if (!r.success) return res.status(400).json(r.error.issues);
  res.send(`<h1>${r.data.slug}</h1>`);
});
app.post('/joi', (req, res) => {
  const { error, value } = Joi.object({ name: Joi.string().alphanum(), note: Joi.string() }).validate(req.body);
  if (error) return res.status(400).json({ details: error.details });
  res.send(`<p>${value.name}</p>`);
});
app.post('/joi2', async (req, res) => {
  const value = await Joi.object({ name: Joi.string().alphanum(), note: Joi.string() }).validateAsync(req.body);
  res.send(`<p>${value.note}</p>`); // error: xss
});
app.post('/yup', async (req, res) => {
  const schema = yup.object({ age: yup.number().required(), nick: yup.string().matches(/^\w+$/), bio: yup.string() });
  const value = await schema.validate(req.body);
  res.send(`<p>${value.age} ${value.nick}</p><p>${value.bio}</p>`); // error: xss
});
app.post('/yup2', async (req, res) => {
  const value = await yup.object({ age: yup.number().required(), nick: yup.string().oneOf(['x', 'y']) }).validate(req.body);
  res.send(`<p>${value.age} ${value.nick}</p>`);
});
const check = ajv.compile({ type: 'object', properties: { n: { type: 'integer' }, s: { type: 'string' }, e: { enum: ['a', 'b'] } }, required: ['n', 's', 'e'] });
app.post('/ajv', (req, res) => {
  if (!check(req.body)) return res.status(400).json(check.errors);
  res.write(`<p>${req.body.n} ${req.body.e}</p>`);
  res.end(`<p>${req.body.s}</p>`); // error: xss
});
const Item = object({ id: number(), kind: enums(['x', 'y']), tag: pattern(string(), /^[a-z]+$/), note: string() });
app.post('/superstruct', (req, res) => {
  assert(req.body, Item);
  res.write(`<p>${req.body.id} ${req.body.kind} ${req.body.tag}</p>`);
  res.end(`<p>${req.body.note}</p>`); // error: xss
});
const Rec = t.type({ n: t.number, s: t.string });
app.post('/iots', (req, res) => {
  const r = Rec.decode(req.body);
  if (isRight(r)) {
    res.write(`<p>${r.right.n}</p>`);
    res.end(`<p>${r.right.s}</p>`); // error: xss
  }
});
app.get('/validator', (req, res) => {
  const q = String(req.query.q);
  if (!validator.isAlphanumeric(q)) return res.sendStatus(400);
  res.send(`<p>${q}</p>`);
});
app.get('/validator2', (req, res) => {
  const q = String(req.query.q);
  res.send(`<p>${validator.escape(q)}</p>`);
});
app.get('/validator3', (req, res) => {
  const q = String(req.query.q);
  if (validator.isEmpty(q)) return res.sendStatus(400);
  res.send(`<p>${validator.trim(q)}</p>`); // error: xss
});
app.get('/validator4', (req, res) => {
  const q = String(req.query.q);
  if (!validator.isURL(q, { protocols: ['https'] })) return res.sendStatus(400);
  res.redirect(q); // error: open-redirect
});
app.post('/valibot', (req, res) => {
  const S = v.object({ n: v.number(), s: v.string(), p: v.picklist(['a', 'b']) });
  const b = v.parse(S, req.body);
  res.write(`<p>${b.n} ${b.p}</p>`);
  res.end(`<p>${b.s}</p>`); // error: xss
});
