'use strict';
const fp = require('fastify-plugin');
const fastify = require('fastify')({ logger: { level: 'info' } });
const S = require('fluent-json-schema');
const { createReadStream } = require('node:fs');
const path = require('node:path');
const { exec } = require('node:child_process');

fastify.register(require('@fastify/formbody'));
fastify.register(require('@fastify/postgres'), { connectionString: 'postgres://' });
fastify.register(require('@fastify/mysql'), { promise: true });
fastify.register(require('@fastify/mongodb'), { url: 'mongodb://' });
fastify.register(require('@fastify/cookie'));
fastify.register(fp(async (f, opts) => {
  f.decorate('shout', (text) => text.toUpperCase());
  f.decorateReply('html', function (body) {
    this.type('text/html').send(body); // error: xss
  });
}));

fastify.get('/pg/:id', async (request, reply) => {
  const { rows } = await fastify.pg.query('SELECT * FROM t WHERE id = $1', [request.params.id]);
  const bad = await fastify.pg.query('SELECT * FROM t WHERE id = ' + request.params.id); // error: sql-injection
  return { rows, bad: bad.rows };
});
fastify.get('/pgc/:id', async (request, reply) => {
  const client = await fastify.pg.connect();
  try {
    return (await client.query(`SELECT * FROM t WHERE id = '${request.params.id}'`)).rows; // error: sql-injection
  } finally {
    client.release();
  }
});
fastify.get('/mysql/:id', async function (request, reply) {
  const [rows] = await this.mysql.query(`SELECT * FROM t WHERE id = ${request.params.id}`); // error: sql-injection
  return rows;
});
fastify.get('/mongo', async function (request, reply) {
  const users = this.mongo.db.collection('users');
  return users.findOne({ name: request.body.name }); // error: nosql-injection
});
fastify.get('/html', async (request, reply) => reply.html(`<p>${request.query.q}</p>`));
fastify.get('/shout', async (request, reply) => {
  reply.header('Content-Type', 'text/html; charset=utf-8');
  return fastify.shout(`<p>${request.query.q}</p>`); // error: xss
});
fastify.get('/stream', (request, reply) => {
  const stream = createReadStream(path.join('/srv', request.query.f)); // error: path-traversal
  reply.type('application/octet-stream').send(stream);
});
fastify.route({
  method: 'POST',
  url: '/run',
  schema: { body: S.object().prop('n', S.integer().required()).prop('cmd', S.string()) },
  preHandler: async (request, reply) => {
    if (!request.headers.authorization) reply.code(401).send({ message: 'no' });
  },
  handler: async (request, reply) => {
    exec(`run ${request.body.cmd}`); // error: command-injection
    request.log.info({ n: request.body.n }, 'ran');
    reply.code(202);
    return { n: request.body.n };
  },
});
fastify.addContentTypeParser('text/csv', { parseAs: 'string' }, (req, body, done) => done(null, body.split('\n')));
fastify.setNotFoundHandler((request, reply) => reply.code(404).send(`No route ${request.url}`));
fastify.addHook('onRequest', async (request) => {
  request.log.info(`request ${request.query.trace}`); // error: log-injection
});
fastify.listen({ port: 3000 }, (err) => { if (err) { fastify.log.error(err); process.exit(1); } });
