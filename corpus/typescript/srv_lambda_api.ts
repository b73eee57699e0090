import type {
  APIGatewayProxyEvent, APIGatewayProxyEventV2, APIGatewayProxyHandler, APIGatewayProxyResult, APIGatewayProxyResultV2,
  Context, Handler, S3Event, SQSEvent,
} from 'aws-lambda';
import { exec, execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Client } from 'pg';
import escapeHtml from 'escape-html';

const run = promisify(exec);
const db = new Client();

interface Note {
  id: number;
  text: string;
}

const headers = { 'Content-Type': 'text/html; charset=utf-8' };

function html(body: string, statusCode = 200): APIGatewayProxyResult {
  return { statusCode, headers, body }; 
}

export const greet: APIGatewayProxyHandler = async (event) => {
  const name = event.queryStringParameters?.name ?? 'nobody';
  return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: `<h1>Hello ${name}</h1>` }; // error: xss
};

export const greetSafely: APIGatewayProxyHandler = async (event) => {
  const name = event.queryStringParameters?.name ?? 'nobody';
  return { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: `<h1>Hello ${escapeHtml(name)}</h1>` };
};

export const greetJson = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const name = event.pathParameters?.name;
  return { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name }) };
};

export const viaHelper = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const { title = '' } = event.queryStringParameters ?? {};
  if (!title) {
    return html('<p>nothing</p>', 400);
  }
  return html(`<p>${title}</p>`); // error: xss
};

export async function notes(event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyResultV2> {
  console.log(`request ${context.awsRequestId} of ${event.rawPath}`);
  console.log('search', event.queryStringParameters?.q); // error: log-injection
  console.log('event', JSON.stringify(event));
  const id = Number(event.pathParameters?.id);
  const bound = await db.query<Note>('SELECT * FROM notes WHERE id = $1', [id]);
  const q = event.queryStringParameters?.q;
  const rows = await db.query(`SELECT * FROM notes WHERE text LIKE '%${q}%'`); // error: sql-injection
  const one = await db.query(`SELECT * FROM notes WHERE id = ${id}`);
  return { statusCode: 200, body: JSON.stringify([bound.rows, rows.rows, one.rows]) };
}

export const create: Handler<APIGatewayProxyEvent, APIGatewayProxyResult> = async (event) => {
  const payload = JSON.parse(event.body ?? '{}') as { file: string; format: 'png' | 'jpg'; scale: number };
  await run(`convert /tmp/in.png /tmp/${payload.file}`); // error: command-injection
  const text = await readFile(join('/opt/templates', payload.file), 'utf8'); // error: path-traversal
  const inside = await readFile(join('/opt/templates', basename(payload.file)), 'utf8');
  execFile('convert', ['/tmp/in.png', '-scale', String(payload.scale), '/tmp/out.png']);
  return { statusCode: 201, body: JSON.stringify({ size: text.length + inside.length }) };
};

export const move: APIGatewayProxyHandler = async (event) => {
  const to = event.queryStringParameters?.to ?? '/';
  if (event.queryStringParameters?.kind === 'inside') {
    return { statusCode: 302, headers: { Location: `/pages/${encodeURIComponent(to)}` }, body: '' };
  }
  return { statusCode: 302, headers: { Location: to }, body: '' }; // error: open-redirect
};

export const queue = async (event: SQSEvent): Promise<void> => {
  for (const record of event.Records) {
    const job = JSON.parse(record.body) as { repo: string; depth: number };
    await run(`git clone ${job.repo}`); // error: command-injection
    await run(`git clone --depth ${Number(job.depth)} /srv/mirror`);
    console.log(`message ${record.messageId} done`);
  }
};

export const uploaded = async (event: S3Event): Promise<void> => {
  const key = decodeURIComponent(event.Records[0].s3.object.key.replace(/\+/g, ' '));
  await run(`clamscan /mnt/${key}`); // error: command-injection
  execFile('clamscan', [`/mnt/${basename(key)}`]);
};
