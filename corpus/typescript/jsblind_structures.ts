import express, { Request, Response, NextFunction } from 'express';
import { exec } from 'child_process';
import { EventEmitter } from 'events';
const app = express();
app.use(express.json());

// ---- accessors, static members, private methods
class Ctx {
  static #count = 0;
  static readonly shared = new Map<string, string>();
  constructor(private readonly req: Request, private readonly res: Response) { Ctx.#count++; }
  get name(): string { return this.req.query.name as string; }
  get id(): number { return Number(this.req.query.id); }
  get body() { return this.req.body as { cmd: string; n: number }; }
  #run(cmd: string) { exec(cmd); } // error: command-injection
  runName() { this.#run('run ' + this.name); }
  runFixed() { this.#run('run all'); }
  runId() { exec(`run ${this.id}`); }
  runBody() { exec(this.body.cmd); } // error: command-injection
  static count() { return Ctx.#count; }
}
app.get('/a', (req, res) => { const c = new Ctx(req, res); c.runName(); c.runFixed(); c.runId(); c.runBody(); res.send(`<p>${Ctx.count()}</p>`); });

// ---- mixins
type Ctor<T = object> = new (...args: any[]) => T;
const Loud = <B extends Ctor>(Base: B) => class extends Base {
  shout(text: string) { return text.toUpperCase(); }
  execute(text: string) { exec('shout ' + text); } // error: command-injection
};
class Plain { constructor(public readonly tag: string) {} }
class LoudPlain extends Loud(Plain) {}
app.get('/b', (req, res) => {
  const l = new LoudPlain(req.query.tag as string);
  l.execute(l.shout(l.tag));
  res.send(`<p>${l.tag.length}</p>`);
});

// ---- discriminated unions, exhaustive switch
type Job = { kind: 'copy'; from: string } | { kind: 'wait'; ms: number } | { kind: 'list' };
function toCommand(job: Job): string {
  switch (job.kind) {
    case 'copy': return `cp ${job.from} /tmp`;
    case 'wait': return `sleep ${job.ms}`;
    case 'list': return 'ls';
  }
}
app.post('/c', (req, res) => {
  exec(toCommand({ kind: 'copy', from: req.body.from })); // error: command-injection
  exec(toCommand({ kind: 'wait', ms: +req.body.ms }));
  exec(toCommand({ kind: 'list' }));
  res.end();
});

// ---- generics, builders, fluent
class QueryBuilder<T extends object> {
  private parts: string[] = [];
  where<K extends keyof T>(key: K, value: T[K]): this { this.parts.push(`--${String(key)}=${value}`); return this; }
  limit(n: number): this { this.parts.push(`--limit=${n}`); return this; }
  build(): string { return ['find', ...this.parts].join(' '); }
}
app.get('/d', (req, res) => {
  exec(new QueryBuilder<{ name: string }>().where('name', req.query.name as string).build()); // error: command-injection
  exec(new QueryBuilder<{ name: string }>().where('name', 'fixed').limit(Number(req.query.n)).build());
  res.end();
});

// ---- typed emitter, observers
class Bus<E extends Record<string, unknown>> {
  private readonly handlers = new Map<keyof E, Array<(v: any) => void>>();
  on<K extends keyof E>(k: K, h: (v: E[K]) => void) { this.handlers.set(k, [...(this.handlers.get(k) ?? []), h]); }
  emit<K extends keyof E>(k: K, v: E[K]) { this.handlers.get(k)?.forEach((h) => h(v)); }
}
const bus = new Bus<{ job: string; tick: number }>();
bus.on('job', (cmd) => exec(cmd)); // error: command-injection
bus.on('tick', (n) => exec(`tick ${n}`));
app.post('/e', (req, res) => { bus.emit('job', req.body.cmd); bus.emit('tick', Date.now()); res.end(); });

// ---- async generators, iterators
async function* pages(req: Request) {
  yield 'first';
  for (const p of (req.query.pages as string[]) ?? []) yield p;
}
app.get('/f', async (req, res) => {
  for await (const page of pages(req)) exec(`print ${page}`); // error: command-injection
  const it = pages(req)[Symbol.asyncIterator]();
  const { value } = await it.next();
  res.send(`<p>${typeof value}</p>`);
});

// ---- roundtrips
app.post('/g', (req, res) => {
  const copy = JSON.parse(JSON.stringify(req.body));
  exec(copy.cmd); // error: command-injection
  exec(structuredClone(req.body).cmd); // error: command-injection
  const b64 = Buffer.from(req.body.cmd).toString('base64');
  exec('echo ' + b64);
  exec(Buffer.from(b64, 'base64').toString()); // error: command-injection
  exec(decodeURIComponent(encodeURIComponent(req.body.cmd))); // error: command-injection
  const { cmd, ...others } = Object.assign({}, req.body, { cmd: 'ls' });
  exec(cmd);
  exec(others.extra); // error: command-injection
  const [first] = Object.entries(req.body)[0] ?? ['x'];
  exec('set ' + first); // error: command-injection
  const m = new Map(Object.entries(req.body as Record<string, string>));
  exec('get ' + m.get('k')); // error: command-injection
  res.end();
});

// ---- promises
app.get('/h', async (req, res) => {
  const q = req.query.q as string;
  const [r1, r2] = await Promise.allSettled([Promise.resolve(q), Promise.resolve('x')]);
  if (r1.status === 'fulfilled') exec(r1.value); // error: command-injection
  if (r2.status === 'fulfilled') exec(r2.value);
  exec(await Promise.race([Promise.resolve(q), new Promise<string>((r) => setTimeout(r, 10, 'x'))])); // error: command-injection
  const later = (async () => { await null; return q; })();
  exec(await later); // error: command-injection
  await Promise.all([q, 'y'].map(async (v, i) => { if (i === 1) exec(`n ${i}`); }));
  res.end();
});

// ---- registries, strategies, currying
const strategies: Record<string, (arg: string) => string> = {
  raw: (a) => a,
  quoted: (a) => `'${a.replace(/'/g, `'\\''`)}'`,
  none: () => '',
};
app.get('/i', (req, res) => {
  exec('x ' + strategies.raw(req.query.a as string)); // error: command-injection
  exec('x ' + strategies.quoted(req.query.a as string));
  exec('x ' + strategies.none(req.query.a as string));
  res.end();
});
const curry = (a: string) => (b: string) => (c: string) => `${a} ${b} ${c}`;
const half = curry('run')('fast');
app.get('/j', (req, res) => {
  exec(half(req.query.c as string)); // error: command-injection
  exec(half('now'));
  res.end();
});

// ---- guards by type predicates and assertion functions
interface Safe { readonly __brand: 'safe'; value: string }
function isSafe(x: unknown): x is string { return typeof x === 'string' && /^[a-z]+$/.test(x); }
function assertSafe(x: unknown): asserts x is string { if (!isSafe(x)) throw new TypeError('unsafe'); }
const brand = (x: string): Safe => { assertSafe(x); return { __brand: 'safe', value: x }; };
app.get('/k', (req, res) => {
  const x = req.query.x;
  exec(brand(String(req.query.y)).value);
  if (isSafe(x)) exec(x);
  else exec(String(x)); // error: command-injection
  assertSafe(req.query.z);
  exec(req.query.z);
  res.end();
});

// ---- Proxy, WeakMap, Symbol
const meta = new WeakMap<Request, { who: string }>();
const KEY = Symbol('key');
app.use((req: Request, _res: Response, next: NextFunction) => {
  meta.set(req, { who: req.get('x-who') ?? 'nobody' });
  (req as any)[KEY] = req.query.key;
  next();
});
app.get('/l', (req, res) => {
  res.write(`<p>${meta.get(req)?.who}</p>`); // error: xss
  res.write(`<p>${(req as any)[KEY]}</p>`); // error: xss
  res.end();
});
export { app as default };
