import express, { Request, Response } from 'express';
import { Collection, Db, Filter, MongoClient, ObjectId, WithId } from 'mongodb';
import { z } from 'zod';

interface EventDocument {
  title: string;
  organiser: string;
  starts: Date;
  seats: number;
  secret?: string;
}

const client = new MongoClient(process.env.MONGO_URL!);
let events: Collection<EventDocument>;

const bookingSchema = z.object({
  event: z.string().regex(/^[0-9a-f]{24}$/),
  organiser: z.string(),
  seats: z.number().int(),
});

async function connect(): Promise<Db> {
  await client.connect();
  const db = client.db('calendar');
  events = db.collection<EventDocument>('events');
  return db;
}

class EventStore {
  private readonly collection: Collection<EventDocument>;

  constructor(db: Db) {
    this.collection = db.collection<EventDocument>('events');
  }

  byOrganiser(organiser: string): Promise<WithId<EventDocument>[]> {
    return this.collection.find({ organiser }).sort({ starts: 1 }).toArray(); // error: nosql-injection
  }

  byFilter(filter: Filter<EventDocument>) {
    return this.collection.find(filter).limit(50).toArray(); // error: nosql-injection
  }

  async byId(id: string) {
    return this.collection.findOne({ _id: new ObjectId(id) });
  }

  async bySecret(secret: unknown) {
    if (typeof secret !== 'string') {
      return null;
    }
    return this.collection.findOne({ secret });
  }

  rename(id: string, title: string) {
    return this.collection.updateOne({ _id: ObjectId.createFromHexString(id) }, { $set: { title } });
  }
}

const app = express();
app.use(express.json());

app.post('/events/search', async (req: Request, res: Response) => {
  const store = new EventStore(await connect());
  const mine = await store.byOrganiser(req.body.organiser);
  const all = await store.byFilter(req.body.filter);
  const fixed = await store.byFilter({ seats: { $gt: 0 } });
  const one = await store.bySecret(req.body.secret);
  res.json({ mine, all, fixed, one });
});

app.get('/events/:id', async (req: Request, res: Response) => {
  const store = new EventStore(await connect());
  const event = await store.byId(req.params.id);
  if (!event) {
    res.sendStatus(404);
    return;
  }
  res.json(event);
});

app.post('/events/book', async (req: Request, res: Response) => {
  const db = await connect();
  const booking = bookingSchema.parse(req.body);
  const event = await db.collection('events').findOne({ organiser: booking.organiser, seats: { $gte: booking.seats } });
  const loose = await db.collection('events').findOne({ organiser: req.body.organiser }); // error: nosql-injection
  const counted = await events.countDocuments({ starts: { $gt: new Date(req.body.after) } });
  const deleted = await events.deleteMany({ secret: req.body.secret }); // error: nosql-injection
  const text = await events.deleteMany({ secret: `${req.body.secret}` });
  res.json({ event, loose, counted, deleted, text });
});

app.get('/events/:id/rename', async (req: Request, res: Response) => {
  const store = new EventStore(await connect());
  await store.rename(req.params.id, req.query.title as string);
  const same = await events.findOne({ title: req.query.title as string }); // error: nosql-injection
  const mapped = await events.mapReduce('function () { emit(this.' + req.query.key + ', 1); }', 'function (k, v) { return v.length; }'); // error: code-injection
  res.json({ same, mapped });
});

app.listen(3000);
