'use strict';

const http = require('http');
const net = require('net');
const dgram = require('dgram');
const readline = require('readline');
const { Server } = require('socket.io');
const { WebSocketServer } = require('ws');
const amqp = require('amqplib');
const { Kafka } = require('kafkajs');
const { Worker } = require('bullmq');
const winston = require('winston');
const { exec, execFile } = require('child_process');
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const log = winston.createLogger({ transports: [new winston.transports.Console()] });
const server = http.createServer();
const io = new Server(server, { cors: { origin: 'https://chat.example.com' } });
const rooms = new Map();
const COMMANDS = {
  uptime: () => exec('uptime'),
  df: () => exec('df -h'),
};

io.use((socket, next) => {
  const { token, name } = socket.handshake.auth;
  log.info('joining as ' + name); // error: log-injection
  log.info('joining as ' + JSON.stringify(name));
  if (!token) return next(new Error('no token'));
  return next();
});

io.on('connection', (socket) => {
  log.info(`connected ${socket.id}`);

  socket.on('say', (message, ack) => {
    log.info('said ' + message); // error: log-injection
    io.emit('said', message);
    ack({ ok: true });
  });

  socket.on('run', async ({ command, args, count }) => {
    if (Object.hasOwn(COMMANDS, command)) {
      COMMANDS[command]();
    }
    exec(`wc -l ${args}`); // error: command-injection
    execFile('wc', ['-l', args]);
    exec(`seq ${Number(count)}`);
  });

  socket.on('save', (name, text) => {
    fs.writeFileSync(path.join('/srv/chat', name), text); // error: path-traversal
    fs.writeFileSync(path.join('/srv/chat', `${socket.id}.txt`), text);
  });

  socket.on('eval', (code) => vm.runInNewContext(code)); // error: code-injection
  socket.on('disconnect', (reason) => log.info('gone: ' + reason));
});

const wss = new WebSocketServer({ noServer: true });
wss.on('connection', (ws, request) => {
  const room = new URL(request.url, 'http://localhost').searchParams.get('room');
  log.info('room ' + room); // error: log-injection
  rooms.set(room, ws);
  ws.on('message', (data, isBinary) => {
    if (isBinary) return;
    const message = JSON.parse(data.toString());
    switch (message.type) {
      case 'ping':
        ws.send(JSON.stringify({ type: 'pong' }));
        break;
      case 'lookup':
        exec('host ' + message.host); // error: command-injection
        break;
      default:
        log.warn(`unknown type ${message.type}`); // error: log-injection
    }
    for (const client of wss.clients) {
      client.send(data);
    }
  });
  ws.on('close', (code) => log.info(`closed ${code}`));
});

net
  .createServer((socket) => {
    socket.setEncoding('utf8');
    socket.write('hello\n');
    socket.on('data', (line) => {
      exec('logger ' + line); // error: command-injection
      execFile('logger', [line.trim()]);
    });
    const lines = readline.createInterface({ input: socket });
    lines.on('line', (line) => {
      exec(`figlet ${line}`); // error: command-injection
    });
  })
  .listen(7000, '127.0.0.1');

const udp = dgram.createSocket('udp4');
udp.on('message', (buffer, remote) => {
  log.info(`from ${remote.address}:${remote.port}`);
  log.info(`got ${buffer}`); // error: log-injection
  log.info(`got ${buffer.toString('hex')}`);
});
udp.bind(5140, '127.0.0.1');

async function queues() {
  const connection = await amqp.connect('amqps://queue.example.com');
  const channel = await connection.createChannel();
  await channel.consume('jobs', (msg) => {
    const job = JSON.parse(msg.content.toString());
    exec(`make ${job.target}`); // error: command-injection
    execFile('make', [job.target]);
    channel.ack(msg);
  });
  const consumer = new Kafka({ brokers: ['kafka.example.com:9092'] }).consumer({ groupId: 'jobs' });
  await consumer.run({
    eachMessage: async ({ topic, partition, message }) => {
      log.info(`${topic}/${partition}@${message.offset}`);
      log.info(`value ${message.value.toString()}`); // error: log-injection
      log.info('value', { value: message.value.toString() });
    },
  });
  return new Worker('mail', async (job) => {
    exec(`sendmail ${job.data.to}`); // error: command-injection
    execFile('sendmail', ['--', job.data.to]);
  });
}

module.exports = { queues, server };
