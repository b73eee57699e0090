import { createServer, IncomingMessage, ServerResponse, type RequestListener } from 'node:http';
import { URL, fileURLToPath, pathToFileURL } from 'node:url';
import { createReadStream, promises as fsp, statSync, existsSync } from 'node:fs';
import { join, normalize, extname, resolve, sep, posix } from 'node:path';
import { once } from 'node:events';

const ROOT = resolve('public');
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.png': 'image/png' };
type Route = (req: IncomingMessage, res: ServerResponse, url: URL) => void | Promise<void>;

const routes = new Map<string, Route>();
routes.set('/search', (req, res, url) => {
  res.setHeader('Content-Type', 'text/html');
  res.end(`<p>${url.searchParams.get('q')}</p>`); // error: xss
});
routes.set('/api/search', (req, res, url) => {
  res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ q: url.searchParams.get('q') }));
});
routes.set('/multi', (req, res, url) => {
  const all = url.searchParams.getAll('t');
  res.writeHead(200, 'OK', { 'Content-Type': 'text/html' });
  all.forEach((t) => res.write(`<li>${t}</li>`)); // error: xss
  res.end();
});
routes.set('/iter', (req, res, url) => {
  res.setHeader('content-type', 'text/html');
  for (const [k, v] of url.searchParams) res.write(`<li>${k.length}: ${v}</li>`); // error: xss
  res.end();
});
routes.set('/cookie', (req, res) => {
  const cookies = Object.fromEntries((req.headers.cookie ?? '').split('; ').map((c) => c.split('=')));
  res.setHeader('Content-Type', 'text/html');
  res.end(`<p>${decodeURIComponent(cookies.name)}</p>`); // error: xss
});
routes.set('/body', async (req, res) => {
  let body = '';
  req.setEncoding('utf8');
  req.on('data', (d: string) => (body += d));
  await once(req, 'end');
  const { note } = JSON.parse(body) as { note: string };
  console.log('note: ' + note); // error: log-injection
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.end('<p>' + note + '</p>'); // error: xss
});
routes.set('/trace', (req, res) => {
  console.log(`${req.method} ${req.url} ${req.headers['user-agent']} ${req.socket.remoteAddress}`);
  res.statusCode = 204;
  res.end();
});

async function serve(res: ServerResponse, url: URL) {
  const file = normalize(join(ROOT, decodeURIComponent(url.pathname)));
  if (!file.startsWith(ROOT + sep)) {
    res.writeHead(403).end();
    return;
  }
  res.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(res);
}
async function serveBad(res: ServerResponse, url: URL) {
  const path = url.pathname;
  if (path.includes('..')) {
    res.writeHead(403).end();
    return;
  }
  const data = await fsp.readFile(ROOT + decodeURIComponent(path)); // error: path-traversal
  res.writeHead(200, { 'Content-Type': 'application/octet-stream' });
  res.end(data);
}
const listener: RequestListener = async (req, res) => {
  const url = new URL(req.url ?? '/', `http://${req.headers.host}`);
  const route = routes.get(url.pathname);
  if (route) return void route(req, res, url);
  if (url.pathname.startsWith('/old/')) return void serveBad(res, url);
  await serve(res, url);
};
createServer(listener).listen(8080);
