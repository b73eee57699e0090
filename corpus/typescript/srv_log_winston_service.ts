import express, { NextFunction, Request, Response, Router } from 'express';
import winston, { createLogger, format, transports, Logger } from 'winston';
import { AccountStore } from './account-store';

interface Credentials {
  login: string;
  password: string;
  remember?: boolean;
}

enum Plan {
  Free = 'free',
  Team = 'team',
}

export function makeLogger(label: string): Logger {
  return createLogger({
    level: 'info',
    format: format.combine(format.label({ label }), format.printf(({ level, message }) => `${level} ${message}`)),
    transports: [new transports.Console()],
  });
}

const root = makeLogger('root');

class Audit {
  private readonly log: winston.Logger;

  constructor(parent: winston.Logger, private readonly area: string) {
    this.log = parent.child({ area });
  }

  event(name: string, detail: string): void {
    this.log.info(`${this.area}/${name} ${detail}`); // error: log-injection
  }

  safeEvent(name: string, detail: string): void {
    this.log.info(`${name} ${Audit.line(detail)}`);
  }

  static line(text: unknown): string {
    return String(text).replace(/[\n\r]/g, '_');
  }
}

export class SessionController {
  private readonly logger = makeLogger('session');
  private readonly audit = new Audit(root, 'session');
  private last?: string;

  constructor(private readonly store: AccountStore, private readonly limit: number = 5) {
    this.create = this.create.bind(this);
  }

  async create(req: Request<{}, {}, Credentials>, res: Response): Promise<void> {
    const { login, password, remember = false } = req.body;
    this.logger.info('create session', { login });
    this.logger.info(`create session for ${login}`); // error: log-injection
    this.logger.log('info', 'remember %s', Boolean(remember));
    this.logger.log('warn', 'login %s', login); // error: log-injection
    this.logger.log({ level: 'info', message: `login ${login}` }); // error: log-injection
    this.logger.log({ level: 'info', message: 'login', login });
    this.audit.event('create', login);
    this.audit.safeEvent('create', login);
    this.last = login;
    const account = await this.store.find(login, password);
    if (!account) {
      this.denied();
      res.sendStatus(401);
      return;
    }
    this.logger.info(`session ${account.id} created`);
    res.json({ id: account.id });
  }

  private denied(): void {
    this.logger.warn('denied ' + this.last); // error: log-injection
    this.logger.warn(`limit is ${this.limit}`);
  }

  readonly plan = (req: Request, res: Response): void => {
    const plan = req.params.plan as Plan;
    this.logger.info(`plan ${plan}`); // error: log-injection
    if (!Object.values(Plan).includes(plan)) {
      res.sendStatus(404);
      return;
    }
    this.logger.info(`plan ${plan}`);
    const seats: number = Number(req.query.seats ?? 1);
    this.logger.info(`seats ${seats}`);
    res.sendStatus(204);
  };

  trace(req: Request, _res: Response, next: NextFunction): void {
    this.logger.debug(`${req.method} ${req.originalUrl} from ${req.ip}`);
    this.logger.debug(`agent ${req.get('user-agent')}`);
    this.logger.debug(`query ${JSON.stringify(req.query)}`);
    this.logger.debug(`tenant ${req.query.tenant as string}`); // error: log-injection
    this.logger.debug(`cookie ${req.cookies.theme}`); // error: log-injection
    next();
  }
}

export function routes(store: AccountStore): Router {
  const router = express.Router();
  const controller = new SessionController(store);
  const log = root.child({ area: 'routes' });
  router.use((req, res, next) => controller.trace(req, res, next));
  router.post('/sessions', controller.create);
  router.put('/plans/:plan', controller.plan);
  router.get('/tags', ({ query: { tag = 'none', max } }: Request, res: Response) => {
    log.info('tag ' + tag); // error: log-injection
    log.info('max ' + Math.min(Number(max), 50));
    res.json([]);
  });
  router.use((err: Error, req: Request, res: Response, _next: NextFunction) => {
    log.error(`failed: ${req.body.login}`); // error: log-injection
    log.error('failed', { login: req.body.login, stack: err.stack });
    res.status(500).json({ ok: false });
  });
  return router;
}
