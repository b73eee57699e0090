import Fastify, { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import pino, { Logger } from 'pino';

type Params = { room: string };
type Query = { from?: string; to?: string; size?: string };

const base: Logger = pino({ level: process.env.LOG_LEVEL ?? 'info', redact: ['password'] });
const rooms = base.child({ module: 'rooms' });

const ROOMS = ['lobby', 'attic', 'cellar'] as const;
type Room = (typeof ROOMS)[number];

function isRoom(value: string): value is Room {
  return (ROOMS as readonly string[]).includes(value);
}

function assertDay(value: string): asserts value is string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    throw new RangeError('not a day');
  }
}

const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?');

async function rename(request: FastifyRequest<{ Params: Params; Body: { name: string } }>, reply: FastifyReply) {
  const { room } = request.params;
  const { name } = request.body;
  request.log.info({ room, name }, 'rename');
  request.log.info({ room }, `rename to ${name}`); // error: log-injection
  request.log.info('rename to %s', name); // error: log-injection
  request.log.info('rename to %d', name.length);
  request.log.info('rename to %j', name);
  request.log.info('rename to ' + printable(name));
  if (!isRoom(room)) {
    rooms.warn(`no room ${room}`); // error: log-injection
    return reply.code(404).send({ error: 'no such room' });
  }
  rooms.info(`room ${room} renamed`);
  return { ok: true };
}

export async function calendar(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', async (request) => {
    request.log.debug(`from ${request.ip} to ${request.url}`);
    request.log.debug(`host ${request.hostname} agent ${request.headers['user-agent']}`);
  });

  app.put<{ Params: Params; Body: { name: string } }>('/rooms/:room', rename);

  app.get<{ Params: Params; Querystring: Query }>('/rooms/:room/days', async (request, reply) => {
    const { from = 'today', to, size } = request.query;
    app.log.info(`days from ${from}`); // error: log-injection
    request.log.info('days to ' + to); // error: log-injection
    assertDay(to);
    request.log.info('days to ' + to);
    const count = Number.parseInt(size ?? '10', 10);
    request.log.info(`size ${count}`);
    rooms.info({ query: request.query }, 'query');
    return reply.send([]);
  });

  app.route({
    method: 'POST',
    url: '/import',
    schema: { body: { type: 'object', properties: { rows: { type: 'array' } } } },
    handler: async (request, reply) => {
      const rows = request.body as Array<{ title: string; start: string }>;
      for (const row of rows) {
        request.log.info(`import ${row.title}`); // error: log-injection
        request.log.info({ title: row.title }, 'import');
      }
      const titles = rows.map((row) => row.title);
      request.log.info(`titles ${titles.join(', ')}`); // error: log-injection
      request.log.info(`titles ${titles.map(printable).join(', ')}`);
      request.log.info(`titles ${JSON.stringify(titles)}`);
      return reply.code(202).send();
    },
  });

  app.setErrorHandler((error, request, reply) => {
    request.log.error(error);
    request.log.error({ err: error }, 'failed');
    request.log.error(`failed with ${JSON.stringify(request.body)}`);
    reply.status(500).send({ error: 'internal' });
  });
}

const app = Fastify({ logger: true });
app.register(calendar, { prefix: '/calendar' });
app.listen({ port: 3000, host: '127.0.0.1' });
