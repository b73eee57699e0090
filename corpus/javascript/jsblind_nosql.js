const express = require('express');
const { MongoClient, ObjectId } = require('mongodb');
const mongoose = require('mongoose');
const Redis = require('ioredis');
const { Client: Elastic } = require('@elastic/elasticsearch');
const nano = require('nano')('http://localhost:5984');
const sanitize = require('mongo-sanitize');
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, GetCommand, QueryCommand } = require('@aws-sdk/lib-dynamodb');

const app = express();
app.use(express.json());
const client = new MongoClient('mongodb://localhost');
const users = client.db('app').collection('users');
const redis = new Redis();
const es = new Elastic({ node: 'http://localhost:9200' });
const User = mongoose.model('User', new mongoose.Schema({ name: String, age: Number }));
const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));

app.post('/a', async (req, res) => {
  res.json(await users.findOne({ name: req.body.name, password: req.body.password })); // error: nosql-injection
});
app.post('/b', async (req, res) => {
  res.json(await users.findOne({ name: String(req.body.name), password: `${req.body.password}` }));
});
app.get('/c/:id', async (req, res) => {
  res.json(await users.findOne({ _id: new ObjectId(req.params.id) }));
});
app.post('/d', async (req, res) => {
  if (typeof req.body.name !== 'string') return res.sendStatus(400);
  res.json(await users.find({ name: req.body.name }).toArray());
});
app.post('/e', async (req, res) => {
  res.json(await users.find(req.body).toArray()); // error: nosql-injection
});
app.post('/f', async (req, res) => {
  const clean = sanitize(req.body);
  res.json(await users.find({ name: clean.name }).toArray());
});
app.post('/g', async (req, res) => {
  res.json(await users.find({ name: { $eq: req.body.name } }).toArray());
});
app.get('/h', async (req, res) => {
  res.json(await users.find({ $where: `this.name == '${req.query.name}'` }).toArray()); // error: code-injection
});
app.get('/i', async (req, res) => {
  res.json(await users.aggregate([{ $match: { age: { $gt: Number(req.query.age) } } }]).toArray());
});
app.post('/j', async (req, res) => {
  await users.updateOne({ token: req.body.token }, { $set: { used: true } }); // error: nosql-injection
  await users.deleteMany({ age: +req.body.age });
  res.end();
});
app.post('/k', async (req, res) => {
  const u = await User.findOne({ name: req.body.name }).where('age').gt(3); // error: nosql-injection
  const v = await User.findById(req.body.id); // error: nosql-injection
  const w = await User.where('name').equals(req.body.name.toString()).exec();
  const x = await User.findOne({ age: parseInt(req.body.age, 10) });
  const y = await User.find().$where('this.age > ' + req.body.age); // error: code-injection
  res.json([u, v, w, x, y]);
});
app.get('/l', async (req, res) => {
  await redis.set('k:' + req.query.k, req.query.v);
  const v = await redis.get('k:' + req.query.k);
  await redis.eval(`return redis.call('get', '${req.query.k}')`, 0); // error: code-injection
  await redis.eval("return redis.call('get', KEYS[1])", 1, req.query.k);
  res.json({ v });
});
app.post('/m', async (req, res) => {
  const r = await es.search({ index: 'docs', query: { match: { title: String(req.body.q) } } });
  const s = await es.search({ index: 'docs', query: { script: { script: { source: "doc['a'].value > " + req.body.n } } } }); // error: code-injection
  res.json([r, s]);
});
app.post('/n', async (req, res) => {
  const db = nano.use('people');
  const r = await db.find({ selector: { name: req.body.name } }); // error: nosql-injection
  const s = await db.find({ selector: { name: { $eq: String(req.body.name) } } });
  res.json([r, s]);
});
app.post('/o', async (req, res) => {
  const r = await ddb.send(new GetCommand({ TableName: 't', Key: { id: String(req.body.id) } }));
  const s = await ddb.send(new QueryCommand({ TableName: 't', KeyConditionExpression: 'id = :id', ExpressionAttributeValues: { ':id': String(req.body.id) } }));
  res.json([r.Item, s.Items]);
});
