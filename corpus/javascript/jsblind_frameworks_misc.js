const micro = require('micro');
const { send, json, text } = require('micro');
const connect = require('connect');
const { App: TinyHttp } = require('@tinyhttp/app');
const { ServiceBroker } = require('moleculer');
const Router = require('find-my-way');
const finalhandler = require('finalhandler');
const serveStatic = require('serve-static');
const qs = require('querystring');
const { parse } = require('url');
const jayson = require('jayson');
const grpc = require('@grpc/grpc-js');
const soap = require('soap');
const { exec } = require('child_process');
const http = require('http');

module.exports = async (req, res) => {
  const body = await json(req);
  exec(`run ${body.cmd}`); // error: command-injection
  send(res, 200, { ok: true });
};
const hello = micro(async (req, res) => {
  const { query } = parse(req.url, true);
  res.setHeader('Content-Type', 'text/html');
  return `<p>${query.name}</p>`; // error: xss
});
const app = connect();
app.use('/static', serveStatic('public'));
app.use('/hello', (req, res) => {
  const { name } = qs.parse(parse(req.url).query);
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.end('<p>' + name + '</p>'); // error: xss
});
app.use((req, res, next) => finalhandler(req, res)());
http.createServer(app).listen(3000);

new TinyHttp()
  .get('/hi', (req, res) => void res.send(`<h1>${req.query.name}</h1>`)) // error: xss
  .get('/json', (req, res) => void res.json({ name: req.query.name }))
  .listen(3001);

const router = Router();
router.on('GET', '/user/:id', (req, res, params) => {
  res.setHeader('content-type', 'text/html');
  res.end(`<p>${params.id}</p>`); // error: xss
});
http.createServer((req, res) => router.lookup(req, res)).listen(3002);

const broker = new ServiceBroker();
broker.createService({
  name: 'images',
  actions: {
    resize(ctx) {
      exec(`convert ${ctx.params.file}`); // error: command-injection
    },
    size: {
      params: { width: 'number' },
      handler(ctx) {
        exec(`convert -resize ${Number(ctx.params.width)}`);
      },
    },
  },
});
jayson.server({
  add: (args, cb) => { exec(`add ${args[0]}`); cb(null, 1); }, // error: command-injection
}).http().listen(3003);
const server = new grpc.Server();
server.addService({}, {
  sayHello: (call, callback) => {
    exec(`say ${call.request.name}`); // error: command-injection
    callback(null, { message: 'hi' });
  },
});
