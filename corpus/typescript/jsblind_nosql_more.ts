import express, { Request, Response } from 'express';
import { Collection, Db, MongoClient, ObjectId, Filter } from 'mongodb';
import mongoose, { Schema, model, Model, Types, FilterQuery } from 'mongoose';
import monk from 'monk';
import { getModelForClass, prop } from '@typegoose/typegoose';
import qs from 'qs';
import Datastore from 'nedb';

interface User { _id: ObjectId; name: string; age: number }
interface IPost { title: string; author: string; tags: string[] }
const client = new MongoClient(process.env.MONGO!);
const db: Db = client.db('app');
const users: Collection<User> = db.collection<User>('users');
const Post: Model<IPost> = model<IPost>('Post', new Schema<IPost>({ title: String, author: String, tags: [String] }));
const store = new Datastore({ filename: 'x.db' });
const app = express();
app.use(express.json());

class UserRepo {
  constructor(private readonly col: Collection<User>) {}
  byName(name: any) { return this.col.findOne({ name }); } // error: nosql-injection
  byId(id: string) { return this.col.findOne({ _id: new ObjectId(id) }); }
  older(age: number) { return this.col.find({ age: { $gt: age } }).toArray(); }
}
const repo = new UserRepo(users);
app.post('/1', async (req: Request, res: Response) => res.json(await repo.byName(req.body.name)));
app.post('/2', async (req, res) => res.json(await repo.byId(req.body.id)));
app.post('/3', async (req, res) => res.json(await repo.older(Number(req.body.age))));
app.post('/4', async (req, res) => res.json(await users.find(JSON.parse(req.body.filter)).toArray())); // error: nosql-injection
app.post('/5', async (req, res) => {
  const filter: FilterQuery<IPost> = {};
  if (req.body.author) filter.author = req.body.author;
  if (req.body.tag) filter.tags = { $in: [String(req.body.tag)] };
  res.json(await Post.find(filter).lean()); // error: nosql-injection
});
app.post('/6', async (req, res) => {
  const { author } = req.body;
  if (typeof author !== 'string') return res.status(400).end();
  res.json(await Post.find({ author }).sort({ title: 1 }));
});
app.post('/7', async (req, res) => res.json(await Post.aggregate([{ $match: { author: req.body.author } }]))); // error: nosql-injection
app.post('/8', async (req, res) => res.json(await Post.aggregate([{ $match: { author: { $eq: String(req.body.author) } } }])));
app.post('/9', async (req, res) => res.json(await Post.updateMany({ author: req.body.author }, { $inc: { views: 1 } }))); // error: nosql-injection
app.post('/10', async (req, res) => res.json(await Post.find().where('author').equals(req.body.author))); // error: nosql-injection
app.post('/11', async (req, res) => res.json(await users.findOneAndUpdate({ _id: new ObjectId() }, { $set: { name: String(req.body.name) } })));
app.get('/12', async (req, res) => res.json(await users.findOne({ name: req.query.name as string }))); // error: nosql-injection
app.get('/13/:name', async (req, res) => res.json(await users.findOne({ name: req.params.name })));
app.post('/14', (req, res) => store.find({ name: req.body.name }, (e: unknown, docs: unknown[]) => res.json(docs))); // error: nosql-injection
app.post('/15', (req, res) => store.find({ name: `${req.body.name}` }, (e: unknown, docs: unknown[]) => res.json(docs)));
app.post('/16', async (req, res) => {
  const id = req.body.id;
  if (!Types.ObjectId.isValid(id)) return res.status(400).end();
  res.json(await Post.findById(id));
});
app.post('/17', async (req, res) => {
  const session = await mongoose.startSession();
  await session.withTransaction(async () => {
    await Post.deleteOne({ title: req.body.title }).session(session); // error: nosql-injection
  });
  res.end();
});
app.post('/18', async (req, res) => {
  const clean = Object.fromEntries(Object.entries(req.body).filter(([, v]) => typeof v === 'string'));
  res.json(await Post.find({ author: clean.author as string }));
});
