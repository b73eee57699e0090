import { NextRequest, NextResponse } from 'next/server';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { readFile } from 'fs/promises';
import path from 'path';
import { Pool } from 'pg';

const pool = new Pool();

export async function GET(request: NextRequest, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const q = request.nextUrl.searchParams.get('q') ?? '';
  const mode = request.nextUrl.searchParams.get('mode');
  const jar = await cookies();
  if (mode === 'html') {
    return new NextResponse(`<p>${q}</p>`, { headers: { 'content-type': 'text/html' } }); // error: xss
  }
  if (mode === 'text') {
    return new NextResponse(`q: ${q}`);
  }
  if (mode === 'theme') {
    return new Response('<body class="' + jar.get('theme')?.value + '">', { headers: { 'Content-Type': 'text/html' } }); // error: xss
  }
  if (mode === 'go') {
    redirect(q); // error: open-redirect
  }
  if (mode === 'go2') {
    return NextResponse.redirect(new URL('/login', request.url));
  }
  if (mode === 'go3') {
    return NextResponse.redirect(q); // error: open-redirect
  }
  if (mode === 'file') {
    const text = await readFile(path.join(process.cwd(), 'content', `${slug}.md`), 'utf8'); // error: path-traversal
    return NextResponse.json({ text });
  }
  const { rows } = await pool.query(`select * from posts where slug = '${slug}'`); // error: sql-injection
  const more = await pool.query('select * from posts where title ilike $1', [`%${q}%`]);
  return NextResponse.json({ rows, more: more.rows });
}

export async function POST(request: Request) {
  const form = await request.formData();
  const body = form.get('body') as string;
  const agent = (await headers()).get('user-agent');
  console.log(`posted by ${agent}`);
  console.log(`posted ${body}`); // error: log-injection
  const hook = await fetch(String(form.get('hook')), { method: 'POST', body }); // error: ssrf
  const fixed = await fetch(`https://hooks.example.com/${encodeURIComponent(String(form.get('name')))}`);
  return Response.json({ ok: hook.ok && fixed.ok });
}
