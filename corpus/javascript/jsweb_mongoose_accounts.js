const express = require('express');
const mongoose = require('mongoose');
const bcrypt = require('bcrypt');
const jwt = require('jsonwebtoken');
const validator = require('validator');

const { Schema, Types } = mongoose;

const accountSchema = new Schema({
  email: { type: String, required: true },
  password: String,
  role: { type: String, default: 'member' },
  team: { type: Schema.Types.ObjectId, ref: 'Team' },
});

const Account = mongoose.model('Account', accountSchema);
const app = express();
app.use(express.json());

function asString(value) {
  if (typeof value !== 'string') {
    throw new TypeError('expected a string');
  }
  return value;
}

app.post('/login', async (req, res) => {
  const { email, password } = req.body;
  const account = await Account.findOne({ email, password }); // error: nosql-injection
  if (!account) return res.status(401).json({ ok: false });
  res.json({ token: jwt.sign({ id: account.id }, process.env.JWT_SECRET) });
});

app.post('/v2/login', async (req, res) => {
  const email = asString(req.body.email);
  const account = await Account.findOne({ email });
  if (!account || !(await bcrypt.compare(String(req.body.password), account.password))) {
    return res.status(401).json({ ok: false });
  }
  res.json({ token: jwt.sign({ id: account.id }, process.env.JWT_SECRET) });
});

app.post('/v3/login', async (req, res) => {
  if (typeof req.body.email !== 'string') {
    return res.sendStatus(400);
  }
  const account = await Account.findOne({ email: req.body.email }).lean();
  res.json({ found: Boolean(account) });
});

app.post('/reset', async (req, res) => {
  const { token, email } = req.body;
  const account = await Account.findOneAndUpdate({ email: { $eq: email }, resetToken: token }, { resetToken: null }); // error: nosql-injection
  res.json({ ok: Boolean(account) });
});

app.get('/accounts/:id', async (req, res) => {
  const account = await Account.findById(req.params.id).populate('team').exec();
  res.json(account);
});

app.get('/accounts', async (req, res) => {
  const role = req.query.role;
  const all = await Account.find(req.query); // error: nosql-injection
  const byRole = await Account.find({ role: role }); // error: nosql-injection
  const safeRole = await Account.find({ role: String(role) });
  const named = await Account.find({ email: `${req.query.name}@example.com` });
  const byTeam = await Account.find({ team: new Types.ObjectId(req.query.team) });
  res.json({ all, byRole, safeRole, named, byTeam });
});

app.get('/accounts/where', async (req, res) => {
  const rows = await Account.find({ $where: `this.role == '${req.query.role}'` }); // error: code-injection
  res.json(rows);
});

app.delete('/accounts', async (req, res) => {
  const id = req.body.id;
  if (!mongoose.isValidObjectId(id)) {
    return res.status(400).json({ message: 'bad id' });
  }
  await Account.deleteOne({ _id: id });
  await Account.deleteMany({ team: req.body.team }); // error: nosql-injection
  res.sendStatus(204);
});

app.patch('/accounts', async (req, res) => {
  const { email, changes } = req.body;
  if (!validator.isEmail(email)) {
    return res.sendStatus(400);
  }
  await Account.updateOne({ email }, { $set: { name: changes.name } });
  const count = await Account.countDocuments({ team: changes.team }); // error: nosql-injection
  res.json({ count });
});

app.get('/stats', async (req, res) => {
  const stats = await Account.aggregate([
    { $match: { createdAt: { $gte: new Date(req.query.since) } } },
    { $group: { _id: '$role', total: { $sum: 1 } } },
  ]);
  const ownFilter = await Account.aggregate([{ $match: req.body.match }]); // error: nosql-injection
  res.json({ stats, ownFilter });
});

app.get('/sanitized', async (req, res) => {
  const filter = mongoose.sanitizeFilter({ email: req.body.email });
  const account = await Account.findOne(filter);
  res.json(account);
});

app.get('/accounts/:id/card', async (req, res) => {
  const account = await Account.findById(req.params.id);
  res.type('html').send('<div class="card">' + account.email + '</div>'); // error: xss
});

app.listen(3000);
