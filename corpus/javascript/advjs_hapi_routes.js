'use strict';
const Hapi = require('@hapi/hapi');
const Joi = require('joi');
const { execSync } = require('child_process');
const Hoek = require('@hapi/hoek');

const init = async () => {
  const server = Hapi.server({ port: 3000 });
  server.route({
    method: 'GET',
    path: '/hello',
    handler: (request, h) => `<h1>${request.query.name}</h1>`, // error: xss
  });
  server.route({
    method: 'GET',
    path: '/hello2',
    handler: (request, h) => `<h1>${Hoek.escapeHtml(request.query.name)}</h1>`,
  });
  server.route({
    method: 'GET',
    path: '/hello3',
    handler(request, h) {
      return h.response(request.query.name).type('text/plain');
    },
  });
  server.route([
    {
      method: 'POST',
      path: '/run',
      handler: async (request, h) => {
        const out = execSync(`git log ${request.payload.branch}`); // error: command-injection
        return h.response({ out: out.toString() });
      },
    },
    {
      method: 'GET',
      path: '/go',
      handler: (request, h) => h.redirect(request.query.url), // error: open-redirect
    },
  ]);
  server.route({
    method: 'GET',
    path: '/count/{n}',
    options: { validate: { params: Joi.object({ n: Joi.number().integer() }) } },
    handler: (request) => `<p>${request.params.n}</p>`,
  });
  await server.start();
};
init();
