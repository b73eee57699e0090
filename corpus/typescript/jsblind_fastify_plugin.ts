import Fastify, { type FastifyInstance, type FastifyPluginAsync, type FastifyRequest, type FastifyReply } from 'fastify';
import fastifyStatic from '@fastify/static';
import multipart from '@fastify/multipart';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { join, basename } from 'node:path';

interface Search { q: string; limit?: number }
const app: FastifyInstance = Fastify({ logger: true });
app.register(fastifyStatic, { root: join(__dirname, 'public'), prefix: '/public/' });
app.register(multipart);

app.decorateRequest('tenant', '');
app.addHook('preHandler', async (request: FastifyRequest) => {
  (request as any).tenant = request.headers['x-tenant'];
});

const routes: FastifyPluginAsync = async (fastify) => {
  fastify.get<{ Querystring: Search }>('/search', async (request, reply) => {
    reply.type('text/html');
    return `<h1>Results for ${request.query.q}</h1>`; // error: xss
  });
  fastify.get<{ Querystring: Search }>('/search.json', async (request) => {
    return { q: request.query.q };
  });
  fastify.get<{ Querystring: Search }>('/search.txt', async (request) => {
    return 'Results for ' + request.query.q;
  });
  fastify.get('/limit', {
    schema: { querystring: { type: 'object', properties: { limit: { type: 'integer' }, q: { type: 'string' }, sort: { type: 'string', enum: ['asc', 'desc'] } } } },
  }, async (request: FastifyRequest<{ Querystring: { limit: number; q: string; sort: string } }>, reply: FastifyReply) => {
    const { limit, q, sort } = request.query;
    reply.header('content-type', 'text/html; charset=utf-8').send(`<p>${limit} ${sort}</p>`);
    request.log.info(`searched ${q}`); // error: log-injection
    console.log(`searched ${q}`); // error: log-injection
    console.log(`limit ${limit} sort ${sort}`);
  });
  fastify.get<{ Params: { name: string } }>('/files/:name', (request, reply) => reply.sendFile(request.params.name));
  fastify.post('/upload', async (request, reply) => {
    const part = await request.file();
    if (!part) return reply.code(400).send();
    await pipeline(part.file, createWriteStream(join('/srv/up', part.filename))); // error: path-traversal
    await pipeline(part.file, createWriteStream(join('/srv/up', basename(part.filename))));
    return reply.code(201).send({ name: part.filename });
  });
  fastify.get('/tenant', async (request, reply) => {
    return reply.type('text/html').send(`<p>Tenant ${(request as any).tenant}</p>`); // error: xss
  });
  fastify.get<{ Querystring: { next: string } }>('/go', async ({ query }, reply) => reply.redirect(query.next)); // error: open-redirect
  fastify.setErrorHandler((error, request, reply) => {
    reply.status(500).send({ message: error.message, url: request.url });
  });
  fastify.setNotFoundHandler((request, reply) => {
    reply.code(404).type('text/html').send(`<p>Route ${decodeURIComponent(request.url)} not found</p>`); // error: xss
  });
};
app.register(routes, { prefix: '/api' });
app.listen({ port: 3000 });
