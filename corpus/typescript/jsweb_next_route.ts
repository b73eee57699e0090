import { NextRequest, NextResponse } from 'next/server';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { revalidatePath } from 'next/cache';
import { PrismaClient, Prisma } from '@prisma/client';
import { z } from 'zod';

const prisma = new PrismaClient();
const ALLOWED_RETURN = ['/dashboard', '/billing', '/team'];

const paging = z.object({
  take: z.coerce.number().int().positive().max(50),
  cursor: z.string().uuid().optional(),
  term: z.string().max(80),
});

function parsePaging(request: NextRequest) {
  const entries = Object.fromEntries(request.nextUrl.searchParams.entries());
  return paging.parse(entries);
}

export async function GET(request: NextRequest, { params }: { params: { slug: string } }) {
  const mode = request.nextUrl.searchParams.get('mode');
  const term = request.nextUrl.searchParams.get('term') ?? '';

  if (mode === 'html') {
    return new NextResponse(`<h1>${params.slug}</h1><p>${term}</p>`, { // error: xss
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
    });
  }
  if (mode === 'text') {
    return new NextResponse(`${params.slug}: ${term}`, { headers: { 'Content-Type': 'text/plain' } });
  }
  if (mode === 'raw') {
    return new Response(`Found ${term}`);
  }
  if (mode === 'login') {
    return NextResponse.redirect(new URL('/login', request.url));
  }

  const rows = await prisma.$queryRaw`SELECT id, title FROM posts WHERE title ILIKE ${'%' + term + '%'}`;
  const unsafe = await prisma.$queryRawUnsafe(`SELECT id FROM posts WHERE slug = '${params.slug}'`); // error: sql-injection
  const bound = await prisma.$queryRawUnsafe('SELECT id FROM posts WHERE slug = $1', params.slug);
  return NextResponse.json({ rows, unsafe, bound });
}

export async function POST(request: NextRequest) {
  const body = await request.json();
  const { take, term } = parsePaging(request);
  const limited = await prisma.$queryRawUnsafe(`SELECT id FROM posts LIMIT ${take}`);
  const order = Prisma.raw(body.order); // error: sql-injection
  const listed = await prisma.$queryRaw(Prisma.sql`SELECT id FROM posts WHERE body = ${body.text} ORDER BY ${order}`);
  const found = await prisma.post.findMany({ where: { title: { contains: term } } });
  return NextResponse.json({ limited, listed, found });
}

export async function PUT(request: Request) {
  const form = await request.formData();
  const target = form.get('returnTo') as string;
  if (ALLOWED_RETURN.includes(target)) {
    return NextResponse.redirect(new URL(target, request.url));
  }
  const callback = new URL(request.url).searchParams.get('callback');
  if (callback) {
    return Response.redirect(callback); // error: open-redirect
  }
  return NextResponse.redirect(target); // error: open-redirect
}

export async function PATCH(request: NextRequest) {
  const { endpoint } = await request.json();
  const upstream = await fetch(endpoint, { method: 'POST' }); // error: ssrf
  const own = await fetch(`https://api.example.com/hooks/${encodeURIComponent(endpoint)}`);
  return NextResponse.json({ status: upstream.status, own: own.status });
}

export async function DELETE(request: NextRequest) {
  const jar = await cookies();
  const agent = (await headers()).get('user-agent');
  const theme = jar.get('theme')?.value ?? 'light';
  const page = `<html class="${theme}"><body>Signed out of ${agent}</body></html>`;
  return new Response(page, { headers: { 'content-type': 'text/html' } }); // error: xss
}

export async function saveSettings(formData: FormData) {
  const next = String(formData.get('next') ?? '');
  const name = formData.get('name') as string;
  await prisma.user.update({ where: { id: 1 }, data: { name } });
  await prisma.$executeRawUnsafe("UPDATE audit SET name = '" + name + "'"); // error: sql-injection
  revalidatePath('/settings');
  if (next.startsWith('/settings/')) {
    redirect(next);
  }
  redirect(next); // error: open-redirect
}
