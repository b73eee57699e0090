import { error, json, redirect, text, type RequestHandler } from '@sveltejs/kit';
import { exec } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join, basename, resolve, sep } from 'node:path';
import { db } from '$lib/server/db';
import { sql } from 'drizzle-orm';
import DOMPurify from 'isomorphic-dompurify';

const WIKI = resolve('wiki');

function inside(name: string): string {
  const file = resolve(WIKI, name);
  if (!file.startsWith(WIKI + sep)) {
    error(403, 'outside');
  }
  return file;
}

export const GET: RequestHandler = async ({ params, url, cookies, locals }) => {
  const term = url.searchParams.get('term') ?? '';
  const rev = Number(url.searchParams.get('rev'));
  console.log('term', term); // error: log-injection
  console.log('rev', rev, url.pathname);
  console.log('theme', cookies.get('theme')); // error: log-injection
  const page = await readFile(join(WIKI, params.page), 'utf8'); // error: path-traversal
  const safe = await readFile(inside(params.page), 'utf8');
  await db.execute(sql`select * from pages where title = ${term}`);
  await db.execute(sql.raw(`select * from pages where title = '${term}'`)); // error: sql-injection
  switch (url.searchParams.get('as')) {
    case 'html':
      return new Response(`<h1>${term}</h1>`, { headers: { 'content-type': 'text/html' } }); // error: xss
    case 'clean':
      return new Response(DOMPurify.sanitize(term), { headers: { 'content-type': 'text/html' } });
    case 'text':
      return text(`# ${term}`);
    default:
      return json({ page, safe, user: locals.user, rev });
  }
};

export const POST: RequestHandler = async ({ request, url, fetch }) => {
  const form = await request.formData();
  const name = form.get('name') as string;
  const body = form.get('body') as string;
  await writeFile(join(WIKI, basename(name)), body);
  await writeFile(join(WIKI, name), body); // error: path-traversal
  exec(`git -C ${WIKI} commit -am "edit ${name}"`); // error: command-injection
  exec(`git -C ${WIKI} commit -am "edit ${name.replace(/[^a-z0-9]/gi, '')}"`);
  await fetch(form.get('hook') as string); // error: ssrf
  await fetch('https://hooks.example.com/wiki', { method: 'POST', body });
  const to = url.searchParams.get('to');
  if (to === '/done') {
    redirect(303, to);
  }
  redirect(303, to ?? '/'); // error: open-redirect
};

export const PUT: RequestHandler = async ({ request }) => {
  const { title, count } = (await request.json()) as { title: string; count: number };
  exec(`wiki-title ${title}`); // error: command-injection
  exec(`wiki-count ${Math.floor(count)}`);
  return json({ ok: true });
};
