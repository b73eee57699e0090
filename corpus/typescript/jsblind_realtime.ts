import { Server, Socket } from 'socket.io';
import { WebSocketServer, WebSocket } from 'ws';
import amqp from 'amqplib';
import { Kafka } from 'kafkajs';
import { SQSClient, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { createServer } from 'http';
import { exec } from 'child_process';
import { Pool } from 'pg';
import mqtt from 'mqtt';

const pool = new Pool();
const httpServer = createServer();
const io = new Server(httpServer);

io.on('connection', (socket: Socket) => {
  const room = socket.handshake.query.room as string;
  console.log('join ' + room); // error: log-injection
  socket.on('search', async (term: string, reply: (rows: unknown[]) => void) => {
    const { rows } = await pool.query("select * from docs where t like '%" + term + "%'"); // error: sql-injection
    reply(rows);
  });
  socket.on('search2', async (term: string) => {
    const { rows } = await pool.query('select * from docs where t like $1', ['%' + term + '%']);
    socket.emit('rows', rows);
  });
  socket.on('chat', (msg: string) => {
    socket.broadcast.emit('chat', msg);
    console.log('chat length', msg.length);
  });
  socket.on('disconnect', () => console.log('left ' + socket.id));
});

const wss = new WebSocketServer({ server: httpServer });
wss.on('connection', (ws: WebSocket, req) => {
  ws.on('message', (data) => {
    const msg = JSON.parse(data.toString());
    if (msg.type === 'run') exec(msg.command); // error: command-injection
    if (msg.type === 'log') console.log(`ws ${req.socket.remoteAddress}: ${msg.text}`); // error: log-injection
    if (msg.type === 'n') console.log(`n ${Number(msg.n)}`);
    ws.send(JSON.stringify({ ok: true }));
  });
});

async function consume() {
  const conn = await amqp.connect('amqp://localhost');
  const ch = await conn.createChannel();
  await ch.consume('jobs', (m) => {
    if (!m) return;
    const job = JSON.parse(m.content.toString());
    exec(`render ${job.path}`); // error: command-injection
    ch.ack(m);
  });
  const kafka = new Kafka({ brokers: ['localhost:9092'] });
  const consumer = kafka.consumer({ groupId: 'g' });
  await consumer.run({
    eachMessage: async ({ topic, partition, message }) => {
      console.log(`${topic}/${partition}: ${message.value?.toString()}`); // error: log-injection
      console.log(`${topic}/${partition} at ${message.offset}`);
    },
  });
  const sqs = new SQSClient({});
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: 'q' }));
  for (const m of Messages) exec('touch ' + m.Body); // error: command-injection
}
consume();

const client = mqtt.connect('mqtt://localhost');
client.on('message', (topic, payload) => {
  exec(`notify-send ${payload.toString()}`); // error: command-injection
});
