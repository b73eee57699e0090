import { Pool } from 'pg';
import { Request, Response, Router } from 'express';

const pool = new Pool();
export const router = Router();

interface Filter { column: string; value: string }
enum Status { Open = 'open', Closed = 'closed' }
const COLUMNS = ['title', 'created_at', 'owner'] as const;
type Column = (typeof COLUMNS)[number];

function isColumn(value: unknown): value is Column {
  return COLUMNS.includes(value as Column);
}

class TicketRepository {
  constructor(private readonly db: Pool) {}

  async byOwner(owner: string) {
    const { rows } = await this.db.query(`SELECT * FROM tickets WHERE owner = '${owner}'`); // error: sql-injection
    return rows;
  }

  async byOwnerBound(owner: string) {
    const { rows } = await this.db.query('SELECT * FROM tickets WHERE owner = $1', [owner]);
    return rows;
  }

  async sorted(column: Column) {
    return this.db.query(`SELECT * FROM tickets ORDER BY ${column}`);
  }

  async byStatus(status: Status) {
    return this.db.query({ text: 'SELECT * FROM tickets WHERE status = $1', values: [status] });
  }

  async raw(filter: Filter) {
    const text = ['SELECT * FROM tickets', 'WHERE ' + filter.column + ' = $1'].join(' ');
    return this.db.query(text, [filter.value]); // error: sql-injection
  }

  async page(n: number) {
    return this.db.query('SELECT * FROM tickets OFFSET ' + n * 20);
  }
}

const tickets = new TicketRepository(pool);

router.get('/tickets/:owner', async (req: Request, res: Response) => {
  res.json(await tickets.byOwner(req.params.owner));
});
router.get('/tickets-bound/:owner', async (req: Request, res: Response) => {
  res.json(await tickets.byOwnerBound(req.params.owner));
});
router.get('/sorted', async (req: Request, res: Response) => {
  const { sort } = req.query;
  if (!isColumn(sort)) {
    res.status(400).json({ error: 'sort' });
    return;
  }
  res.json(await tickets.sorted(sort));
});
router.post('/raw', async (req: Request, res: Response) => {
  res.json(await tickets.raw(req.body as Filter));
});
router.get('/page', async (req: Request, res: Response) => {
  res.json(await tickets.page(parseInt(String(req.query.page), 10)));
});
