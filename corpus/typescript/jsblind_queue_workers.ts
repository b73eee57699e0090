import { Worker, Queue, Job } from 'bullmq';
import Bull from 'bull';
import Agenda from 'agenda';
import amqp, { Channel, ConsumeMessage } from 'amqplib/callback_api';
import { connect, StringCodec } from 'nats';
import { PubSub, Message } from '@google-cloud/pubsub';
import { ServiceBusClient } from '@azure/service-bus';
import { Consumer } from 'sqs-consumer';
import { createClient } from 'redis';
import IORedis from 'ioredis';
import { execSync } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import path from 'path';

new Worker('thumbs', async (job: Job<{ file: string; size: number }>) => {
  execSync(`convert ${job.data.file} out.png`); // error: command-injection
  execSync(`echo ${job.id}`);
});
amqp.connect('amqp://localhost', (err, conn) => {
  conn.createChannel((e, channel: Channel) => {
    channel.consume('q', (msg: ConsumeMessage | null) => {
      const body = msg!.content.toString();
      const task = JSON.parse(body) as { name: string };
      writeFileSync(path.join('/srv', task.name), body); // error: path-traversal
      writeFileSync(path.join('/srv', path.basename(task.name)), body);
      console.log('task %s', task.name); // error: log-injection
      channel.ack(msg!);
    });
  });
});
(async () => {
  const nc = await connect({ servers: 'localhost' });
  const sc = StringCodec();
  const sub = nc.subscribe('jobs');
  for await (const m of sub) {
    const cmd = sc.decode(m.data);
    execSync('run ' + cmd); // error: command-injection
  }
})();
const subscription = new PubSub().subscription('s');
subscription.on('message', (message: Message) => {
  const text = message.data.toString();
  console.log(`got ${message.id}`);
  console.log(`got ${text}`); // error: log-injection
  message.ack();
});
Consumer.create({
  queueUrl: 'https://sqs.example.com/q',
  handleMessage: async (message) => {
    const { file } = JSON.parse(message.Body!);
    readFileSync(file); // error: path-traversal
    return message;
  },
}).start();
(async () => {
  const sub = createClient();
  await sub.connect();
  await sub.subscribe('news', (message) => {
    execSync('notify ' + message); // error: command-injection
  });
  const r = new IORedis();
  r.subscribe('a');
  r.on('message', (channel, message) => {
    execSync('notify ' + message); // error: command-injection
  });
})();
