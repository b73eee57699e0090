'use strict';

const Hapi = require('@hapi/hapi');
const Hoek = require('@hapi/hoek');
const Path = require('path');
const Fs = require('fs');
const { searchBooks } = require('./search');

const SHELVES = Path.resolve(__dirname, 'shelves');

const escape = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const init = async () => {
  const server = Hapi.server({ port: 3000 });

  server.route({
    method: 'GET',
    path: '/hello/{name}',
    handler: (request, h) => {
      return `<p>Hello ${request.params.name}</p>`; // error: xss
    },
  });

  server.route({
    method: 'GET',
    path: '/hello/{name}/safe',
    handler: (request, h) => `<p>Hello ${escape(request.params.name)}</p>`,
  });

  server.route([
    {
      method: 'GET',
      path: '/echo',
      handler: (request, h) => {
        return h.response('You said ' + request.query.text).type('text/plain');
      },
    },
    {
      method: 'GET',
      path: '/shout',
      handler: (request, h) => {
        const shouted = request.query.text.toUpperCase();
        return h.response('<b>' + shouted + '</b>').code(200); // error: xss
      },
    },
    {
      method: 'POST',
      path: '/books',
      options: {
        handler: async (request, h) => {
          const book = { title: request.payload.title, added: Date.now() };
          Fs.writeFileSync(Path.join(SHELVES, `${request.payload.shelf}.json`), JSON.stringify(book)); // error: path-traversal
          return h.response(book).code(201);
        },
      },
    },
    {
      method: 'GET',
      path: '/books',
      handler: async (request) => {
        const books = await searchBooks(request.query.q);
        return { books, q: request.query.q };
      },
    },
    {
      method: 'GET',
      path: '/cover/{id}',
      handler: (request, h) => {
        const id = Number(request.params.id);
        return h.file(Path.join(SHELVES, 'covers', `${id}.jpg`));
      },
    },
    {
      method: 'GET',
      path: '/away',
      handler: (request, h) => h.redirect(request.query.url), // error: open-redirect
    },
    {
      method: 'GET',
      path: '/back',
      handler: (request, h) => {
        const target = new URL(request.query.url, 'https://library.example');
        if (target.origin !== 'https://library.example') {
          return h.redirect('/');
        }
        return h.redirect(target.pathname);
      },
    },
  ]);

  await server.start();
  console.log('Server running on %s', server.info.uri);
};

init();
