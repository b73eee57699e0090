import Koa, { Context, Next, DefaultState, ParameterizedContext } from 'koa';
import Router from '@koa/router';
import bodyParser from 'koa-bodyparser';
import multer from '@koa/multer';
import compose from 'koa-compose';
import mount from 'koa-mount';
import session from 'koa-session';
import Joi from 'joi';
import { createReadStream, promises as fs } from 'fs';
import { join, basename } from 'path';

interface State extends DefaultState { user?: { name: string } }
const app = new Koa<State>();
const router = new Router<State>();
const upload = multer({ dest: '/tmp' });

const validate = (schema: Joi.ObjectSchema) => async (ctx: Context, next: Next) => {
  const { value, error } = schema.validate(ctx.request.body);
  if (error) ctx.throw(400, 'bad body');
  ctx.state.body = value;
  await next();
};
async function html(ctx: Context, next: Next) {
  ctx.type = 'text/html';
  await next();
}
router.get('/a', html, async (ctx) => { ctx.body = `Hello ${ctx.query.name}`; }); // error: xss
router.get('/b', async (ctx) => { ctx.body = `Hello ${ctx.query.name}`; });
router.get('/c', async (ctx) => { ctx.body = '<h1>' + ctx.request.URL.searchParams.get('q') + '</h1>'; }); // error: xss
router.get('/d', async (ctx) => { ctx.status = 404; ctx.body = { message: ctx.path }; });
router.post('/e', validate(Joi.object({ name: Joi.string().required(), n: Joi.number() })), async (ctx) => {
  ctx.type = 'html';
  ctx.body = `<p>${ctx.state.body.n}</p>`;
});
router.post('/f', validate(Joi.object({ name: Joi.string().required(), n: Joi.number() })), async (ctx) => {
  ctx.type = 'html';
  ctx.body = `<p>${ctx.state.body.name}</p>`; // error: xss
});
router.post('/g', upload.single('file'), async (ctx) => {
  await fs.rename(ctx.file.path, join('/srv', ctx.file.originalname)); // error: path-traversal
  await fs.rename(ctx.file.path, join('/srv', basename(ctx.file.originalname)));
  ctx.body = ctx.file.originalname; // error: xss
});
router.get('/h/:name', async (ctx: ParameterizedContext<State>) => {
  ctx.response.set('Content-Type', 'text/html');
  ctx.response.body = `<b>${(ctx as any).params.name}</b>`; // error: xss
});
router.get('/i', async (ctx) => {
  ctx.res.writeHead(200, { 'Content-Type': 'text/html' });
  ctx.res.end(`<p>${ctx.req.url}</p>`); // error: xss
  ctx.respond = false;
});
router.get('/j', async (ctx) => {
  ctx.set('Content-Disposition', 'attachment; filename=x.html');
  ctx.body = createReadStream(join('/srv', basename(String(ctx.query.f))));
});
router.get('/k', (ctx) => ctx.render('page', { name: ctx.query.name }));
app.use(bodyParser());
app.use(mount('/m', async (ctx: Context) => { ctx.body = `<i>${ctx.query.q}</i>`; })); // error: xss
app.use(compose([async (ctx: Context, next: Next) => { console.log(`${ctx.method} ${ctx.request.body.note}`); await next(); }])); // error: log-injection
app.use(router.routes());
app.on('error', (err, ctx) => console.error('server error', err.message, ctx.url));
