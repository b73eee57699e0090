import type { VercelRequest, VercelResponse } from '@vercel/node';
import type { Handler, HandlerEvent } from '@netlify/functions';
import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { app as azure } from '@azure/functions';
import { MongoClient } from 'mongodb';
import { exec } from 'child_process';

export default async function handler(req: VercelRequest, res: VercelResponse) {
  const { name = 'World', to } = req.query;
  if (to) return res.redirect(String(to)); // error: open-redirect
  if (req.headers.accept === 'application/json') return res.status(200).json({ name });
  return res.status(200).send(`<h1>Hello ${name}</h1>`); // error: xss
}

export const netlify: Handler = async (event: HandlerEvent) => {
  const { name } = event.queryStringParameters ?? {};
  const body = JSON.parse(event.body ?? '{}');
  exec(`subscribe ${body.mail}`); // error: command-injection
  exec(`subscribe --n ${Number(body.n)}`);
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'text/html' },
    body: `<p>${name}</p>`, // error: xss
  };
};

async function hello(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  context.log(`Http function processed request for url "${request.url}"`);
  const name = request.query.get('name') || (await request.text()) || 'world';
  context.log('name ' + name); // error: log-injection
  return { body: `<p>Hello, ${name}!</p>`, headers: { 'Content-Type': 'text/html' } }; // error: xss
}
azure.http('hello', { methods: ['GET', 'POST'], handler: hello });
azure.http('json', {
  methods: ['GET'],
  handler: async (request) => ({ jsonBody: { name: request.query.get('name') } }),
});
azure.http('find', {
  methods: ['POST'],
  handler: async (request) => {
    const { user } = (await request.json()) as { user: string };
    const client = new MongoClient('mongodb://localhost');
    const found = await client.db('a').collection('u').findOne({ user }); // error: nosql-injection
    return { jsonBody: found };
  },
});
