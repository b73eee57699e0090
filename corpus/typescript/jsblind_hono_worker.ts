import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { getCookie } from 'hono/cookie';
import { zValidator } from '@hono/zod-validator';
import { z } from 'zod';
import { HTTPException } from 'hono/http-exception';

type Bindings = { DB: D1Database; KV: KVNamespace };
const app = new Hono<{ Bindings: Bindings; Variables: { user: string } }>();

app.use('*', async (c, next) => {
  c.set('user', c.req.header('x-user') ?? 'guest');
  await next();
});
app.get('/a', (c) => c.html('<p>' + c.req.query('q') + '</p>')); // error: xss
app.get('/b', (c) => c.html(html`<p>${c.req.query('q')}</p>`));
app.get('/c', (c) => c.html(html`<p>${raw(c.req.query('q')!)}</p>`)); // error: xss
app.get('/d', (c) => c.text('hi ' + c.req.query('q')));
app.get('/e/:id', (c) => c.json({ id: c.req.param('id') }));
app.get('/f/:id', (c) => c.html(`<p>${c.req.param('id')}</p>`)); // error: xss
app.get('/g', (c) => c.redirect(c.req.query('to')!)); // error: open-redirect
app.get('/h', async (c) => {
  const a = await c.env.DB.prepare('SELECT * FROM t WHERE id = ?').bind(c.req.query('id')).all();
  const b = await c.env.DB.prepare(`SELECT * FROM t WHERE id = ${c.req.query('id')}`).all(); // error: sql-injection
  return c.json([a, b]);
});
app.post('/i', zValidator('json', z.object({ n: z.number(), s: z.string() })), (c) => {
  const d = c.req.valid('json');
  return c.html(`<p>${d.n}</p>`);
});
app.post('/j', zValidator('json', z.object({ n: z.number(), s: z.string() })), (c) => {
  const d = c.req.valid('json');
  return c.html(`<p>${d.s}</p>`); // error: xss
});
app.post('/k', async (c) => {
  const body = await c.req.parseBody();
  console.log('got ' + body['note']); // error: log-injection
  return c.body('<p>' + body['note'] + '</p>', 200, { 'Content-Type': 'text/html' }); // error: xss
});
app.get('/l', (c) => c.html(`<body class="${getCookie(c, 'theme')}">`)); // error: xss
app.get('/m', (c) => c.html(`<b>${c.get('user')}</b>`)); // error: xss
app.get('/o', async (c) => {
  const r = await fetch(c.req.query('url')!); // error: ssrf
  return new Response(r.body, { headers: { 'content-type': 'application/octet-stream' } });
});
app.onError((err, c) => {
  if (err instanceof HTTPException) return err.getResponse();
  return c.text('Error: ' + c.req.path, 500);
});
app.notFound((c) => c.html(`<p>${decodeURIComponent(c.req.path)} not found</p>`, 404)); // error: xss
export default app;
