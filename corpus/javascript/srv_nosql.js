const express = require('express');
const mongoSanitize = require('express-mongo-sanitize');
const sanitize = require('mongo-sanitize');
const { MongoClient, ObjectId } = require('mongodb');
const mongoose = require('mongoose');
const monk = require('monk');
const Redis = require('ioredis');
const { Client } = require('@elastic/elasticsearch');

const app = express();
app.use(express.json());

const client = new MongoClient(process.env.MONGO_URL);
const users = client.db('shop').collection('users');
const notes = monk('localhost/shop').get('notes');
const redis = new Redis();
const elastic = new Client({ node: 'http://127.0.0.1:9200' });

const accountSchema = new mongoose.Schema({ mail: String, name: { type: String, trim: true }, age: Number });
const Account = mongoose.model('Account', accountSchema);
const Loose = mongoose.model('Loose', new mongoose.Schema({}, { strict: false }));

app.post('/login', async (req, res) => {
  const { mail, password } = req.body;
  await users.findOne({ mail, password }); // error: nosql-injection
  await users.findOne({ mail: String(mail), password: `${password}` });
  await users.findOne({ mail: { $eq: mail } });
  await users.findOne({ mail: sanitize(mail) });
  await users.findOne({ _id: new ObjectId(req.body.id) });
  await users.find(req.body).toArray(); // error: nosql-injection
  await users.find({ $where: `this.mail == '${mail}'` }).toArray(); // error: code-injection
  await users.updateOne({ mail: mail.toString() }, { $set: { seen: new Date() } });
  await users.deleteMany({ owner: req.body.owner }); // error: nosql-injection
  await users.aggregate([{ $match: { mail } }]).toArray(); // error: nosql-injection
  await users.insertOne({ mail, password });
  if (typeof mail !== 'string' || typeof password !== 'string') {
    res.sendStatus(400);
    return;
  }
  await users.findOne({ mail, password });
  res.sendStatus(204);
});

app.get('/users/:id', async (req, res) => {
  res.json(await users.findOne({ name: req.params.id }));
});

app.get('/find', async (req, res) => {
  await users.findOne({ name: req.query.name }); // error: nosql-injection
  await users.findOne({ age: Number(req.query.age) });
  await users.findOne({ name: req.query.name.trim() });
  await notes.find({ owner: req.query.owner }); // error: nosql-injection
  await notes.find({ owner: req.query.owner + '' });
  await Account.find({ tags: { $in: req.query.tags.split(',') } });
  const sort = { [req.query.sort === 'age' ? 'age' : 'name']: 1 };
  res.json(await users.find({}).sort(sort).toArray());
});

app.post('/accounts', async (req, res) => {
  await Loose.findOne({ mail: req.body.mail }); // error: nosql-injection
  await Account.findById(req.body.id); // error: nosql-injection
  await Account.create({ mail: req.body.mail });
  await Account.findOneAndUpdate({ mail: String(req.body.mail) }, { name: req.body.name });
  await Account.where('mail').equals(req.body.mail); // error: nosql-injection
  await redis.set(`mail:${req.body.mail}`, '1');
  await redis.eval(`return redis.call('get', '${req.body.key}')`, 0); // error: code-injection
  await redis.eval("return redis.call('get', KEYS[1])", 1, req.body.key);
  await elastic.search({ index: 'notes', query: { match: { text: req.body.text } } });
  res.sendStatus(201);
});

module.exports = { app, mongoSanitize };
