import { Router, type Request, type Response, type NextFunction, type RequestHandler } from 'express';
import type { Pool } from 'pg';
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import axios from 'axios';
import { logger } from '../utils/logger';
import { HttpError } from '../errors';

type Status = 'open' | 'paid' | 'sent';

interface Order {
  id: string;
  status: Status;
  note: string;
}

interface ListQuery {
  status?: Status;
  search?: string;
  limit?: string;
  offset?: string;
}

const STATUSES: readonly Status[] = ['open', 'paid', 'sent'];
const SORTS = { newest: 'created_at DESC', oldest: 'created_at ASC' } as const;
const INVOICES = path.resolve('invoices');

const wrap =
  (fn: (req: Request, res: Response, next: NextFunction) => Promise<unknown>): RequestHandler =>
  (req, res, next) =>
    fn(req, res, next).catch(next);

function parsePage(query: ListQuery): { limit: number; offset: number } {
  const limit = Math.min(Number.parseInt(query.limit ?? '20', 10) || 20, 100);
  const offset = Number(query.offset ?? 0) || 0;
  return { limit, offset };
}

export class OrderRepository {
  constructor(private readonly db: Pool) {}

  async list(where: string, page: { limit: number; offset: number }): Promise<Order[]> {
    const sql = `SELECT * FROM orders ${where} LIMIT ${page.limit} OFFSET ${page.offset}`;
    const { rows } = await this.db.query<Order>(sql); // error: sql-injection
    return rows;
  }

  async byId(id: string): Promise<Order | null> {
    const { rows } = await this.db.query<Order>('SELECT * FROM orders WHERE id = $1', [id]);
    return rows[0] ?? null;
  }

  async count(status: Status): Promise<number> {
    const { rows } = await this.db.query(`SELECT count(*) FROM orders WHERE status = '${status}'`);
    return Number(rows[0].count);
  }
}

export class OrderService {
  private readonly cache = new Map<string, Order>();

  constructor(private readonly orders: OrderRepository, private readonly webhookBase = 'https://hooks.example.com') {}

  async search(query: ListQuery): Promise<Order[]> {
    const parts: string[] = [];
    if (query.status && STATUSES.includes(query.status)) {
      parts.push(`status = '${query.status}'`);
    }
    if (query.search) {
      logger.debug(`searching for ${query.search}`); // error: log-injection
      parts.push(`note LIKE '%${query.search}%'`);
    }
    const where = parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '';
    return this.orders.list(where, parsePage(query));
  }

  async get(id: string): Promise<Order> {
    const known = this.cache.get(id);
    if (known) {
      return known;
    }
    const order = await this.orders.byId(id);
    if (!order) {
      logger.warn(`no order ${id}`); // error: log-injection
      throw new HttpError(404, `No order ${id}`);
    }
    this.cache.set(id, order);
    return order;
  }

  async notify(order: Order, target?: string): Promise<void> {
    await axios.post(`${this.webhookBase}/orders/${order.id}`, order);
    if (target) {
      await axios.post(target, order); // error: ssrf
    }
  }

  print(file: string): void {
    spawn('lp', ['-d', 'office', file]);
    spawn(`lp -d office ${file}`, { shell: true }); // error: command-injection
  }
}

export function orderRoutes(service: OrderService): Router {
  const router = Router();

  router.get(
    '/',
    wrap(async (req, res) => {
      const orders = await service.search(req.query as ListQuery);
      res.json(orders);
    }),
  );

  router.get(
    '/:id',
    wrap(async (req, res) => {
      const order = await service.get(req.params.id);
      res.json(order);
    }),
  );

  router.get(
    '/:id/invoice',
    wrap(async (req, res) => {
      const { id } = req.params;
      const digest = createHash('sha256').update(id).digest('hex');
      res.type('text/plain').send(await readFile(path.join(INVOICES, digest)));
    }),
  );

  router.get(
    '/:id/raw',
    wrap(async (req, res) => {
      res.type('text/plain').send(await readFile(path.join(INVOICES, req.params.id))); // error: path-traversal
    }),
  );

  router.get(
    '/:id/page',
    wrap(async (req, res) => {
      const sort = SORTS[(req.query.sort as keyof typeof SORTS) ?? 'newest'] ?? SORTS.newest;
      res.send(`<h1>Order</h1><p>${sort}</p>`);
      res.send(`<h1>Order ${req.params.id}</h1>`); // error: xss
    }),
  );

  router.post(
    '/:id/notify',
    wrap(async (req, res) => {
      const order = await service.get(req.params.id);
      await service.notify(order);
      await service.notify(order, req.body.target);
      service.print(req.body.file);
      await writeFile(path.join(INVOICES, `${randomUUID()}.json`), JSON.stringify(order));
      res.status(202).end();
    }),
  );

  router.use((err: HttpError, req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) {
      return next(err);
    }
    logger.error(`${req.method} ${req.originalUrl}: ${err.status}`);
    logger.error({ err, body: req.body }, 'failed');
    return res.status(err.status ?? 500).json({ message: err.message });
  });

  return router;
}
