import Fastify from 'fastify';
import multipart from '@fastify/multipart';
import { execFile, exec, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { randomUUID } from 'node:crypto';
import { join, extname } from 'node:path';

const run = promisify(exec);
const runFile = promisify(execFile);
const MEDIA = '/var/media';
const FORMATS = ['webp', 'png', 'jpeg'];

const app = Fastify({ logger: true });
await app.register(multipart);

app.get('/thumb', async (request, reply) => {
  const { file, width } = request.query;
  await run(`convert ${MEDIA}/${file} -resize ${Number(width)} /tmp/out.png`); // error: command-injection
  return reply.sendFile('out.png');
});

app.get('/thumb/v2', async (request, reply) => {
  const { file, width } = request.query;
  await runFile('convert', [join(MEDIA, 'in.png'), '-resize', width, '-set', 'comment', file, '/tmp/out.png']);
  return reply.sendFile('out.png');
});

app.get('/probe', (request, reply) => {
  const probe = spawn('ffprobe', ['-i', request.query.url], { shell: true }); // error: command-injection
  probe.stdout.pipe(reply.raw);
});

app.get('/probe/v2', (request, reply) => {
  const probe = spawn('ffprobe', ['-i', request.query.url]);
  probe.stdout.pipe(reply.raw);
});

app.get('/convert/:format', async (request, reply) => {
  const { format } = request.params;
  if (!FORMATS.includes(format)) {
    return reply.code(400).send({ message: 'format' });
  }
  await run(`mogrify -format ${format} /var/media/queue/*.png`);
  return { ok: true };
});

app.post('/upload', async (request) => {
  const part = await request.file();
  const target = join(MEDIA, part.filename);
  await pipeline(part.file, createWriteStream(target)); // error: path-traversal
  request.log.info({ filename: part.filename }, 'stored upload');
  return { stored: true };
});

app.post('/upload/v2', async (request) => {
  const part = await request.file();
  const name = `${randomUUID()}${extname(part.filename)}`;
  await pipeline(part.file, createWriteStream(join(MEDIA, name)));
  request.log.info(`stored as ${part.filename}`); // error: log-injection
  return { stored: name };
});

app.get('/title', (request, reply) => {
  reply.send(`<title>${request.query.title}</title>`);
});

app.get('/title.html', (request, reply) => {
  reply.type('text/html').send(`<title>${request.query.title}</title>`); // error: xss
});

app.get('/card', async (request, reply) => {
  reply.header('Content-Type', 'text/html');
  return reply.send('<b>' + request.headers['x-card'] + '</b>'); // error: xss
});

app.route({
  method: 'GET',
  url: '/jump',
  handler(request, reply) {
    reply.redirect(request.query.to); // error: open-redirect
  },
});

app.setErrorHandler((error, request, reply) => {
  request.log.error(error);
  reply.status(500).send({ message: 'failed', url: request.url });
});

app.listen({ port: 4000 });
