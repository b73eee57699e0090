import { NextRequest, NextResponse } from 'next/server';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { exec, execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { sql } from '@vercel/postgres';
import { prisma } from '@/lib/prisma';
import escapeHtml from 'escape-html';

const ROOT = path.join(process.cwd(), 'content');
const Body = z.object({ name: z.string().regex(/^[a-z]+$/), note: z.string(), size: z.number() });

type Context = { params: Promise<{ slug: string[]; id: string }> };

export async function GET(request: NextRequest, { params }: Context) {
  const { slug, id } = await params;
  const q = request.nextUrl.searchParams.get('q') ?? '';
  const { searchParams, pathname } = new URL(request.url);
  console.log(`GET ${pathname}`);
  console.log(`GET ${q}`); // error: log-injection
  console.log('GET', { q });
  console.log('agent', (await headers()).get('user-agent'));
  const rows = await sql`SELECT * FROM notes WHERE text = ${q}`;
  const unsafe = await prisma.$queryRawUnsafe(`SELECT * FROM notes WHERE text = '${q}'`); // error: sql-injection
  const file = await fs.readFile(path.join(ROOT, ...slug), 'utf8'); // error: path-traversal
  const safe = await fs.readFile(path.join(ROOT, path.basename(id)), 'utf8');
  if (searchParams.get('as') === 'html') {
    return new Response(`<h1>${q}</h1>`, { headers: { 'Content-Type': 'text/html' } }); // error: xss
  }
  if (searchParams.get('as') === 'escaped') {
    return new NextResponse(`<h1>${escapeHtml(q)}</h1>`, { headers: { 'Content-Type': 'text/html' } });
  }
  if (searchParams.get('as') === 'text') {
    return new Response(`<h1>${q}</h1>`, { headers: { 'Content-Type': 'text/plain' } });
  }
  const next = searchParams.get('next');
  if (next?.startsWith('/') && !next.startsWith('//')) {
    return NextResponse.redirect(new URL(next, request.url));
  }
  if (next) {
    redirect(next); // error: open-redirect
  }
  return NextResponse.json({ rows, unsafe, file, safe });
}

export async function POST(request: Request) {
  const parsed = Body.safeParse(await request.json());
  if (!parsed.success) {
    return Response.json({ problems: parsed.error.flatten() }, { status: 400 });
  }
  const { name, note, size } = parsed.data;
  exec(`touch /srv/${name}`);
  exec(`truncate -s ${size} /srv/x`);
  exec(`echo ${note}`); // error: command-injection
  execFile('echo', [note]);
  const theme = (await cookies()).get('theme')?.value;
  return new Response(`<body class="${theme}">`, { headers: { 'content-type': 'text/html' } }); // error: xss
}

export async function PUT(request: NextRequest) {
  const form = await request.formData();
  const upload = form.get('file') as File;
  const buffer = Buffer.from(await upload.arrayBuffer());
  await fs.writeFile(path.join(ROOT, upload.name), buffer); // error: path-traversal
  await fs.writeFile(path.join(ROOT, crypto.randomUUID()), buffer);
  const target = form.get('target') as string;
  const answer = await fetch(target); // error: ssrf
  const fixed = await fetch(`https://api.example.com/items/${encodeURIComponent(target)}`);
  return NextResponse.json({ ok: answer.ok && fixed.ok });
}

export async function DELETE(request: NextRequest) {
  const to = request.nextUrl.searchParams.get('to');
  return NextResponse.redirect(to!); // error: open-redirect
}
