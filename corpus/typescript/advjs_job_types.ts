import { Request, Response } from 'express';
import { exec } from 'child_process';
namespace Shell {
  export const quote = (s: string): string => `'${s.replace(/'/g, `'\\''`)}'`;
  export function run(cmd: string): void {
    exec(cmd); // error: command-injection
  }
}
enum Level { Low = 1, High = 2 }
interface Job { readonly name: string; level: Level; tags?: string[] }
const levels: Record<string, Level> = { low: Level.Low, high: Level.High };
function isJob(value: any): value is Job {
  return typeof value?.name === 'string' && /^[a-z]+$/.test(value.name);
}
export function parse(req: Request): Job {
  return { name: req.body.name, level: levels[req.body.level] ?? Level.Low, tags: [] };
}
export function start(req: Request, res: Response): void {
  const job = parse(req);
  exec(`job --level ${job.level}`);
  exec(`job --name ${job.name}`); // error: command-injection
  if (isJob(req.body)) {
    exec(`job --name ${req.body.name}`);
  }
  Shell.run(`echo ${req.body.text}`);
  const n: number = req.body.count as number;
  exec(`seq ${n}`); // error: command-injection
  const id = <string>req.params.id;
  exec(`kill ${id}`); // error: command-injection
  const tuple: [string, number] = [req.body.a, Number(req.body.b)];
  exec(`echo ${tuple[1]}`);
  exec(`echo ${tuple[0]}`); // error: command-injection
  const opts = { cmd: req.body.cmd, fixed: 'ls' } satisfies Record<string, string>;
  exec(opts.fixed);
  exec(opts.cmd); // error: command-injection
  res.end();
}
