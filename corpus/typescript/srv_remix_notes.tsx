import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { exec } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import invariant from 'tiny-invariant';
import { prisma } from '~/db.server';
import { logger } from '~/logger.server';

const SORTS = ['title', 'date'] as const;

function safeRedirect(to: FormDataEntryValue | null, fallback = '/'): string {
  if (!to || typeof to !== 'string' || !to.startsWith('/') || to.startsWith('//')) {
    return fallback;
  }
  return to;
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  invariant(params.noteId, 'noteId');
  const url = new URL(request.url);
  const q = url.searchParams.get('q');
  const sort = SORTS.find((one) => one === url.searchParams.get('sort')) ?? 'title';
  logger.info(`note ${params.noteId}`); // error: log-injection
  logger.info(`search ${q} by ${sort}`); // error: log-injection
  logger.info({ q, sort }, 'search');
  const notes = await prisma.$queryRawUnsafe(`SELECT * FROM notes WHERE title LIKE '%${q}%' ORDER BY ${sort}`); // error: sql-injection
  const more = await prisma.$queryRawUnsafe(`SELECT * FROM notes ORDER BY ${sort}`);
  if (url.searchParams.has('raw')) {
    return new Response(`<pre>${q}</pre>`, { headers: { 'Content-Type': 'text/html' } }); // error: xss
  }
  return json({ notes, more, q });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const form = await request.formData();
  const { _action, ...values } = Object.fromEntries(form);
  switch (_action) {
    case 'print':
      exec(`lp /srv/notes/${values.file}`); // error: command-injection
      break;
    case 'count':
      exec(`wc -l /srv/notes/${Number(values.id)}`);
      break;
    case 'send':
      return new Response(createReadStream(join('/srv/notes', String(values.file))) as unknown as BodyInit); // error: path-traversal
    default:
      logger.warn('unknown action'); 
  }
  if (form.get('safe')) {
    return redirect(safeRedirect(form.get('to')));
  }
  return redirect(form.get('to') as string); // error: open-redirect
}

export default function Notes() {
  const { notes, q } = useLoaderData<typeof loader>();
  return (
    <main>
      <h1>Results for {q}</h1>
      <Form method="post">
        {notes.map((note: { id: string; html: string }) => (
          <article key={note.id}>{note.html}</article>
        ))}
      </Form>
    </main>
  );
}
