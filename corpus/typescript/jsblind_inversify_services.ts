import 'reflect-metadata';
import { Container, inject, injectable } from 'inversify';
import { controller, httpGet, httpPost, queryParam, requestBody, requestParam, request, response, interfaces } from 'inversify-express-utils';
import { container as tsy, singleton, autoInjectable } from 'tsyringe';
import { createContainer, asClass } from 'awilix';
import express, { Request, Response, NextFunction, RequestHandler } from 'express';
import asyncHandler from 'express-async-handler';
import { exec } from 'child_process';
import { Pool } from 'pg';

interface Store { find(q: string): Promise<unknown[]> }
@injectable()
class PgStore implements Store {
  private pool = new Pool();
  async find(q: string) {
    return (await this.pool.query(`SELECT * FROM docs WHERE title = '${q}'`)).rows; // error: sql-injection
  }
}
@injectable()
class SafeStore implements Store {
  private pool = new Pool();
  async find(q: string) {
    return (await this.pool.query('SELECT * FROM docs WHERE title = $1', [q])).rows;
  }
}
@controller('/docs')
export class DocsController implements interfaces.Controller {
  constructor(@inject('Store') private readonly store: PgStore) {}
  @httpGet('/')
  async list(@queryParam('q') q: string) {
    return this.store.find(q);
  }
  @httpGet('/page')
  page(@request() req: Request, @response() res: Response) {
    res.send(`<p>${req.query.q}</p>`); // error: xss
  }
  @httpPost('/run')
  run(@requestBody() body: { cmd: string }) {
    exec(body.cmd); // error: command-injection
  }
}
class HttpError extends Error {
  constructor(public readonly status: number, message: string) { super(message); }
}
const app = express();
const guard = (role: string): RequestHandler => (req, res, next) => {
  if (req.get('x-role') !== role) return next(new HttpError(403, `no ${role}`));
  next();
};
app.get('/a', guard('admin'), asyncHandler(async (req, res) => {
  exec(`backup ${req.query.name}`); // error: command-injection
  res.json({ ok: true });
}));
const api = express.Router();
api.param('name', (req, _res, next, name) => { (req as any).plain = /^\w+$/.test(name) ? name : 'x'; next(); });
api.get('/b/:name', (req, res) => { exec(`backup ${(req as any).plain}`); res.end(); });
app.use('/api', api);
app.use((err: unknown, _req: Request, res: Response, _next: NextFunction) => {
  if (err instanceof HttpError) return res.status(err.status).json({ message: err.message });
  res.status(500).send('<h1>Error</h1>');
});
export default app;
