import Koa from 'koa';
import Router from '@koa/router';
import { koaBody } from 'koa-body';
import send from 'koa-send';
import fs from 'node:fs/promises';
import path from 'node:path';
import { marked } from 'marked';
import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

import { notes } from './store.js';

const router = new Router();
const md = new MarkdownIt();
const DRAFTS = '/srv/notes/drafts';

router.get('/notes/search', async (ctx) => {
  const { term } = ctx.query;
  const found = await notes.countMatching(String(term));
  ctx.body = `<h1>${found.total} notes for ${term}</h1>`; // error: xss
});

router.get('/notes/search.txt', (ctx) => {
  ctx.body = `notes for ${ctx.query.term}`;
});

router.get('/notes/search.json', (ctx) => {
  ctx.body = { term: ctx.query.term, page: Number(ctx.query.page) };
});

router.get('/notes/embed', (ctx) => {
  ctx.type = 'text/html';
  ctx.body = ctx.request.query.snippet; // error: xss
});

router.get('/notes/export.csv', (ctx) => {
  ctx.type = 'text/csv';
  ctx.body = ['title', ctx.query.title].join('\n');
});

router.post('/notes/preview', (ctx) => {
  ctx.body = '<main>' + marked.parse(ctx.request.body.text) + '</main>'; // error: xss
});

router.post('/notes/preview/safe', (ctx) => {
  ctx.body = '<main>' + sanitizeHtml(marked.parse(ctx.request.body.text)) + '</main>';
});

router.post('/notes/preview/plain', (ctx) => {
  ctx.body = '<main>' + md.render(ctx.request.body.text) + '</main>';
});

router.put('/drafts/:name', async (ctx) => {
  await fs.writeFile(path.join(DRAFTS, ctx.params.name), ctx.request.rawBody); // error: path-traversal
  ctx.status = 204;
});

router.put('/drafts/:name/safe', async (ctx) => {
  const { name } = ctx.params;
  if (!/^[a-z0-9-]{1,40}$/.test(name)) {
    ctx.throw(400, 'bad name');
  }
  await fs.writeFile(path.join(DRAFTS, `${name}.md`), ctx.request.rawBody);
  ctx.status = 204;
});

router.get('/files/:file', async (ctx) => {
  await send(ctx, ctx.params.file, { root: DRAFTS });
});

router.get('/login', (ctx) => {
  const next = ctx.cookies.get('next');
  ctx.redirect(next ?? ctx.query.next); // error: open-redirect
});

router.get('/logout', (ctx) => {
  const { lang } = ctx.query;
  ctx.redirect(lang === 'de' ? '/de/abgemeldet' : '/en/signed-out');
});

router.get('/mirror', (ctx) => {
  ctx.set('X-Note-Title', encodeURIComponent(ctx.query.title));
  ctx.set(ctx.query.header, 'on'); // error: header-injection
  ctx.body = 'ok';
});

const app = new Koa();
app.use(koaBody({ multipart: true, includeUnparsed: true }));
app.use(async (ctx, next) => {
  const started = Date.now();
  await next();
  console.log('%s %dms', ctx.method, Date.now() - started);
});
app.use(async function rejectAgents(context, next) {
  const agent = context.query.agent;
  if (agent === 'bad') {
    console.warn(`blocked ${agent}`);
    context.status = 403;
    return;
  }
  console.info('agent ' + agent); // error: log-injection
  await next();
});
app.use(router.routes());
app.listen(3000);
