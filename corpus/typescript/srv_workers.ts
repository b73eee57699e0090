import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { validator } from 'hono/validator';
import { zValidator } from '@hono/zod-validator';
import { z } from 'zod';

interface Env {
  DB: D1Database;
  PAGES: KVNamespace;
}

const app = new Hono<{ Bindings: Env; Variables: { term: string; page: number } }>();

app.use('*', async (c, next) => {
  c.set('term', c.req.query('term') ?? '');
  c.set('page', Number(c.req.query('page')));
  await next();
});

app.get('/hello', (c) => c.html(`<h1>${c.req.query('name')}</h1>`)); // error: xss
app.get('/tagged', (c) => c.html(html`<h1>${c.req.query('name')}</h1>`));
app.get('/raw', (c) => c.html(html`<h1>${raw(c.req.query('name')!)}</h1>`)); // error: xss
app.get('/text', (c) => c.text(`<h1>${c.req.query('name')}</h1>`));
app.get('/json', (c) => c.json({ name: c.req.query('name') }));
app.get('/term', (c) => c.html(`<h1>${c.get('term')}</h1>`)); // error: xss
app.get('/page', (c) => c.html(`<h1>${c.get('page')}</h1>`));
app.get('/go', (c) => c.redirect(c.req.query('to') ?? '/')); // error: open-redirect
app.get('/go/:page', (c) => c.redirect(`/pages/${c.req.param('page')}`));

app.post('/notes', async (c) => {
  const { title, body } = await c.req.json<{ title: string; body: string }>();
  console.log(`note ${title}`); // error: log-injection
  console.log('note', { title });
  await c.env.DB.prepare('INSERT INTO notes VALUES (?, ?)').bind(title, body).run();
  await c.env.DB.prepare(`INSERT INTO notes VALUES ('${title}', '${body}')`).run(); // error: sql-injection
  await c.env.DB.exec(`DELETE FROM notes WHERE title = '${title}'`); // error: sql-injection
  return c.json({ ok: true });
});

app.get('/checked', zValidator('query', z.object({ id: z.coerce.number(), tag: z.string() })), async (c) => {
  const { id, tag } = c.req.valid('query');
  await c.env.DB.prepare(`SELECT * FROM notes WHERE tag = '${tag}'`).all(); // error: sql-injection
  return c.html(`<p>${tag}</p>`); // error: xss
});

app.get(
  '/validated',
  validator('query', (value, c) => {
    if (!/^\w+$/.test(value.tag as string)) {
      return c.text('bad', 400);
    }
    return { tag: value.tag };
  }),
  (c) => c.text(c.req.valid('query').tag as string),
);

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const url = new URL(request.url);
    const name = url.searchParams.get('name');
    switch (url.pathname) {
      case '/proxy':
        return fetch(url.searchParams.get('target')!); // error: ssrf
      case '/asset':
        return fetch(`https://assets.example.com${url.pathname}`);
      case '/redirect':
        return Response.redirect(url.searchParams.get('to')!); // error: open-redirect
      case '/html':
        return new Response(`<p>${name}</p>`, { headers: { 'content-type': 'text/html;charset=UTF-8' } }); // error: xss
      case '/plain':
        return new Response(`<p>${name}</p>`);
      case '/rows': {
        const { results } = await env.DB.prepare(`SELECT * FROM t WHERE name = '${name}'`).all(); // error: sql-injection
        return Response.json(results);
      }
      default:
        return app.fetch(request, env);
    }
  },
};

Bun.serve({
  port: 3000,
  async fetch(req: Request) {
    const term = new URL(req.url).searchParams.get('term');
    return new Response(`<h1>${term}</h1>`, { headers: { 'Content-Type': 'text/html' } }); // error: xss
  },
});

Deno.serve(async (req: Request) => {
  const { name } = await req.json();
  console.log(`deno ${name}`); // error: log-injection
  return new Response(JSON.stringify({ name }), { headers: { 'content-type': 'application/json' } });
});
