import Hapi, { Request, ResponseToolkit, ServerRoute, Lifecycle } from '@hapi/hapi';
import Joi from 'joi';
import Boom from '@hapi/boom';
import { createReadStream } from 'fs';
import Path from 'path';
import { execFile, exec } from 'child_process';
import Wreck from '@hapi/wreck';
import Vision from '@hapi/vision';
import Inert from '@hapi/inert';

const greet: Lifecycle.Method = (request: Request, h: ResponseToolkit) => {
  return h.response(`<h1>${request.query.name}</h1>`).type('text/html'); // error: xss
};
const plain: Lifecycle.Method = (request, h) => h.response(`Hello ${request.query.name}`).type('text/plain');
const header: Lifecycle.Method = (request, h) => h.response(`Hello ${request.query.name}`).header('Content-Type', 'application/json');
const routes: ServerRoute[] = [
  { method: 'GET', path: '/greet', handler: greet },
  { method: 'GET', path: '/plain', handler: plain },
  { method: 'GET', path: '/header', handler: header },
  {
    method: 'POST',
    path: '/run',
    options: {
      validate: {
        payload: Joi.object({ tool: Joi.string().valid('ls', 'du').required(), dir: Joi.string().required(), depth: Joi.number().integer().max(5) }),
        failAction: async (request, h, err) => { throw Boom.badRequest('invalid'); },
      },
    },
    handler: async (request, h) => {
      const { tool, dir, depth } = request.payload as { tool: string; dir: string; depth: number };
      execFile(tool, ['--', dir]);
      exec(`${tool} --max-depth ${depth} .`);
      exec(`${tool} ${dir}`); // error: command-injection
      return { ok: true };
    },
  },
  {
    method: 'GET',
    path: '/file/{name}',
    handler: (request, h) => h.file(Path.join('/srv', request.params.name)), // error: path-traversal
  },
  {
    method: 'GET',
    path: '/fetch',
    handler: async (request, h) => {
      const { payload } = await Wreck.get(request.query.url); // error: ssrf
      return h.response(payload).type('application/octet-stream');
    },
  },
  {
    method: 'GET',
    path: '/proxy',
    handler: { proxy: { uri: 'https://api.example.com/{path}' } },
  },
  {
    method: 'GET',
    path: '/cookie',
    handler: (request, h) => h.response('ok').state('name', request.query.name),
  },
  {
    method: 'GET',
    path: '/error',
    handler: (request) => { throw Boom.notFound(`no ${request.query.page}`); },
  },
];
export async function start() {
  const server = Hapi.server({ port: 3000 });
  await server.register([Vision, Inert]);
  server.route(routes);
  server.route({
    method: '*',
    path: '/{any*}',
    handler: (request, h) => h.response('<p>no page ' + request.params.any + '</p>').code(404), // error: xss
  });
  server.events.on('log', (event, tags) => console.log(tags));
  server.ext('onRequest', (request, h) => {
    console.log(`${request.method} ${request.path}`);
    console.log('query ' + request.query.q); // error: log-injection
    return h.continue;
  });
  await server.start();
}
