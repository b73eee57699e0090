import express, { type RequestHandler, type Request, type Response } from 'express';
import cp = require('child_process');
import fs = require('fs');
import mysql = require('mysql');

namespace Pages {
  export const title = (text: string) => `<h1>${text}</h1>`;
  export function safe(text: string): string {
    return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  }
}
enum Level { Low = 1, High = 2 }
enum Mode { Fast = 'fast', Slow = 'slow' }

abstract class Job<T extends { name: string }> {
  constructor(protected readonly input: T, private readonly shell: string = '/bin/sh') {}
  abstract command(): string;
  run(): void {
    cp.exec(this.command(), { shell: this.shell }); // error: command-injection
  }
}
class Convert extends Job<{ name: string }> {
  command(): string {
    return `convert ${this.input.name}`;
  }
}
class Fixed extends Job<{ name: string }> {
  command() {
    return 'convert all';
  }
}

function pick<T, K extends keyof T>(value: T, key: K): T[K] {
  return value[key];
}
function read(path: string): string;
function read(path: Buffer): Buffer;
function read(path: any): any {
  return path;
}
function isMode(x: unknown): x is Mode {
  return x === Mode.Fast || x === Mode.Slow;
}
function assertWord(x: string): asserts x is string {
  if (!/^\w+$/.test(x)) throw new TypeError('bad');
}

const handler: RequestHandler<{ id: string }, string, { name: string }, { q?: string }> = (req, res) => {
  res.send(Pages.title(req.params.id)); // error: xss
};
const app = express();
app.get('/1/:id', handler);
app.get('/2', (req: Request, res: Response) => res.send(Pages.title(Pages.safe(req.query.q as string))));
app.get('/3', (req, res) => {
  new Convert({ name: req.query.name as string }).run();
  new Fixed({ name: req.query.name as string }).run();
  res.end();
});
app.get('/4', (req, res) => res.send(pick(req.query, 'q') as string)); // error: xss
app.get('/5', (req, res) => res.send(read(req.query.q as string))); // error: xss
app.get('/6', (req, res) => {
  const mode = req.query.mode;
  if (!isMode(mode)) return res.sendStatus(400);
  res.send(`<p>${mode} ${Level.High}</p>`);
});
app.get('/7', (req, res) => {
  const w = req.query.w as string;
  assertWord(w);
  res.send(`<p>${w}</p>`);
});
app.get('/8', (req, res) => {
  const view = { name: req.query.name!, level: Level.Low } satisfies { name: unknown; level: Level };
  res.write(`<p>${view.level}</p>`);
  res.end(`<p>${view.name}</p>`); // error: xss
});
app.get('/9', (req, res) => {
  const parts = <string[]>(<unknown>req.query.p);
  const [first, ...others] = parts;
  res.write(first); // error: xss
  res.end(others.map((o) => `<li>${Pages.safe(o)}</li>`).join(''));
});
class Repo {
  #conn = mysql.createConnection({});
  find(id: string) {
    return this.#conn.query('select * from t where id = ' + id); // error: sql-injection
  }
  findSafe(id: string) {
    return this.#conn.query('select * from t where id = ?', [id]);
  }
  static create = () => new Repo();
}
app.get('/10', (req, res) => {
  const repo = Repo.create();
  repo.find(req.query.id as string);
  repo.findSafe(req.query.id as string);
  res.end();
});
app.get('/11', (req, res) => {
  const opts: Partial<Record<'file', string>> = {};
  opts.file = `${req.query.file}`;
  fs.readFile(opts.file!, 'utf8', (_e, d) => res.json({ d })); // error: path-traversal
});
export = app;
