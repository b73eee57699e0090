import { defineEventHandler, getQuery, readBody, getRouterParam, sendRedirect, setResponseHeader, createError, getCookie, getHeader, send, readMultipartFormData, getValidatedQuery, proxyRequest } from 'h3';
import { z } from 'zod';
import { join } from 'pathe';
import { writeFile, readFile } from 'node:fs/promises';
import { execa } from 'execa';

export default defineEventHandler(async (event) => {
  const { q, to, file } = getQuery(event);
  const id = getRouterParam(event, 'id');
  if (event.method === 'PUT') {
    const body = await readBody(event);
    await execa('sh', ['-c', `publish ${body.name}`]); // error: command-injection
    await execa('publish', [body.name]);
    return { ok: true };
  }
  if (to) return sendRedirect(event, String(to), 302); // error: open-redirect
  if (file) return readFile(join('data', String(file)), 'utf8'); // error: path-traversal
  if (id) {
    setResponseHeader(event, 'Content-Type', 'text/html');
    return `<b>${id}</b>`; // error: xss
  }
  return { q };
});

export const upload = defineEventHandler(async (event) => {
  const parts = await readMultipartFormData(event);
  for (const part of parts ?? []) {
    await writeFile(join('uploads', part.filename!), part.data); // error: path-traversal
  }
  return { count: parts?.length };
});

export const list = defineEventHandler(async (event) => {
  const query = await getValidatedQuery(event, z.object({ page: z.coerce.number(), sort: z.enum(['a', 'b']), q: z.string() }).parse);
  console.log(`page ${query.page} by ${query.sort}`);
  console.log(`searching ${query.q}`); // error: log-injection
  return send(event, `<p>${query.page}</p>`, 'text/html');
});

export const page = defineEventHandler((event) => {
  return send(event, `<p>${getHeader(event, 'user-agent')}</p>`, 'text/html'); // error: xss
});

export const pass = defineEventHandler((event) => proxyRequest(event, String(getQuery(event).target))); // error: ssrf
