import express, { Application, ErrorRequestHandler, NextFunction, Request, RequestHandler, Response } from 'express';
import { param, body, validationResult, ValidationChain } from 'express-validator';
import rateLimit from 'express-rate-limit';
import cookieParser from 'cookie-parser';
import helmet from 'helmet';
import compression from 'compression';
import { StatusCodes } from 'http-status-codes';
import { Pool, QueryResult } from 'pg';

type AsyncHandler = (req: Request, res: Response, next: NextFunction) => Promise<unknown>;
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

export const catchAsync = (fn: AsyncHandler): RequestHandler => (req, res, next) => {
  Promise.resolve(fn(req, res, next)).catch((err) => next(err));
};
const validate = (checks: ValidationChain[]): RequestHandler => async (req, res, next) => {
  await Promise.all(checks.map((check) => check.run(req)));
  const errors = validationResult(req);
  if (errors.isEmpty()) return next();
  res.status(StatusCodes.BAD_REQUEST).json({ errors: errors.array() });
};
class ApiError extends Error {
  statusCode: number;
  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}
class ItemService {
  async find(name: string): Promise<QueryResult> {
    return pool.query('SELECT * FROM items WHERE name = $1', [name]);
  }
  async sorted(column: string, direction: string) {
    const allowed = ['name', 'price'];
    const col = allowed.includes(column) ? column : 'name';
    const dir = direction.toUpperCase() === 'DESC' ? 'DESC' : 'ASC';
    return pool.query(`SELECT * FROM items ORDER BY ${col} ${dir}`);
  }
  async search(term: string) {
    return pool.query(`SELECT * FROM items WHERE name ILIKE '%${term}%'`); // error: sql-injection
  }
}
class ItemController {
  private service = new ItemService();
  list = catchAsync(async (req, res) => {
    const { rows } = await this.service.find(req.query.name as string);
    res.status(StatusCodes.OK).json(rows);
  });
  search = catchAsync(async (req, res) => {
    res.json((await this.service.search(req.query.q as string)).rows);
  });
  sorted = catchAsync(async (req, res) => {
    res.json((await this.service.sorted(String(req.query.by), String(req.query.dir))).rows);
  });
  page = catchAsync(async (req, res) => {
    const { rows } = await this.service.find(req.params.name);
    if (!rows.length) throw new ApiError(404, `No item ${req.params.name}`);
    res.send(`<h1>${rows.length} of ${req.params.name}</h1>`); // error: xss
  });
}
const errorHandler: ErrorRequestHandler = (err, req, res, _next) => {
  const status = err instanceof ApiError ? err.statusCode : 500;
  console.error(`[${new Date().toISOString()}] ${req.method} ${req.path} -> ${status}`);
  if (req.accepts('html')) {
    res.status(status).send(`<h1>Error ${status}</h1><p>${req.query.ref}</p>`); // error: xss
    return;
  }
  res.status(status).json({ message: err.message });
};
export function createApp(): Application {
  const app = express();
  const items = new ItemController();
  const router = express.Router();
  app.disable('x-powered-by');
  app.use(helmet(), compression(), cookieParser(), express.json());
  app.use('/api', rateLimit({ windowMs: 60_000, max: 100 }));
  router.route('/items').get(items.list).post(validate([body('name').isAlphanumeric()]), (req, res) => res.status(201).json(req.body));
  router.get('/items/search', items.search);
  router.get('/items/sorted', items.sorted);
  router.get('/items/:name', items.page);
  app.use('/api', router);
  app.use((req, res) => res.status(404).type('txt').send(`No route ${req.originalUrl}`));
  app.use(errorHandler);
  return app;
}
