import { Hono } from 'hono';
import { html, raw } from 'hono/html';
const app = new Hono();
app.get('/a', (c) => c.html(`<h1>${c.req.query('name')}</h1>`)); // error: xss
app.get('/b', (c) => c.html(html`<h1>${c.req.query('name')}</h1>`));
app.get('/b2', (c) => c.html(html`<h1>${raw(c.req.query('name'))}</h1>`)); // error: xss
app.get('/c', (c) => c.text(c.req.query('name') ?? ''));
app.get('/d', (c) => c.json({ n: c.req.query('name') }));
app.get('/e', (c) => c.redirect(c.req.query('to') ?? '/')); // error: open-redirect
app.get('/f/:id', async (c) => {
  const r = await fetch(c.req.query('url')!); // error: ssrf
  return c.json(await r.json());
});
export default {
  async fetch(request: Request, env: { DB: D1Database }): Promise<Response> {
    const url = new URL(request.url);
    const name = url.searchParams.get('name');
    await env.DB.prepare(`SELECT * FROM u WHERE n = '${name}'`).all(); // error: sql-injection
    await env.DB.prepare('SELECT * FROM u WHERE n = ?').bind(name).all();
    if (url.pathname === '/go') return Response.redirect(url.searchParams.get('to')!, 302); // error: open-redirect
    return new Response(`<h1>${name}</h1>`, { headers: { 'content-type': 'text/html' } }); // error: xss
  },
};
