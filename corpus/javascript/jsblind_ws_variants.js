const express = require('express');
const expressWs = require('express-ws');
const fastify = require('fastify')();
const uWS = require('uWebSockets.js');
const net = require('net');
const { SMTPServer } = require('smtp-server');
const { simpleParser } = require('mailparser');
const { EventEmitter } = require('events');
const { exec } = require('child_process');
const fs = require('fs');
const path = require('path');

const { app } = expressWs(express());
app.ws('/echo', (ws, req) => {
  ws.on('message', (msg) => {
    console.log('ws ' + msg); // error: log-injection
    exec(msg); // error: command-injection
    ws.send(msg);
  });
});
fastify.register(require('@fastify/websocket'));
fastify.register(async (f) => {
  f.get('/ws', { websocket: true }, (socket, req) => {
    socket.on('message', (message) => {
      exec('run ' + message.toString()); // error: command-injection
    });
  });
});
uWS.App().get('/hello', (res, req) => {
  res.writeHeader('Content-Type', 'text/html');
  res.end('<p>' + req.getQuery('name') + '</p>'); // error: xss
}).ws('/*', {
  message: (ws, message, isBinary) => {
    exec('run ' + Buffer.from(message).toString()); // error: command-injection
  },
}).listen(9001, () => {});

net.createServer((c) => {
  let buffer = '';
  c.setEncoding('utf8');
  c.on('data', (chunk) => {
    buffer += chunk;
    const lines = buffer.split('\n');
    buffer = lines.pop();
    for (const line of lines) {
      const [cmd, arg] = line.trim().split(/\s+/);
      if (cmd === 'GET') fs.createReadStream(path.join('/srv', arg)).pipe(c); // error: path-traversal
      else if (cmd === 'PID') exec(`kill ${parseInt(arg, 10)}`);
      else if (cmd === 'RUN') exec(arg); // error: command-injection
    }
  });
}).listen(7000);

new SMTPServer({
  onData(stream, session, callback) {
    simpleParser(stream, {}, (err, mail) => {
      console.log(`mail ${mail.subject}`); // error: log-injection
      for (const a of mail.attachments) {
        fs.writeFileSync(path.join('/srv/mail', a.filename), a.content); // error: path-traversal
        fs.writeFileSync(path.join('/srv/mail', path.basename(a.filename)), a.content);
      }
      callback();
    });
  },
}).listen(25);

class Bus extends EventEmitter {}
const bus = new Bus();
bus.on('job', (job) => {
  exec(`work ${job.name}`); // error: command-injection
});
bus.on('tick', (n) => exec(`tick ${n}`));
app.post('/job', express.json(), (req, res) => {
  bus.emit('job', req.body);
  bus.emit('tick', Date.now());
  res.end();
});
