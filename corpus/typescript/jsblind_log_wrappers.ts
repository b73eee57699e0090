import express, { NextFunction, Request, Response } from 'express';
import winston, { format, transports } from 'winston';
import DailyRotateFile from 'winston-daily-rotate-file';
import morgan from 'morgan';
import { AsyncLocalStorage } from 'async_hooks';
import kleur from 'kleur';
import pc from 'picocolors';
import { appendFileSync, createWriteStream, WriteStream } from 'fs';
import { EOL } from 'os';

type Level = 'info' | 'warn' | 'error';
const { combine, timestamp, printf, label, colorize, splat } = format;

export abstract class BaseLogger {
  protected abstract write(level: Level, line: string): void;
  info(message: string, ...rest: unknown[]): void { this.write('info', [message, ...rest].join(' ')); }
  warn(message: string): void { this.write('warn', message); }
  clean(message: string): void { this.write('info', message.replace(/[\n\r]/g, '_')); }
}
export class FileLogger extends BaseLogger {
  private readonly out: WriteStream;
  constructor(private readonly file: string) { super(); this.out = createWriteStream(file, { flags: 'a' }); }
  protected write(level: Level, line: string): void {
    console.log(`${new Date().toISOString()} [${level}] ${line}`); // error: log-injection
  }
}
export class NullLogger extends BaseLogger {
  protected write(): void {}
}
const winstonLogger = winston.createLogger({
  level: 'debug',
  format: combine(label({ label: 'web' }), timestamp(), splat(), colorize(), printf(({ level, message }) => `${level} ${message}`)),
  transports: [new transports.Console(), new DailyRotateFile({ filename: 'web-%DATE%.log' })],
});
const log = new FileLogger('/var/log/web.log');
const none = new NullLogger();
const als = new AsyncLocalStorage<{ user: string }>();

const app = express();
app.use(express.json());
app.use(morgan('combined'));
app.use(morgan(':method :url :body'));
morgan.token('body', (req: Request) => JSON.stringify(req.body));
app.use((req: Request, _res: Response, next: NextFunction) => als.run({ user: req.body.user }, next));

function audit(event: string, detail: Record<string, unknown> = {}) {
  winstonLogger.info(event, { ...detail });
}
const trace = (label: string) => <T>(value: T): T => {
  winstonLogger.debug('%s: %s', label, value); // error: log-injection
  return value;
};

app.post('/a', (req, res) => {
  const { name, age } = req.body as { name: string; age: number };
  log.info('created', name);
  none.info('created', name);
  log.clean(name);
  log.warn(`age ${Number(age)}`);
  audit('created', { name });
  audit('created ' + Number(age));
  trace('name')(name);
  winstonLogger.info(`created ${name}`); // error: log-injection
  winstonLogger.child({ name }).warn('created');
  winstonLogger.log('warn', 'created %s', name); // error: log-injection
  console.log(kleur.bold().red(name)); // error: log-injection
  console.log(pc.green(`made ${name}`)); // error: log-injection
  console.error('%o', name);
  console.error('%s is %d', 'x', age);
  const line = [name, age].map((x) => encodeURIComponent(String(x))).join(',');
  console.log(line);
  res.end();
});
app.post('/b', (req, res) => {
  const { note, tags } = req.body;
  const safe = note.replaceAll('\n', '').replaceAll('\r', '');
  console.log('note ' + safe);
  const half = note.replaceAll('\n', '');
  console.log('note ' + half); // error: log-injection
  console.log('tags ' + tags.join(', ')); // error: log-injection
  console.log('tags ' + JSON.stringify(tags));
  console.log('note ' + note.slice(0, 20)); // error: log-injection
  console.log('note ' + note.match(/^\w+/)?.[0]);
  console.log('note ' + (note as string).split('\n').map((l: string) => l.length).join());
  console.log(`note ${note ? 'set' : 'not set'}`);
  console.log('note ' + note.charCodeAt(0));
  console.log('note ' + escape(note));
  appendFileSync('/var/log/app.log', note + EOL); // error: log-injection
  process.stdout.write('note ' + note + EOL); // error: log-injection
  res.end();
});
