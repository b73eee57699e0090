import { Router, type Request, type Response } from 'express';
import { exec as run } from 'child_process';
import type { Pool } from 'pg';
export { Router as ApiRouter } from 'express';
export * from './types';
import fs, { type PathLike } from 'fs';
import path from 'path';

export interface Command { readonly name: string; execute(input: string): Promise<string> }
declare global { namespace Express { interface Request { user?: { id: string; name: string } } } }

namespace Shell {
  export namespace Quote {
    export const single = (s: string): string => `'${s.split("'").join(`'\\''`)}'`;
  }
  export async function sh(cmd: string): Promise<string> {
    return new Promise((resolve, reject) => run(cmd, (e, out) => (e ? reject(e) : resolve(out)))); // error: command-injection
  }
}
class Ping implements Command {
  readonly name = 'ping' as const;
  async execute(input: string) { return Shell.sh(`ping -c 1 ${input}`); }
}
class SafePing implements Command {
  readonly name = 'ping' as const;
  async execute(input: string) { return Shell.sh(`ping -c 1 ${Shell.Quote.single(input)}`); }
}
class Uptime implements Command {
  readonly name = 'uptime';
  async execute(_input: string) { return Shell.sh('uptime'); }
}
const commands = new Map<string, Command>([['uptime', new Uptime()], ['safe', new SafePing()]]);

const wrap = (fn: (req: Request, res: Response) => Promise<unknown>) => (req: Request, res: Response, next: (e?: unknown) => void) =>
  Promise.resolve(fn(req, res)).catch(next);
const router = Router();

router.get('/1', wrap(async (req, res) => {
  res.json({ out: await new Ping().execute(String(req.query.host)) });
}));
router.get('/2', wrap(async (req, res) => {
  const command = commands.get(String(req.query.c));
  res.json({ out: await command?.execute(String(req.query.arg)) });
}));
router.get('/3', wrap(async (req, res) => {
  res.send(`<p>${req.query.name}</p>`); // error: xss
}));

type Handler<P = Record<string, string>> = (ctx: { params: P; query: Record<string, string | undefined>; html(body: string): void }) => void;
function adapt<P extends Record<string, string>>(handler: Handler<P>) {
  return (req: Request, res: Response) => {
    handler({
      params: req.params as P,
      query: req.query as Record<string, string>,
      html: (body) => void res.type('html').send(body), // error: xss
    });
  };
}
router.get('/4/:id', adapt<{ id: string }>((ctx) => ctx.html(`<p>${ctx.params.id}</p>`)));

abstract class Controller {
  protected abstract readonly base: string;
  protected ok(res: Response, body: string) { res.status(200).send(body); } // error: xss
  protected static word(x: unknown): string {
    if (typeof x !== 'string' || !/^\w+$/.test(x)) throw new Error('not a word');
    return x;
  }
}
class Pages extends Controller {
  protected readonly base = '/srv/pages';
  show = async (req: Request, res: Response): Promise<void> => {
    const name = Controller.word(req.params.name);
    this.ok(res, await fs.promises.readFile(path.join(this.base, name), 'utf8'));
  };
  raw = async (req: Request, res: Response): Promise<void> => {
    this.ok(res, '<i>' + req.params.name + '</i>');
  };
  file(req: Request, res: Response) {
    const target: PathLike = path.join(this.base, req.params.name);
    fs.createReadStream(target).pipe(res); // error: path-traversal
  }
}
const pages = new Pages();
router.get('/5/:name', pages.show);
router.get('/6/:name', pages.raw);
router.get('/7/:name', pages.file.bind(pages));

const pick = <T extends object, K extends keyof T>(o: T, ...keys: K[]): Pick<T, K> =>
  Object.fromEntries(keys.map((k) => [k, o[k]])) as Pick<T, K>;
router.post('/8', (req, res) => {
  const { title, size } = pick(req.body as { title: string; size: number; extra: string }, 'title', 'size');
  res.write(`<p>${+size}</p>`);
  res.end(`<p>${title}</p>`); // error: xss
});
enum Format { Json = 'json', Html = 'html' }
router.get('/9', (req, res) => {
  const format = (Object.values(Format) as string[]).includes(req.query.format as string) ? (req.query.format as Format) : Format.Json;
  switch (format) {
    case Format.Html:
      res.send(`<p>${format}</p>`);
      break;
    case Format.Json:
      res.json({ format });
      break;
    default: {
      const never: never = format;
      throw new Error(never);
    }
  }
});
class Range2 {
  constructor(private readonly lo: string, private readonly hi: string) {}
  *[Symbol.iterator](): IterableIterator<string> {
    yield this.lo;
    yield this.hi;
  }
}
router.get('/10', (req, res) => {
  for (const part of new Range2(String(req.query.lo), 'z')) {
    res.write(`<b>${part}</b>`); // error: xss
  }
  for (const part of new Range2('a', 'z')) {
    res.write(`<b>${part}</b>`);
  }
  res.end();
});
export default router satisfies Router;
