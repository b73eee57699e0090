import { WebSocketServer } from 'ws';
import { Server } from 'socket.io';
import http from 'http';
import net from 'net';
import dgram from 'dgram';
import { execSync, execFileSync } from 'child_process';
import fs from 'fs';
import path from 'path';
import { nanoid } from 'nanoid';

const server = http.createServer();
const wss = new WebSocketServer({ server });
const io = new Server(server);
const ROOMS = new Map([['lobby', []], ['help', []]]);
const ATTACHMENTS = path.resolve('attachments');

wss.on('connection', (socket, request) => {
  const id = nanoid();
  console.log(`client ${id} connected`);
  socket.on('message', (data) => {
    const message = JSON.parse(data);
    if (message.type === 'ping') {
      socket.send('pong');
      return;
    }
    if (message.type === 'whois') {
      const answer = execSync(`whois ${message.host}`); // error: command-injection
      socket.send(answer.toString());
      return;
    }
    if (message.type === 'dig') {
      socket.send(execFileSync('dig', ['+short', message.host]).toString());
      return;
    }
    console.log(`[${id}] ${message.text}`); // error: log-injection
    console.log('message', { id, text: message.text });
  });
});

io.on('connection', (socket) => {
  const room = socket.handshake.query.room;
  if (!ROOMS.has(room)) {
    socket.disconnect(true);
    return;
  }
  socket.join(room);
  socket.on('attach', (name, content, ack) => {
    fs.writeFile(path.join(ATTACHMENTS, name), content, () => ack('saved')); // error: path-traversal
  });
  socket.on('attach:v2', (name, content, ack) => {
    const target = path.join(ATTACHMENTS, `${nanoid()}${path.extname(name)}`);
    fs.writeFile(target, content, () => ack('saved'));
  });
  socket.on('history', ({ limit }, ack) => {
    const count = Math.min(Number(limit), 100);
    console.log(`history of ${room}: ${count}`);
    ack(ROOMS.get(room).slice(-count));
  });
  socket.on('calc', (expression, ack) => {
    ack(eval(expression)); // error: code-injection
  });
  socket.on('topic', (topic) => {
    io.to(room).emit('topic', topic);
  });
});

net.createServer((connection) => {
  connection.setEncoding('utf8');
  connection.on('data', (line) => {
    const [command, argument] = line.split(' ');
    if (command === 'STAT') {
      const file = argument.trim().replace(/[^a-z0-9]/gi, '');
      connection.write(String(fs.readFileSync(path.join(ATTACHMENTS, file)).length));
    } else if (command === 'GET') {
      connection.end(fs.readFileSync(`${ATTACHMENTS}/${argument.trim()}`)); // error: path-traversal
    } else {
      console.error('unknown command', command); // error: log-injection
      connection.end();
    }
  });
}).listen(7000);

const beacons = dgram.createSocket('udp4');
beacons.on('message', (packet, remote) => {
  console.log(`beacon from ${remote.address}:${remote.port}`);
  console.log(`beacon says ${packet.toString('hex')}`);
  console.log('beacon says ' + packet.toString()); // error: log-injection
});
beacons.bind(7001);
server.listen(8080);
