import express, { Request, Response } from 'express';
import { exec } from 'node:child_process';

const app = express();

enum Level { Low = 'low', High = 'high' }
enum Size { Small, Large }
const enum Mode { Raw = 'raw' }
namespace Commands {
  export const fixed = 'uptime';
  export function echo(x: string): string { return `echo ${x}`; }
  export namespace Deep { export const date = 'date'; }
}
interface Job { name: string; count: number; tags?: string[] }
type Word = 'up' | 'down';
const WORDS = ['up', 'down'] as const;

function isWord(x: unknown): x is Word { return WORDS.includes(x as Word); }
function isString(x: unknown): x is string { return typeof x === 'string'; }
function assertWord(x: unknown): asserts x is Word { if (!isWord(x)) throw new Error('bad'); }
function assertString(x: unknown): asserts x is string { if (typeof x !== 'string') throw new Error('bad'); }
function show(x: string): string;
function show(x: number): string;
function show(x: string | number): string { return typeof x === 'number' ? `seq ${x}` : `echo ${x}`; }
function identity<T>(x: T): T { return x; }
function levelOf(x: string): Level { return x === 'low' ? Level.Low : Level.High; }

abstract class Task<T> {
  constructor(protected readonly input: T, private label: string = 'task') {}
  abstract command(): string;
  run(): void { exec(this.command()); } // error: command-injection
  name(): string { return this.label; }
}
class Echo extends Task<string> {
  command(): string { return `echo ${this.input}`; }
}
class Fixed extends Task<string> {
  override command(): string { return 'uptime'; }
}
class Store<T extends { id: string }> {
  private readonly items = new Map<string, T>();
  put(item: T): this { this.items.set(item.id, item); return this; }
  get(id: string): T | undefined { return this.items.get(id); }
}
class Settings {
  static readonly instance = new Settings();
  declare extra: string;
  shell!: string;
  accessor color = 'red';
  static { Settings.instance.shell = '/bin/sh'; }
}

app.get('/1', (req: Request, res: Response) => {
  const x = req.query.x as string;
  exec('echo ' + x); // error: command-injection
  exec('echo ' + (req.query.x as unknown as number)); // error: command-injection
  exec('echo ' + <string>req.query.x); // error: command-injection
  exec('echo ' + req.query.x!); // error: command-injection
  exec('echo ' + ({ a: x } satisfies { a: string }).a); // error: command-injection
  exec('echo ' + Level.Low + Size.Small + Mode.Raw);
  exec('echo ' + Level[x as keyof typeof Level]);
  exec('echo ' + levelOf(x));
  exec('echo ' + Object.values(Level).join(' '));
  exec(Commands.fixed + Commands.Deep.date);
  exec(Commands.echo(x)); // error: command-injection
  res.end();
});
app.get('/2', (req: Request, res: Response) => {
  const x: unknown = req.query.x;
  if (isWord(x)) exec('echo ' + x);
  if (isString(x)) exec('echo ' + x); // error: command-injection
  const y = req.query.y;
  assertWord(y);
  exec('echo ' + y);
  const z = req.query.z;
  assertString(z);
  exec('echo ' + z); // error: command-injection
  res.end();
});
app.get('/3', (req: Request, res: Response) => {
  exec(show(Number(req.query.x)));
  exec(show(String(req.query.x))); // error: command-injection
  exec(identity<string>('uptime'));
  exec(identity<string>(String(req.query.x))); // error: command-injection
  const job: Job = { name: String(req.query.name), count: Number(req.query.count), tags: [] };
  exec('job ' + job.count);
  exec('job ' + job.name); // error: command-injection
  exec('job ' + job.tags!.join(' '));
  res.end();
});
app.get('/4', (req: Request, res: Response) => {
  new Echo(String(req.query.x)).run();
  new Fixed(String(req.query.x)).run();
  exec('echo ' + new Fixed(String(req.query.x)).name());
  exec('echo ' + new Fixed('a', String(req.query.x)).name()); // error: command-injection
  res.end();
});
app.get('/5', (req: Request, res: Response) => {
  const store = new Store<{ id: string; text: string }>();
  store.put({ id: 'a', text: String(req.query.x) });
  exec('echo ' + store.get('a')?.text); // error: command-injection
  exec('echo ' + store.get('a')?.id);
  exec('echo ' + Settings.instance.shell + Settings.instance.color);
  res.end();
});
app.get('/6', (req: Request<{ id: string }, unknown, { text: string }>, res: Response) => {
  const { id } = req.params;
  const { text }: { text: string } = req.body;
  exec(`echo ${id}`); // error: command-injection
  exec(`echo ${text}`); // error: command-injection
  const handlers: Record<Word, (x: string) => string> = { up: () => 'uptime', down: (v) => `down ${v}` };
  exec(handlers.up(text));
  exec(handlers.down(text)); // error: command-injection
  exec(handlers[req.query.w as Word](text)); // error: command-injection
  const tuple: [string, number] = [text, 1];
  exec('seq ' + tuple[1]);
  exec('echo ' + tuple[0]); // error: command-injection
  const maybe: string | undefined = req.query.x as string | undefined;
  exec('echo ' + (maybe ?? 'none')); // error: command-injection
  res.end();
});
