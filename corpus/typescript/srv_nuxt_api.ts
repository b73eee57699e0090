import {
  createError, defineEventHandler, eventHandler, getCookie, getHeader, getQuery, getRouterParam, getRouterParams, getValidatedQuery,
  readBody, readFormData, readMultipartFormData, readRawBody, send, sendRedirect, setCookie, setHeader, setResponseHeader,
} from 'h3';
import { exec, execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, basename } from 'node:path';
import { z } from 'zod';
import { $fetch } from 'ofetch';
import { consola } from 'consola';
import { Pool } from 'pg';

const pool = new Pool();
const Query = z.object({ id: z.coerce.number(), name: z.string() });

export default defineEventHandler(async (event) => {
  const { name, page, sort } = getQuery(event);
  consola.info(`name ${name}`); // error: log-injection
  consola.info('page', Number(page));
  consola.info(`agent ${getHeader(event, 'user-agent')}`);
  consola.info(`cookie ${getCookie(event, 'theme')}`); // error: log-injection
  const id = getRouterParam(event, 'id');
  await pool.query(`SELECT * FROM users WHERE id = ${id}`); // error: sql-injection
  await pool.query('SELECT * FROM users WHERE id = $1', [id]);
  const by = sort === 'name' ? 'name' : 'created';
  await pool.query(`SELECT * FROM users ORDER BY ${by}`);
  return { name };
});

export const create = eventHandler(async (event) => {
  const body = await readBody<{ tool: string; count: number; url: string }>(event);
  exec(`npx ${body.tool}`); // error: command-injection
  exec(`seq ${Number(body.count)}`);
  execFile('npx', [body.tool]);
  await $fetch(body.url); // error: ssrf
  await $fetch('/api/items', { params: { url: body.url } });
  if (!body.tool) {
    throw createError({ statusCode: 400, statusMessage: 'tool' });
  }
  return body;
});

export const file = eventHandler(async (event) => {
  const { name } = getRouterParams(event);
  setHeader(event, 'Content-Type', 'text/plain');
  const inside = await readFile(join('/srv/files', basename(name)), 'utf8');
  return inside + (await readFile(join('/srv/files', name), 'utf8')); // error: path-traversal
});

export const go = eventHandler((event) => {
  const to = getQuery(event).to as string;
  if (to.startsWith('/') && !to.startsWith('//') && !to.includes('\\')) {
    return sendRedirect(event, to);
  }
  setCookie(event, 'to', to, { httpOnly: true, secure: true, sameSite: 'lax' });
  return sendRedirect(event, to); // error: open-redirect
});

export const page = eventHandler((event) => {
  const { title } = getQuery(event);
  return `<h1>${title}</h1>`; // error: xss
});

export const sent = eventHandler((event) => {
  const { title } = getQuery(event);
  setResponseHeader(event, 'X-Title', encodeURIComponent(String(title)));
  return send(event, `<h1>${title}</h1>`, 'text/html'); // error: xss
});

export const checked = eventHandler(async (event) => {
  const { id, name } = await getValidatedQuery(event, Query.parse);
  await pool.query(`SELECT * FROM users WHERE name = '${name}'`); // error: sql-injection
  return { id };
});

export const raw = eventHandler(async (event) => {
  const text = await readRawBody(event);
  exec(`wc -w ${text}`); // error: command-injection
  const parts = await readMultipartFormData(event);
  for (const part of parts ?? []) {
    await readFile(join('/srv/up', part.filename!)); // error: path-traversal
  }
  const form = await readFormData(event);
  exec(`echo ${form.get('x')}`); // error: command-injection
  return { ok: true };
});
