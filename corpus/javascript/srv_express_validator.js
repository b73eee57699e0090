const express = require('express');
const { body, param, query, checkSchema, validationResult, matchedData, oneOf } = require('express-validator');
const Joi = require('joi');
const { z } = require('zod');
const yup = require('yup');
const Ajv = require('ajv');
const { execFile, exec } = require('node:child_process');

const router = express.Router();
const ajv = new Ajv();
const validateJob = ajv.compile({
  type: 'object',
  properties: { queue: { type: 'string', pattern: '^[a-z]+$' }, note: { type: 'string' } },
});

const userSchema = Joi.object({
  nick: Joi.string().alphanum().max(20).required(),
  bio: Joi.string().max(200),
  age: Joi.number().integer(),
});

const Search = z.object({
  term: z.string(),
  sort: z.enum(['name', 'date']),
  limit: z.coerce.number().int().max(100),
  id: z.string().uuid(),
  slug: z.string().regex(/^[a-z-]+$/),
});

const orderSchema = yup.object({ note: yup.string(), amount: yup.number().required(), id: yup.string().uuid() });

function failed(req, res) {
  const errors = validationResult(req);
  if (!errors.isEmpty()) {
    res.status(400).json({ errors: errors.array() });
    return true;
  }
  return false;
}

router.get('/hosts/:host', param('host').isFQDN(), query('count').isInt({ max: 10 }).toInt(), (req, res) => {
  if (failed(req, res)) return;
  exec(`ping -c ${req.query.count} ${req.params.host}`);
  res.sendStatus(202);
});

router.get('/zones/:zone', param('zone').notEmpty(), (req, res) => {
  if (failed(req, res)) return;
  exec(`dig axfr ${req.params.zone}`); // error: command-injection
  res.sendStatus(202);
});

router.post('/comment', [body('text').trim().escape(), body('title').isLength({ min: 3 })], (req, res) => {
  const errors = validationResult(req);
  if (!errors.isEmpty()) {
    return res.status(422).json({ errors: errors.array() });
  }
  return res.send(`<p>${req.body.text}</p>`);
});

router.post('/title', [body('title').isLength({ min: 3 })], (req, res) => {
  if (!validationResult(req).isEmpty()) {
    return res.status(422).end();
  }
  return res.send(`<h1>${req.body.title}</h1>`); // error: xss
});

router.post('/matched', body('name').isString(), (req, res) => {
  const data = matchedData(req);
  res.send(`<p>${data.name}</p>`); // error: xss
});

router.post('/users', (req, res) => {
  const { error, value } = userSchema.validate(req.body);
  if (error) {
    return res.status(400).json(error.details);
  }
  exec(`useradd ${value.nick}`);
  exec(`usermod -c "${value.bio}" ${value.nick}`); // error: command-injection
  exec(`chage -M ${value.age} ${value.nick}`);
  return res.sendStatus(201);
});

router.get('/search', (req, res) => {
  const found = Search.parse(req.query);
  res.write(`<p>${found.term}</p>`); // error: xss
  res.write(`<p>${found.sort} ${found.limit} ${found.id} ${found.slug}</p>`);
  const tried = Search.safeParse(req.query);
  if (!tried.success) {
    return res.status(400).json(tried.error.issues);
  }
  return res.end(`<p>${tried.data.term}</p>`); // error: xss
});

router.post('/orders', async (req, res) => {
  const order = await orderSchema.validate(req.body);
  exec(`print-order ${order.id} ${order.amount}`);
  exec(`print-note "${order.note}"`); // error: command-injection
  execFile('print-note', [order.note]);
  res.sendStatus(202);
});

router.post('/jobs', (req, res) => {
  if (!validateJob(req.body)) {
    return res.status(400).json(validateJob.errors);
  }
  exec(`queue-add ${req.body.note}`); // error: command-injection
  return res.sendStatus(202);
});

module.exports = router;
