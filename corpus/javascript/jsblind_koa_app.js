const Koa = require('koa');
const Router = require('koa-router');
const { koaBody } = require('koa-body');
const serve = require('koa-static');
const mysql = require('promise-mysql');
const Sequelize = require('sequelize');
const ejs = require('ejs');
const fs = require('fs').promises;
const path = require('path');
const app = new Koa();
const router = Router();
const sequelize = new Sequelize('sqlite::memory:');

app.context.greet = function (name) { this.body = `<h1>Hi ${name}</h1>`; }; // error: xss
app.use(serve('public'));
app.use(koaBody({ multipart: true, formidable: { uploadDir: '/tmp' } }));
app.use(async (ctx, next) => {
  const start = Date.now();
  await next();
  ctx.set('X-Time', `${Date.now() - start}`);
  console.log(`${ctx.method} ${ctx.url} ${ctx.status}`);
});
app.use(async function errors(ctx, next) {
  try { await next(); } catch (err) {
    ctx.status = err.statusCode || err.status || 500;
    ctx.body = { message: err.message };
  }
});
router.get('/greet', (ctx) => ctx.greet(ctx.query.name));
router.get('/ejs', async (ctx) => {
  const template = await fs.readFile(path.join(__dirname, 'views', 'page.ejs'), 'utf8');
  ctx.body = ejs.render(template, { name: ctx.query.name });
});
router.get('/ejs2', async (ctx) => {
  ctx.body = ejs.render('<p>' + ctx.query.name + '</p>', {}); // error: template-injection
});
router.get('/sql', async (ctx) => {
  const rows = await sequelize.query('SELECT * FROM t WHERE a = :a', { replacements: { a: ctx.query.a } });
  const bad = await sequelize.query(`SELECT * FROM t WHERE a = '${ctx.query.a}'`); // error: sql-injection
  ctx.body = { rows, bad };
});
router.post('/upload', async (ctx) => {
  const { file } = ctx.request.files;
  const data = await fs.readFile(file.filepath);
  await fs.writeFile(path.join('/srv', file.originalFilename), data); // error: path-traversal
  ctx.body = { name: file.originalFilename };
});
router.all('/any/:id', async (ctx) => {
  const { id } = ctx.params;
  ctx.type = 'html';
  ctx.body = id.match(/^\d+$/) ? `<p>${id}</p>` : '<p>bad</p>';
});
router.get('/html/:id', async (ctx) => {
  ctx.type = 'html';
  ctx.body = `<p>${ctx.params.id}</p>`; // error: xss
});
router.get('/throw', (ctx) => ctx.throw(400, `bad ${ctx.query.x}`));
router.redirect('/old', '/new');
router.get('/back', (ctx) => ctx.redirect('back', '/'));
router.get('/log', (ctx) => {
  console.warn('query', ctx.querystring);
  console.warn('name', decodeURIComponent(ctx.querystring)); // error: log-injection
  ctx.body = 'ok';
});
app.use(router.routes());
app.listen(3000);
