'use strict';
const Hapi = require('@hapi/hapi');
const Joi = require('joi');
const Path = require('path');
const Fs = require('fs/promises');
const { exec } = require('child_process');

const init = async () => {
  const server = Hapi.server({ port: 3000, host: 'localhost' });
  await server.register([require('@hapi/inert'), require('@hapi/vision')]);
  server.route([
    {
      method: 'GET',
      path: '/a/{name}',
      handler: (request, h) => `<h1>${request.params.name}</h1>`, // error: xss
    },
    {
      method: 'GET',
      path: '/b/{name}',
      options: {
        validate: { params: Joi.object({ name: Joi.string().alphanum().min(3).max(30).required() }) },
        handler: (request, h) => `<h1>${request.params.name}</h1>`,
      },
    },
    {
      method: 'GET',
      path: '/c',
      options: {
        validate: { query: Joi.object({ host: Joi.string().hostname().required(), n: Joi.number().integer() }) },
      },
      handler: async (request, h) => {
        exec(`ping -c ${request.query.n} ${request.query.host}`);
        return h.response().code(202);
      },
    },
    {
      method: 'GET',
      path: '/d',
      options: {
        validate: { query: Joi.object({ host: Joi.string().required(), n: Joi.number().integer() }) },
      },
      handler: async (request, h) => {
        exec(`ping -c ${request.query.n} ${request.query.host}`); // error: command-injection
        return h.response().code(202);
      },
    },
    {
      method: 'POST',
      path: '/e',
      handler: (request, h) => h.response(request.payload.text).type('text/plain'),
    },
    {
      method: 'POST',
      path: '/f',
      handler: (request, h) => {
        request.log(['info'], 'x');
        console.log('payload ' + request.payload.text); // error: log-injection
        return h.response('<p>' + request.payload.text + '</p>').code(201); // error: xss
      },
    },
    {
      method: 'GET',
      path: '/g',
      handler: (request, h) => h.redirect(request.query.next), // error: open-redirect
    },
    {
      method: 'GET',
      path: '/h/{file*}',
      handler: { directory: { path: Path.join(__dirname, 'public') } },
    },
    {
      method: 'GET',
      path: '/i',
      handler: (request, h) => h.file(request.query.f, { confine: Path.join(__dirname, 'files') }),
    },
    {
      method: 'GET',
      path: '/j',
      handler: async (request) => {
        const data = await Fs.readFile(Path.join(__dirname, request.query.f), 'utf8'); // error: path-traversal
        return { data };
      },
    },
    {
      method: 'GET',
      path: '/k',
      options: { validate: { query: { sort: Joi.string().valid('up', 'down') } } },
      handler: (request) => '<p>sorted ' + request.query.sort + '</p>',
    },
    {
      method: 'GET',
      path: '/l',
      handler: (request, h) => h.view('index', { title: request.query.title }),
    },
    {
      method: 'GET',
      path: '/m',
      handler: (request, h) => h.response(`<p>${request.state.session.user}</p>`), // error: xss
    },
  ]);
  server.ext('onPreResponse', (request, h) => {
    const response = request.response;
    if (response.isBoom) {
      return h.response('<pre>' + request.path.length + '</pre>').code(404);
    }
    return h.continue;
  });
  await server.start();
};
init();
