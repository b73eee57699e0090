import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useLoaderData, Form } from '@remix-run/react';
import { db } from '~/utils/db.server';
import { execSync } from 'node:child_process';
import invariant from 'tiny-invariant';
import fs from 'node:fs/promises';
import path from 'node:path';

export async function loader({ request, params }: LoaderFunctionArgs) {
  invariant(params.noteId, 'noteId');
  const url = new URL(request.url);
  const term = url.searchParams.get('term');
  const raw = await fs.readFile(path.join('notes', params.noteId + '.md'), 'utf8'); // error: path-traversal
  if (url.searchParams.get('as') === 'html') {
    return new Response(`<h1>${term}</h1>`, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }); // error: xss
  }
  return json({ term, raw });
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const intent = form.get('intent');
  const redirectTo = form.get('redirectTo');
  if (intent === 'delete') {
    await db.$executeRaw`DELETE FROM notes WHERE id = ${form.get('id')}`;
    return redirect('/notes');
  }
  if (intent === 'export') {
    execSync(`tar czf out.tgz notes/${form.get('id')}`); // error: command-injection
    return redirect('/notes/' + encodeURIComponent(String(form.get('id'))));
  }
  return redirect(String(redirectTo)); // error: open-redirect
}

export default function Note() {
  const { term, raw } = useLoaderData<typeof loader>();
  return (
    <main>
      <h1>{term}</h1>
      <p>{raw}</p>
      <Form method="post"><input type="hidden" name="redirectTo" value="/notes" /></Form>
    </main>
  );
}
