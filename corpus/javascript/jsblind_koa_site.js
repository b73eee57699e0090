const Koa = require('koa');
const Router = require('@koa/router');
const { koaBody } = require('koa-body');
const views = require('@ladjs/koa-views');
const send = require('koa-send');
const fs = require('fs');
const path = require('path');

const app = new Koa();
const router = new Router({ prefix: '/v1' });
app.use(koaBody({ multipart: true }));
app.use(views(path.join(__dirname, 'views'), { extension: 'pug' }));

app.use(async (ctx, next) => {
  try {
    await next();
  } catch (err) {
    ctx.status = err.status || 500;
    ctx.type = 'json';
    ctx.body = { message: err.message };
  }
});

router.get('/a', (ctx) => { ctx.body = `<p>${ctx.query.name}</p>`; }); // error: xss
router.get('/b/:id', (ctx) => { ctx.body = { id: ctx.params.id }; });
router.get('/c', (ctx) => {
  ctx.type = 'text/plain';
  ctx.body = ctx.request.query.name;
});
router.get('/d', (ctx) => {
  ctx.response.type = 'html';
  ctx.response.body = '<i>' + ctx.get('Referer') + '</i>'; // error: xss
});
router.get('/e', async (ctx) => {
  await send(ctx, ctx.query.file, { root: path.join(__dirname, 'public') });
});
router.get('/f', async (ctx) => {
  ctx.type = 'application/pdf';
  ctx.body = fs.createReadStream(path.join(__dirname, 'pdf', ctx.query.file)); // error: path-traversal
});
router.get('/g', (ctx) => { ctx.redirect(ctx.query.next); }); // error: open-redirect
router.get('/h', (ctx) => {
  const { next = '/' } = ctx.query;
  const u = new URL(next, ctx.origin);
  if (u.origin !== ctx.origin) ctx.throw(400, 'bad next');
  ctx.redirect(u.pathname + u.search);
});
router.post('/i', async (ctx) => {
  const { title, body } = ctx.request.body;
  console.log('new post', title); // error: log-injection
  ctx.app.emit('post', { title, body });
  await ctx.render('post', { title, body });
});
router.post('/j', async (ctx) => {
  const file = ctx.request.files.photo;
  await fs.promises.copyFile(file.filepath, path.join('/srv/photos', file.originalFilename)); // error: path-traversal
  await fs.promises.copyFile(file.filepath, path.join('/srv/photos', file.newFilename));
  ctx.status = 201;
});
router.get('/k', (ctx) => {
  ctx.set('Content-Type', 'text/html');
  ctx.body = 'Welcome back, ' + ctx.cookies.get('nick'); // error: xss
});
router.get('/l', (ctx) => {
  ctx.attachment('data.csv');
  ctx.body = ctx.query.rows;
});
router.get('/m', (ctx) => {
  ctx.state.user = ctx.query.user;
  ctx.body = `<b>${ctx.state.user}</b>`; // error: xss
});
router.get('/n', (ctx) => {
  ctx.assert(/^\w{1,20}$/.test(ctx.query.user), 400, 'bad user');
  ctx.body = `<b>${ctx.query.user}</b>`;
});
router.get('/o', (ctx) => {
  ctx.body = '<p>' + ctx.path + ctx.host + '</p>'; // error: xss
});
app.use(router.routes()).use(router.allowedMethods());
app.listen(3000);
