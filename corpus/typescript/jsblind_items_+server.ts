import { json, error, redirect, text } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { createPool } from 'mysql2/promise';
import { readFileSync } from 'fs';

const pool = createPool({ host: 'localhost' });

export const GET: RequestHandler = async ({ url, params, cookies, setHeaders, fetch }) => {
  const q = url.searchParams.get('q') ?? '';
  const [rows] = await pool.query('SELECT * FROM items WHERE name = ' + pool.escape(q));
  const [more] = await pool.query(`SELECT * FROM items WHERE slug = '${params.slug}'`); // error: sql-injection
  if (url.searchParams.has('html')) {
    return new Response(`<ul><li>${q}</li></ul>`, { headers: { 'content-type': 'text/html' } }); // error: xss
  }
  if (url.searchParams.has('text')) return text(q);
  if (url.searchParams.has('go')) redirect(303, url.searchParams.get('go')!); // error: open-redirect
  if (url.searchParams.has('remote')) {
    const r = await fetch(url.searchParams.get('remote')!); // error: ssrf
    return json(await r.json());
  }
  if (!/^\w+$/.test(params.slug!)) error(400, 'bad slug');
  const doc = readFileSync(`content/${params.slug}.md`, 'utf8');
  return json({ rows, more, doc, theme: cookies.get('theme') });
};

export const POST: RequestHandler = async ({ request, locals, getClientAddress }) => {
  const body = await request.json();
  console.warn(`from ${getClientAddress()}: ${body.title}`); // error: log-injection
  console.warn(`from ${getClientAddress()}: ${JSON.stringify(body.title)}`);
  return new Response(null, { status: 201, headers: { Location: '/items/' + encodeURIComponent(body.id) } });
};
