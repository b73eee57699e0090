import { Router, Request, Response, NextFunction } from 'express';
import { autoInjectable, inject, injectable } from 'tsyringe';
import { Pool } from 'pg';
import { exec } from 'child_process';
import winston from 'winston';

interface IUserRepository { byName(name: string): Promise<unknown[]>; byId(id: number): Promise<unknown> }
const logger = winston.createLogger({ transports: [new winston.transports.Console({ format: winston.format.simple() })] });

export class UserRepository implements IUserRepository {
  private static instance: UserRepository;
  private constructor(private readonly pool: Pool) {}
  static getInstance(): UserRepository {
    return (this.instance ??= new UserRepository(new Pool()));
  }
  async byName(name: string) {
    const { rows } = await this.pool.query(`SELECT * FROM users WHERE name = '${name}'`); // error: sql-injection
    return rows;
  }
  async byId(id: number) {
    const { rows } = await this.pool.query(`SELECT * FROM users WHERE id = ${id}`);
    return rows[0];
  }
}
export class UserService {
  constructor(private readonly users = UserRepository.getInstance()) {}
  findByName(name: string) { return this.users.byName(name); }
  find(id: string) { return this.users.byId(Number(id)); }
}
export abstract class BaseController {
  protected readonly router = Router();
  protected abstract routes(): void;
  public get handler() { return this.router; }
  protected html(res: Response, body: string, status = 200) { return res.status(status).type('html').send(body); } // error: xss
  protected wrap(fn: (req: Request, res: Response) => Promise<unknown>) {
    return async (req: Request, res: Response, next: NextFunction) => {
      try { await fn.call(this, req, res); } catch (e) { next(e); }
    };
  }
}
export class UserController extends BaseController {
  constructor(private readonly service: UserService = new UserService()) {
    super();
    this.routes();
  }
  protected routes() {
    this.router.get('/', this.wrap(this.index));
    this.router.get('/:id', this.show.bind(this));
    this.router.get('/:id/page', (req, res) => this.page(req, res));
    this.router.post('/run', this.run);
  }
  private async index(req: Request, res: Response) {
    logger.info(`listing ${req.query.name}`); // error: log-injection
    res.json(await this.service.findByName(req.query.name as string));
  }
  private async show(req: Request, res: Response) {
    logger.info(`showing ${Number(req.params.id)}`);
    res.json(await this.service.find(req.params.id));
  }
  private page(req: Request, res: Response) {
    return this.html(res, `<h1>User ${req.params.id}</h1>`);
  }
  private run = (req: Request, res: Response) => {
    const { command, times } = req.body as { command: string; times: number };
    exec(command); // error: command-injection
    exec(`repeat ${Number(times)}`);
    this.html(res, '<p>done</p>', 202);
  };
}
