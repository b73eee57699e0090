const Koa = require('koa');
const Router = require('@koa/router');
const bodyParser = require('koa-bodyparser');
const send = require('koa-send');
const fs = require('fs');
const { escape } = require('lodash');

const app = new Koa();
const router = new Router();
app.use(bodyParser());

router.get('/a', async (ctx) => {
  ctx.body = `<h1>${ctx.query.name}</h1>`; // error: xss
});
router.get('/b', async (ctx) => {
  ctx.body = `<h1>${escape(ctx.query.name)}</h1>`;
});
router.get('/c', async (ctx) => {
  ctx.body = { name: ctx.query.name };
});
router.get('/d', async (ctx) => {
  ctx.type = 'text/plain';
  ctx.body = ctx.query.name;
});
router.get('/e', async (ctx) => {
  ctx.redirect(ctx.query.url); // error: open-redirect
});
router.get('/f', async (ctx) => {
  await send(ctx, ctx.params.file, { root: __dirname + '/public' });
});
router.get('/g/:file', async (ctx) => {
  ctx.body = fs.createReadStream('./public/' + ctx.query.file); // error: path-traversal
});
router.get('/h', async (ctx) => {
  ctx.set('X-Name', ctx.request.body.name); // error: header-injection
  ctx.status = 204;
});
router.post('/i', async ({ request, response }) => {
  response.body = '<p>' + request.body.comment + '</p>'; // error: xss
});
app.use(async (ctx, next) => {
  try {
    await next();
  } catch (err) {
    ctx.status = 500;
    ctx.body = 'oops';
    console.error('failed: ' + ctx.query.name); // error: log-injection
  }
});
app.use(router.routes());
