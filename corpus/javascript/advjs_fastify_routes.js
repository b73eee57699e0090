import Fastify from 'fastify';
import { readFile } from 'fs/promises';
import { join, basename } from 'path';
import { exec } from 'child_process';

const fastify = Fastify({ logger: true });

fastify.get('/a', async (request, reply) => {
  reply.type('text/html');
  return `<p>${request.query.name}</p>`; // error: xss
});
fastify.get('/b', async (request, reply) => {
  return { name: request.query.name };
});
fastify.get('/c', (request, reply) => {
  reply.header('content-type', 'text/html').send('<p>' + request.query.name + '</p>'); // error: xss
});
fastify.get('/plain', (request, reply) => {
  reply.send('<p>' + request.query.name + '</p>');
});
fastify.get('/d', async (request, reply) => {
  return reply.redirect(request.query.to); // error: open-redirect
});
fastify.get('/e/:file', async (request) => {
  return readFile(join('data', request.params.file)); // error: path-traversal
});
fastify.get('/f/:file', async (request) => {
  return readFile(join('data', basename(request.params.file)));
});
fastify.route({
  method: 'POST',
  url: '/g',
  handler: async function (request, reply) {
    exec('convert ' + request.body.file + ' out.png'); // error: command-injection
    return { ok: true };
  },
});
fastify.get('/h/:n', { schema: { params: { type: 'object', properties: { n: { type: 'integer' } } } } }, async (request) => {
  exec('seq ' + request.params.n);
  return {};
});
