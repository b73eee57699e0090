import type { APIGatewayProxyEvent, APIGatewayProxyHandler, SQSEvent, S3Event, Context } from 'aws-lambda';
import { DynamoDB } from 'aws-sdk';
import { execSync } from 'child_process';
import { Client } from 'pg';

const db = new Client();

export const page: APIGatewayProxyHandler = async (event) => {
  const name = event.queryStringParameters?.name;
  const id = event.pathParameters!.id!;
  const r = await db.query(`select * from t where id = ${id}`); // error: sql-injection
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'text/html' },
    body: `<h1>${name} ${r.rowCount}</h1>`, // error: xss
  };
};

export const json = async (event: APIGatewayProxyEvent, context: Context) => {
  const input = JSON.parse(event.body ?? '{}');
  console.log('input', input.title); // error: log-injection
  console.log('request', context.awsRequestId);
  return { statusCode: 200, body: JSON.stringify({ title: input.title }) };
};

export const away = async (event: APIGatewayProxyEvent) => ({
  statusCode: 302,
  headers: { Location: event.queryStringParameters!.to! }, // error: open-redirect
  body: '',
});

export const queue = async (event: SQSEvent): Promise<void> => {
  for (const record of event.Records) {
    const job = JSON.parse(record.body);
    execSync(`convert ${job.file} out.png`); // error: command-injection
    execSync(`convert -resize ${Number(job.width)} in.png out.png`);
  }
};

export const bucket = async (event: S3Event) => {
  const key = decodeURIComponent(event.Records[0].s3.object.key.replace(/\+/g, ' '));
  execSync('file ' + key); // error: command-injection
  return event.Records.length;
};

export default {
  async fetch(request: Request, env: { KV: KVNamespace; DB: D1Database }, ctx: ExecutionContext): Promise<Response> {
    const url = new URL(request.url);
    const name = url.searchParams.get('name');
    if (url.pathname === '/html') {
      return new Response(`<p>${name}</p>`, { headers: { 'content-type': 'text/html;charset=UTF-8' } }); // error: xss
    }
    if (url.pathname === '/proxy') {
      return fetch(url.searchParams.get('u')!); // error: ssrf
    }
    if (url.pathname === '/move') {
      return Response.redirect(url.searchParams.get('u')!, 301); // error: open-redirect
    }
    if (url.pathname === '/kv') {
      const v = await env.KV.get(name!);
      return new Response(v, { headers: { 'content-type': 'text/plain' } });
    }
    return new Response('hello ' + name);
  },
};

Deno.serve(async (req: Request) => {
  const url = new URL(req.url);
  const file = url.searchParams.get('file')!;
  if (url.pathname === '/read') {
    const text = await Deno.readTextFile('./data/' + file); // error: path-traversal
    return new Response(text, { headers: { 'content-type': 'text/plain' } });
  }
  if (url.pathname === '/run') {
    const cmd = new Deno.Command('ls', { args: ['--', file] });
    await cmd.output();
    const bad = new Deno.Command('sh', { args: ['-c', 'ls ' + file] }); // error: command-injection
    await bad.output();
  }
  return new Response('<p>' + file + '</p>', { headers: { 'content-type': 'text/html' } }); // error: xss
});

Bun.serve({
  port: 3000,
  async fetch(req) {
    const url = new URL(req.url);
    const body = await req.text();
    if (url.pathname === '/file') return new Response(Bun.file('./public/' + url.searchParams.get('f'))); // error: path-traversal
    return new Response('<p>' + body + '</p>', { headers: { 'Content-Type': 'text/html' } }); // error: xss
  },
});
