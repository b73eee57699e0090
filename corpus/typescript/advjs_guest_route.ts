import { NextRequest, NextResponse } from 'next/server';
import { redirect } from 'next/navigation';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from '@vercel/postgres';

const DOCS = path.join(process.cwd(), 'docs');

export async function GET(request: NextRequest) {
  const url = request.nextUrl.searchParams.get('url')!;
  const upstream = await fetch(url); // error: ssrf
  return new Response(await upstream.text(), { headers: { 'content-type': 'application/json' } });
}

export async function POST(request: NextRequest) {
  const form = await request.formData();
  const name = String(form.get('name'));
  await sql`INSERT INTO guests (name) VALUES (${name})`;
  return new Response(`<h1>${name}</h1>`, { headers: { 'content-type': 'text/html' } }); // error: xss
}

export async function PUT(request: NextRequest) {
  const { name } = await request.json();
  return NextResponse.json({ name });
}

export async function DELETE(request: NextRequest) {
  const to = request.nextUrl.searchParams.get('to') ?? '/';
  return NextResponse.redirect(to); // error: open-redirect
}

export async function PATCH(request: NextRequest) {
  const to = request.nextUrl.searchParams.get('to') ?? '/';
  return NextResponse.redirect(new URL('/done?from=' + to, request.url));
}
