import express, { Request, Response, NextFunction } from 'express';
import { exec } from 'node:child_process';
import sqlite3 from 'sqlite3';

abstract class Handler {
  protected abstract body(req: Request): string;
  handle = (req: Request, res: Response): void => {
    res.send(this.body(req)); // error: xss
  };
}
class Echo extends Handler {
  protected body(req: Request): string {
    return `<pre>${req.query.text}</pre>`;
  }
}
class Fixed extends Handler {
  protected body(): string {
    return '<pre>fixed</pre>';
  }
}

class Query {
  private parts: string[] = [];
  private values: unknown[] = [];
  where(column: string, value: unknown): this {
    this.parts.push(`${column} = ?`);
    this.values.push(value);
    return this;
  }
  whereRaw(text: string): this {
    this.parts.push(text);
    return this;
  }
  toSql(): string {
    return 'SELECT * FROM t WHERE ' + this.parts.join(' AND ');
  }
  params(): unknown[] {
    return this.values;
  }
}

export class Store {
  static #instance: Store;
  readonly #db = new sqlite3.Database('app.db');
  static get(): Store {
    return (Store.#instance ??= new Store());
  }
  all(query: Query, done: (err: Error | null, rows: unknown[]) => void): void {
    this.#db.all(query.toSql(), query.params(), done); // error: sql-injection
  }
  byName(name: string, done: (err: Error | null, rows: unknown[]) => void): void {
    this.#db.all('SELECT * FROM t WHERE name = ?', [name], done);
  }
  exec(sql: string): void {
    this.#db.exec(sql); // error: sql-injection
  }
}

type Role = 'admin' | 'user';
function toRole(value: unknown): Role {
  return value === 'admin' ? 'admin' : 'user';
}
function assertDigits(value: string): asserts value is `${number}` {
  if (!/^\d+$/.test(value)) throw new Error('digits');
}
function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('missing');
  return value;
}

const app = express();
app.get('/echo', new Echo().handle);
app.get('/fixed', new Fixed().handle);
app.get('/rows', (req: Request, res: Response) => {
  const store = Store.get();
  store.all(new Query().where('name', req.query.name), (err, rows) => res.json(rows));
});
app.get('/rows-raw', (req: Request, res: Response) => {
  const store = Store.get();
  store.all(new Query().whereRaw(req.query.filter as string), (err, rows) => res.json(rows));
  store.byName(String(req.query.name), (err, rows) => res.json(rows));
  store.exec(`DROP TABLE ${req.query.table}`);
});
app.get('/role', (req: Request, res: Response) => {
  exec(`useradd -g ${toRole(req.query.role)} guest`);
  exec(`useradd ${required(req.query.name)}`); // error: command-injection
  const id = req.params.id as string;
  assertDigits(id);
  exec(`kill ${id}`);
  exec(`kill ${req.params.pid!}`); // error: command-injection
  res.end();
});
app.use((err: Error, req: Request, res: Response, next: NextFunction) => {
  res.status(500).send('error');
});
