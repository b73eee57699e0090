const http2 = require('node:http2');
const tls = require('node:tls');
const dgram = require('node:dgram');
const fs = require('node:fs');
const vm = require('node:vm');
const v8 = require('node:v8');
const readline = require('node:readline');
const { spawn } = require('node:child_process');

const server = http2.createSecureServer({ key: fs.readFileSync('key.pem'), cert: fs.readFileSync('cert.pem') });
server.on('stream', (stream, headers) => {
  const url = new URL(headers[':path'], 'https://localhost');
  const q = url.searchParams.get('q');
  if (url.pathname === '/a') {
    stream.respond({ ':status': 200, 'content-type': 'text/html' });
    stream.end(`<p>${q}</p>`); // error: xss
  } else if (url.pathname === '/b') {
    stream.respond({ ':status': 200, 'content-type': 'application/json' });
    stream.end(JSON.stringify({ q }));
  } else {
    stream.respond({ ':status': 404 });
    stream.end();
  }
});
server.listen(8443);

const control = tls.createServer({ key: fs.readFileSync('key.pem'), cert: fs.readFileSync('cert.pem') }, (socket) => {
  const lines = readline.createInterface({ input: socket });
  lines.on('line', (line) => {
    const [verb, ...rest] = line.split(' ');
    if (verb === 'eval') {
      socket.write(String(vm.runInNewContext(rest.join(' ')))); // error: code-injection
    } else if (verb === 'ls') {
      const ls = spawn('ls', ['-l', '--', rest[0]]);
      ls.stdout.pipe(socket);
    } else if (verb === 'grep') {
      const grep = spawn('grep -r ' + rest.join(' '), { shell: true }); // error: command-injection
      grep.stdout.pipe(socket);
    } else if (verb === 'get') {
      fs.createReadStream(rest[0]).pipe(socket); // error: path-traversal
    }
  });
});
control.listen(9000);

const udp = dgram.createSocket('udp4');
udp.on('message', (msg, rinfo) => {
  const obj = v8.deserialize(msg);
  const text = msg.toString();
  console.log(`udp ${rinfo.address}:${rinfo.port} ${text}`); // error: log-injection
  console.log(`udp ${rinfo.address}:${rinfo.port} ${text.replace(/[\r\n]+/g, ' ')}`);
  console.log(`udp ${rinfo.size} bytes`, obj.id | 0);
  fs.appendFile('/var/log/udp.log', JSON.stringify({ text }) + '\n', () => {});
  const counter = parseInt(text, 10);
  if (!Number.isNaN(counter)) console.log('counter', counter);
});
udp.bind(5000);
