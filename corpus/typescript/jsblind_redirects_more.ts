import express from 'express';
import { URL } from 'url';
import Koa from 'koa';
import Fastify from 'fastify';
const app = express();
const koa = new Koa();
const fastify = Fastify();
const SITE = 'https://example.com';
const HOSTS = ['example.com', 'www.example.com'];

const isLocal = (u: string) => u.startsWith('/') && !/^\/[\/\\]/.test(u);
function safeNext(u: unknown, fallback = '/'): string {
  if (typeof u !== 'string') return fallback;
  try {
    const parsed = new URL(u, SITE);
    return parsed.origin === SITE ? parsed.pathname + parsed.search : fallback;
  } catch {
    return fallback;
  }
}
app.get('/1', (req, res) => res.redirect(safeNext(req.query.next)));
app.get('/2', (req, res) => res.redirect(isLocal(String(req.query.next)) ? String(req.query.next) : '/'));
app.get('/3', (req, res) => {
  const u = String(req.query.next);
  if (!u.startsWith(SITE)) return res.redirect('/');
  res.redirect(u); // error: open-redirect
});
app.get('/4', (req, res) => {
  const u = String(req.query.next);
  if (!u.startsWith(SITE + '/')) return res.redirect('/');
  res.redirect(u);
});
app.get('/5', (req, res) => {
  const u = new URL(String(req.query.next), SITE);
  if (!HOSTS.includes(u.hostname)) return res.status(400).end();
  res.redirect(u.href);
});
app.get('/6', (req, res) => {
  const u = new URL(String(req.query.next), SITE);
  if (u.protocol !== 'https:') return res.status(400).end();
  res.redirect(u.href); // error: open-redirect
});
app.get('/7', (req, res) => res.redirect(new URL(String(req.query.path), SITE).pathname));
app.get('/8', (req, res) => res.redirect(`${SITE}${req.query.path}`)); // error: open-redirect
app.get('/9', (req, res) => res.redirect(`/item/${req.query.id}/edit`));
app.get('/10', (req, res) => {
  const pages: Record<string, string> = { home: '/', cart: '/cart' };
  res.redirect(pages[String(req.query.page)] ?? '/');
});
app.get('/11', (req, res) => {
  res.status(302);
  res.set('Location', String(req.query.to)); // error: open-redirect
  res.end();
});
app.get('/12', (req, res) => {
  res.writeHead(301, { Location: String(req.query.to) }).end(); // error: open-redirect
});
app.get('/13', (req, res) => {
  res.type('html').send(`<meta http-equiv="refresh" content="0;url=/u/${encodeURIComponent(String(req.query.to))}">`);
});
koa.use(async (ctx) => {
  if (ctx.path === '/a') ctx.redirect(ctx.query.to as string); // error: open-redirect
  else if (ctx.path === '/b') ctx.redirect('/x?to=' + encodeURIComponent(String(ctx.query.to)));
  else if (ctx.path === '/c') {
    ctx.status = 302;
    ctx.set('Location', String(ctx.query.to)); // error: open-redirect
  }
});
fastify.get('/a', (request, reply) => reply.code(303).redirect((request.query as any).to)); // error: open-redirect
fastify.get('/b', (request, reply) => reply.header('location', (request.query as any).to).code(302).send()); // error: open-redirect
fastify.get('/c', (request, reply) => reply.redirect(`/users/${(request.params as any).id}`));
