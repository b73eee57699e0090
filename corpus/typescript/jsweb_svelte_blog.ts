import { error, fail, json, redirect, type Actions, type RequestEvent } from '@sveltejs/kit';
import { createClient } from 'redis';
import oracledb from 'oracledb';
import ldap from 'ldapjs';
import xpath from 'xpath';
import { DOMParser } from '@xmldom/xmldom';
import validator from 'validator';

const cache = createClient({ url: process.env.REDIS_URL });
const directory = ldap.createClient({ url: 'ldap://directory.example' });
const accounts = new DOMParser().parseFromString('<accounts/>', 'text/xml');

async function connection() {
  return oracledb.getConnection({ user: 'blog', connectString: process.env.ORACLE });
}

export async function listPosts({ url, params }: RequestEvent) {
  const db = await connection();
  const bound = await db.execute('SELECT * FROM posts WHERE author = :author', [params.author]);
  const built = await db.execute("SELECT * FROM posts WHERE author = '" + params.author + "'"); // error: sql-injection
  const page = await db.execute(`SELECT * FROM posts OFFSET ${Number(url.searchParams.get('page'))} ROWS`);
  return json({ bound, built, page });
}

export async function draft(event: RequestEvent) {
  const data = await event.request.formData();
  const slug = String(data.get('slug'));
  if (!validator.isAlphanumeric(slug)) {
    return fail(400, { slug });
  }
  const db = await connection();
  await db.execute(`UPDATE posts SET draft = 1 WHERE slug = '${slug}'`);
  const title = data.get('title');
  await db.execute(`UPDATE posts SET title = '${title}' WHERE slug = :slug`, { slug }); // error: sql-injection
  redirect(303, `/posts/${slug}`);
}

export async function script(event: RequestEvent) {
  const { lua, key } = await event.request.json();
  await cache.eval(lua, { keys: [key] }); // error: code-injection
  await cache.eval('return redis.call("GET", KEYS[1])', { keys: [key] });
  const value = await cache.get(`post:${key}`);
  return json({ value });
}

export async function leave({ url, cookies }: RequestEvent) {
  cookies.delete('session', { path: '/' });
  const next = url.searchParams.get('next');
  if (next === '/' || next === '/archive') {
    redirect(303, next);
  }
  if (!next) {
    error(400, 'missing');
  }
  redirect(303, next); // error: open-redirect
}

export async function proxy({ url, fetch }: RequestEvent) {
  const feed = url.searchParams.get('feed') ?? '';
  const upstream = await fetch(feed); // error: ssrf
  const known = await fetch(`https://feeds.example.com/${encodeURIComponent(feed)}.xml`);
  return new Response(await known.arrayBuffer(), { status: upstream.status });
}

export async function page({ url, params }: RequestEvent) {
  const heading = url.searchParams.get('heading');
  if (url.searchParams.has('amp')) {
    return new Response(`<h1>${heading}</h1>`, { headers: { 'content-type': 'text/html' } }); // error: xss
  }
  const escaped = validator.escape(heading ?? '');
  const html = `<h1>${escaped}</h1><a href="/author/${encodeURIComponent(params.author!)}">author</a>`;
  return new Response(html, { headers: { 'content-type': 'text/html' } });
}

export const actions: Actions = { draft: async (event) => draft(event as RequestEvent) };
