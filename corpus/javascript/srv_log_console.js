'use strict';

const http = require('node:http');
const url = require('node:url');
const querystring = require('node:querystring');
const util = require('node:util');
const fs = require('node:fs');

const PORT = Number(process.env.PORT || 8080);
const LEVELS = Object.freeze({ low: 1, high: 2 });
const stream = fs.createWriteStream('/var/log/gate/access.log', { flags: 'a' });

function stamp() {
  return new Date().toISOString();
}

function write(level, ...parts) {
  console.log(`[${stamp()}] ${level}:`, ...parts); // error: log-injection
}

const say = (level) => (text) => console.log(`${level} ${text}`); // error: log-injection
const notice = say('notice');

function clean(text = '') {
  return text.split(/[\r\n]+/).join(' ');
}

function onlyWord(text) {
  return text.replace(/[^\w.-]/g, '');
}

function readBody(req) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    req.on('data', (chunk) => chunks.push(chunk));
    req.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    req.on('error', reject);
  });
}

const server = http.createServer(async (req, res) => {
  const parsed = url.parse(req.url, true);
  const { door, level, code, note } = parsed.query;

  console.log('door', door); // error: log-injection
  console.log('door %s', clean(door));
  console.log('door %j', door);
  console.log('door %o opened', door);
  console.info('door', { door });
  console.info('door', [door, code]);
  console.warn(`level ${LEVELS[level]}`);
  console.error('agent ' + req.headers['user-agent']);
  console.debug(`pathname ${parsed.pathname}`);
  write('info', note); 
  write('info', JSON.stringify(note));
  notice(note);
  notice(onlyWord(note));
  stream.write(`${stamp()} ${req.method} ${note}\n`); // error: log-injection
  stream.write(`${stamp()} ${req.method} ${encodeURIComponent(note)}\n`);

  if (!/^\d{4,8}$/.test(code)) {
    console.log('bad code ' + code); // error: log-injection
    res.writeHead(400);
    res.end();
    return;
  }
  console.log('code ' + code);

  if (req.method === 'POST') {
    const form = querystring.parse(await readBody(req));
    console.log('form of ' + form.name); // error: log-injection
    console.log('form:', form);
    console.log('form:', util.inspect(form));
    console.log('form: ' + util.format('%s', form.name)); // error: log-injection
    console.log('age', parseInt(form.age, 10), +form.weight, Number(form.height));
    console.log('long', form.name.length > 20, Boolean(form.name));
    const lines = form.comment.split('\n');
    console.log('first line of the comment', lines[0]); // error: log-injection
    console.log('comment has', lines.length, 'lines');
    const id = Buffer.from(form.name).toString('base64');
    console.log('id', id);
    try {
      const extra = JSON.parse(form.extra);
      console.log('extra', extra.kind); // error: log-injection
      process.stdout.write('kind ' + extra.kind + '\n'); // error: log-injection
      process.stdout.write('kind ' + String(extra.kind).replace(/\r?\n|\r/g, '') + '\n');
    } catch (err) {
      console.error('bad extra', err.message);
    }
  }

  const search = new URL(req.url, 'http://localhost').searchParams;
  for (const [key, value] of search) {
    console.log(`${key}=${clean(value)}`);  // error: log-injection
  }
  const page = search.get('page');
  switch (page) {
    case 'first':
    case 'last':
      console.log('page ' + page);
      break;
    default:
      console.log('other page ' + page); // error: log-injection
  }
  res.end('ok');
});

server.listen(PORT, '127.0.0.1', () => console.log('listening on ' + PORT));
