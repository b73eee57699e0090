import { Elysia, t } from 'elysia';
import { AutoRouter, html, json, error } from 'itty-router';
import { Application, Router } from 'https://deno.land/x/oak/mod.ts';
import { exec } from 'node:child_process';

new Elysia()
  .get('/a', ({ query, set }) => {
    set.headers['content-type'] = 'text/html';
    return `<p>${query.name}</p>`; // error: xss
  })
  .get('/b/:id', ({ params: { id } }) => ({ id }))
  .post('/c', ({ body }) => {
    exec(body.command); // error: command-injection
    return 'ok';
  }, { body: t.Object({ command: t.String() }) })
  .post('/d', ({ body }) => {
    exec(`seq ${body.n}`);
    return 'ok';
  }, { body: t.Object({ n: t.Number() }) })
  .get('/e', ({ redirect, query }) => redirect(query.to)) // error: open-redirect
  .listen(3000);

const router = AutoRouter();
router
  .get('/hello', ({ query }) => html(`<p>${query.name}</p>`)) // error: xss
  .get('/json/:id', ({ params }) => json({ id: params.id }))
  .get('/fetch', async (request) => fetch(request.query.url)); // error: ssrf
export default { ...router };

const oak = new Router();
oak.get('/page', (ctx) => {
  const name = ctx.request.url.searchParams.get('name');
  ctx.response.type = 'text/html';
  ctx.response.body = `<h1>${name}</h1>`; // error: xss
});
oak.get('/json/:id', (ctx) => {
  ctx.response.body = { id: ctx.params.id };
});
oak.get('/go', (ctx) => ctx.response.redirect(ctx.request.url.searchParams.get('to')!)); // error: open-redirect
const app = new Application();
app.use(oak.routes());
await app.listen({ port: 8000 });
