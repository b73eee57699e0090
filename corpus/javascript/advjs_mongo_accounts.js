const express = require('express');
const mongoose = require('mongoose');
const { MongoClient, ObjectId } = require('mongodb');
const sanitize = require('mongo-sanitize');
const app = express();
app.use(express.json());
const User = mongoose.model('User', new mongoose.Schema({ name: String, email: String, password: String }));
const db = new MongoClient(process.env.MONGO_URL).db('shop');

app.post('/login1', async (req, res) => {
  const user = await db.collection('users').findOne({ name: req.body.name, password: req.body.password }); // error: nosql-injection
  res.json(!!user);
});
app.post('/login2', async (req, res) => {
  const user = await db.collection('users').findOne({ name: String(req.body.name) });
  res.json(!!user);
});
app.post('/login3', async (req, res) => {
  if (typeof req.body.name !== 'string') return res.sendStatus(400);
  const user = await db.collection('users').findOne({ name: req.body.name });
  res.json(!!user);
});
app.post('/login4', async (req, res) => {
  const user = await db.collection('users').findOne({ name: { $eq: req.body.name } });
  res.json(!!user);
});
app.post('/login5', async (req, res) => {
  const user = await db.collection('users').findOne({ name: sanitize(req.body.name) });
  res.json(!!user);
});
app.get('/where1', async (req, res) => {
  const list = await db.collection('items').find({ $where: `this.owner == '${req.query.owner}'` }).toArray(); // error: code-injection
  res.json(list);
});
app.get('/byid/:id', async (req, res) => {
  res.json(await db.collection('items').findOne({ _id: new ObjectId(req.params.id) }));
});
app.post('/find1', async (req, res) => {
  res.json(await User.find(req.body)); // error: nosql-injection
});
app.post('/find2', async (req, res) => {
  res.json(await User.find({ email: `${req.body.email}` }));
});
app.post('/find3', async (req, res) => {
  res.json(await User.findById(req.body.id)); // error: nosql-injection
});
app.get('/agg', async (req, res) => {
  const stages = JSON.parse(req.query.pipeline);
  res.json(await db.collection('items').aggregate(stages).toArray()); // error: nosql-injection
});
app.post('/update', async (req, res) => {
  await db.collection('users').updateOne({ _id: new ObjectId(req.body.id) }, { $set: { bio: req.body.bio } });
  res.end();
});
app.post('/delete', async (req, res) => {
  await db.collection('users').deleteMany({ owner: req.body.owner }); // error: nosql-injection
  res.end();
});
app.post('/trim', async (req, res) => {
  const email = req.body.email.trim().toLowerCase();
  res.json(await db.collection('users').findOne({ email }));
});
