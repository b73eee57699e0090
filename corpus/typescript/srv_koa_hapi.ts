import Koa, { Context, Next } from 'koa';
import Router from '@koa/router';
import bodyParser from 'koa-bodyparser';
import multer from '@koa/multer';
import send from 'koa-send';
import Hapi, { Request, ResponseToolkit } from '@hapi/hapi';
import Joi from 'joi';
import { exec } from 'child_process';
import { createReadStream } from 'fs';
import path from 'path';
import escape from 'escape-html';
import { Pool } from 'pg';

const koa = new Koa();
const router = new Router({ prefix: '/api' });
const upload = multer({ dest: '/srv/uploads' });
const pool = new Pool();

koa.use(bodyParser());
koa.use(async (ctx: Context, next: Next) => {
  const start = Date.now();
  await next();
  console.log(`${ctx.method} ${ctx.url} ${Date.now() - start}ms`);
  console.log(`query ${ctx.query.q}`); // error: log-injection
});

koa.use(async (ctx, next) => {
  ctx.state.term = ctx.query.term;
  ctx.state.page = Number(ctx.query.page);
  await next();
});

router.get('/hello/:name', (ctx) => {
  ctx.body = `<h1>Hello ${ctx.params.name}</h1>`; // error: xss
});
router.get('/plain/:name', (ctx) => {
  ctx.type = 'text/plain';
  ctx.body = `<h1>Hello ${ctx.params.name}</h1>`;
});
router.get('/json/:name', (ctx) => {
  ctx.body = { hello: ctx.params.name };
});
router.get('/escaped/:name', (ctx) => {
  ctx.body = `<h1>Hello ${escape(ctx.params.name)}</h1>`;
});
router.get('/response/:name', (ctx) => {
  ctx.response.type = 'html';
  ctx.response.body = 'Hello ' + ctx.request.query.name; // error: xss
});
router.get('/term', async (ctx) => {
  ctx.body = `<p>${ctx.state.term}</p>`; // error: xss
  ctx.body = `<p>${ctx.state.page}</p>`;
});
router.post('/notes', async (ctx) => {
  const { title, body } = ctx.request.body as { title: string; body: string };
  const { rows } = await pool.query('INSERT INTO notes VALUES ($1, $2) RETURNING id', [title, body]);
  await pool.query(`UPDATE notes SET title = '${title}' WHERE id = ${rows[0].id}`); // error: sql-injection
  ctx.status = 201;
  ctx.body = { id: rows[0].id };
});
router.get('/go', (ctx) => {
  ctx.redirect(ctx.query.to as string); // error: open-redirect
  ctx.redirect('/home?from=' + encodeURIComponent(ctx.query.from as string));
  ctx.set('X-Name', ctx.query.name as string); // error: header-injection
});
router.get('/file/:name', async (ctx) => {
  await send(ctx, ctx.params.name, { root: '/srv/public' });
  ctx.body = createReadStream(path.join('/srv/public', ctx.params.name)); // error: path-traversal
  ctx.body = createReadStream(path.join('/srv/public', path.basename(ctx.params.name)));
});
router.post('/photo', upload.single('photo'), async (ctx) => {
  exec(`optipng ${ctx.file.path}`);
  exec(`optipng ${ctx.request.body.name}`); // error: command-injection
  ctx.cookies.set('last', ctx.cookies.get('theme'));
  ctx.throw(400, `bad ${ctx.query.name}`);
});
koa.use(router.routes()).use(router.allowedMethods());

const server: Hapi.Server = Hapi.server({ port: 3000, host: '127.0.0.1' });

server.route([
  {
    method: 'GET',
    path: '/greet/{name}',
    handler: (request: Request, h: ResponseToolkit) => `<h1>${request.params.name}</h1>`, // error: xss
  },
  {
    method: 'GET',
    path: '/greeted/{name}',
    options: {
      validate: { params: Joi.object({ name: Joi.string().alphanum().required() }) },
      handler: (request: Request) => `<h1>${request.params.name}</h1>`,
    },
  },
  {
    method: 'GET',
    path: '/page',
    handler: (request, h) => {
      request.log(['info'], `page ${request.query.page}`);
      if (request.query.plain) {
        return h.response(`<p>${request.query.page}</p>`).type('text/plain');
      }
      return h.response(`<p>${request.query.page}</p>`); // error: xss
    },
  },
  {
    method: 'POST',
    path: '/run',
    handler: async (request, h) => {
      const payload = request.payload as { host: string; count: number };
      exec(`ping -c ${Number(payload.count)} localhost`);
      exec(`ping ${payload.host}`); // error: command-injection
      return h.redirect(request.query.next); // error: open-redirect
    },
  },
]);

server.ext('onPreResponse', (request, h) => {
  console.log('answering ' + request.path);
  console.log('answering ' + request.query.q); // error: log-injection
  return h.continue;
});

export { koa, server };
