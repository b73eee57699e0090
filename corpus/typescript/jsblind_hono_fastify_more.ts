import { Hono, type Context } from 'hono';
import { jsx } from 'hono/jsx';
import { validator } from 'hono/validator';
import { streamText, stream } from 'hono/streaming';
import { serveStatic } from '@hono/node-server/serve-static';
import { cors } from 'hono/cors';
import Fastify from 'fastify';
import { TypeBoxTypeProvider, Type } from '@fastify/type-provider-typebox';
import { ZodTypeProvider, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import view from '@fastify/view';
import formbody from '@fastify/formbody';
import cookie from '@fastify/cookie';
import { exec } from 'node:child_process';

const app = new Hono();
const pages = new Hono().basePath('/pages');
pages.get('/:slug', (c) => c.html(`<h1>${c.req.param('slug')}</h1>`)); // error: xss
pages.get('/n/:id{[0-9]+}', (c) => c.html(`<h1>${c.req.param('id')}</h1>`));
app.route('/', pages);
app.post('/v', validator('form', (value, c) => {
  const n = Number(value['n']);
  if (Number.isNaN(n)) return c.text('Invalid!', 400);
  return { n, note: value['note'] };
}), (c) => {
  const { n, note } = c.req.valid('form');
  exec(`seq ${n}`);
  exec(`echo ${note}`); // error: command-injection
  return c.json({ n });
});
app.get('/s', (c) => streamText(c, async (s) => { await s.writeln(String(c.req.query('q'))); }));
app.get('/r', (c) => { c.header('Content-Type', 'text/html'); return c.body(`<p>${c.req.query('q')}</p>`); }); // error: xss
app.get('/t', (c) => c.newResponse(`<p>${c.req.query('q')}</p>`, 200, { 'Content-Type': 'text/plain' }));
const helper = (c: Context) => c.html('<p>' + c.req.header('Referer') + '</p>'); // error: xss
app.get('/u', helper);

const f = Fastify().withTypeProvider<TypeBoxTypeProvider>();
f.register(formbody);
f.register(cookie);
f.register(view, { engine: { ejs: require('ejs') } });
const Query = Type.Object({ n: Type.Integer(), mode: Type.Union([Type.Literal('a'), Type.Literal('b')]), q: Type.String() });
f.get('/a', { schema: { querystring: Query } }, async (request, reply) => {
  exec(`seq ${request.query.n}`);
  exec(`find ${request.query.q}`); // error: command-injection
  return { ok: true };
});
f.post('/b', { schema: { body: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' }, slug: { type: 'string', pattern: '^[a-z-]+$' }, text: { type: 'string', maxLength: 10 } } } } }, async (request) => {
  const body = request.body as { id: string; slug: string; text: string };
  exec(`show ${body.id} ${body.slug}`);
  exec(`show ${body.text}`); // error: command-injection
  return {};
});
f.withTypeProvider<ZodTypeProvider>().route({
  method: 'GET',
  url: '/c',
  schema: { querystring: z.object({ page: z.coerce.number(), name: z.string() }) },
  handler: async (request, reply) => {
    exec(`page ${request.query.page}`);
    exec(`page ${request.query.name}`); // error: command-injection
    return reply.view('/x.ejs', { name: request.query.name });
  },
});
f.get('/d', async (request, reply) => {
  reply.raw.writeHead(200, { 'Content-Type': 'text/html' });
  reply.raw.end(`<p>${(request.query as any).q}</p>`); // error: xss
});
f.get('/e', (request, reply) => {
  reply.headers({ 'content-type': 'text/html', 'x-a': 'b' }).send(`<p>${request.hostname.length}</p>`);
});
f.get('/g', async (request, reply) => reply.type('text/html').send('<p>' + request.cookies.name + '</p>')); // error: xss
f.setErrorHandler(async (error, request, reply) => reply.status(500).type('text/html').send(`<p>${(request.query as any).from}</p>`)); // error: xss
