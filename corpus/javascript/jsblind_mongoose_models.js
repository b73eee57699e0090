const mongoose = require('mongoose');
const express = require('express');
const bcrypt = require('bcrypt');
const jwt = require('jsonwebtoken');
const router = express.Router();

const userSchema = new mongoose.Schema({ email: { type: String, unique: true }, hash: String, role: { type: String, default: 'user' } });
userSchema.statics.byEmail = function (email) {
  return this.findOne({ email });
};
userSchema.methods.check = function (password) {
  return bcrypt.compare(password, this.hash);
};
const User = mongoose.model('User', userSchema);

router.use(express.json());

router.post('/login', async (req, res, next) => {
  try {
    const { email, password } = req.body;
    const user = await User.findOne({ email: email }); // error: nosql-injection
    if (!user || !(await bcrypt.compare(password, user.hash))) return res.status(401).json({ message: 'no' });
    const token = jwt.sign({ id: user._id }, process.env.JWT_SECRET, { expiresIn: '1h' });
    return res.json({ token });
  } catch (error) {
    return next(error);
  }
});
router.post('/login2', async (req, res) => {
  const email = String(req.body.email).toLowerCase();
  const user = await User.findOne({ email }).select('+hash').lean();
  res.json(user);
});
router.post('/register', async (req, res) => {
  const user = await User.create(req.body); // error: mass-assignment
  res.status(201).json(user);
});
router.post('/register2', async (req, res) => {
  const { email, password } = req.body;
  const user = await User.create({ email, hash: await bcrypt.hash(password, 12) });
  res.status(201).json({ id: user.id });
});
router.patch('/me', async (req, res) => {
  const user = await User.findByIdAndUpdate(req.user.id, { $set: { email: req.body.email } }, { new: true });
  res.json(user);
});
router.patch('/me2', async (req, res) => {
  const user = await User.findByIdAndUpdate(req.user.id, req.body, { new: true }); // error: mass-assignment
  res.json(user);
});
router.patch('/me3', async (req, res) => {
  const user = await User.findById(req.user.id);
  Object.assign(user, req.body); // error: mass-assignment
  await user.save();
  res.json(user);
});
router.get('/search', async (req, res) => {
  const filter = {};
  if (req.query.role) filter.role = req.query.role;
  const a = await User.find(filter); // error: nosql-injection
  const b = await User.find({ role: { $in: [].concat(req.query.role).map(String) } });
  const c = await User.find({ email: new RegExp(req.query.q, 'i') }); // error: regex-injection
  const d = await User.find({ email: { $regex: req.query.q } }); // error: nosql-injection
  const e = await User.countDocuments({ age: { $gte: parseInt(req.query.age, 10) } });
  const f = await User.find({ email: req.params.email });
  res.json({ a, b, c, d, e, f });
});
router.delete('/:id', async (req, res) => {
  await User.deleteOne({ _id: req.params.id });
  await User.deleteMany({ email: req.body.email }); // error: nosql-injection
  res.end();
});
router.post('/sort', async (req, res) => {
  const users = await User.find().sort(req.body.sort === 'email' ? { email: 1 } : { _id: 1 }).limit(Number(req.body.limit));
  res.json(users);
});
module.exports = router;
