const WebSocket = require('ws');
const { exec } = require('child_process');
const sqlite = require('better-sqlite3');
const { Server } = require('socket.io');
const amqp = require('amqplib');
const db = sqlite('chat.db');
const wss = new WebSocket.Server({ port: 8080 });

wss.on('connection', (socket, request) => {
  socket.on('message', (raw) => {
    const msg = JSON.parse(raw);
    db.prepare(`INSERT INTO chat VALUES ('${msg.text}')`).run(); // error: sql-injection
    db.prepare('INSERT INTO chat VALUES (?)').run(msg.text);
    exec('notify-send ' + msg.text); // error: command-injection
    wss.clients.forEach((client) => client.send(raw));
  });
});
const io = new Server(3000);
io.on('connection', (socket) => {
  socket.on('search', (term, reply) => {
    const rows = db.prepare("SELECT * FROM chat WHERE text LIKE '%" + term + "%'").all(); // error: sql-injection
    reply(rows);
  });
  socket.on('count', ({ limit }) => {
    socket.emit('count', db.prepare(`SELECT * FROM chat LIMIT ${Number(limit)}`).all());
  });
});
async function consume() {
  const conn = await amqp.connect(process.env.AMQP);
  const ch = await conn.createChannel();
  ch.consume('jobs', (m) => {
    const job = JSON.parse(m.content.toString());
    exec('run-job ' + job.name); // error: command-injection
    if (/^[a-z-]{1,20}$/.test(job.kind)) exec('run-job ' + job.kind);
  });
}
consume();
