import { json, redirect } from '@remix-run/node';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { pool } from '../db.server';
import { renderMarkdown } from '../markdown.server';

const THEMES = ['light', 'dark'] as const;

const schema = z.object({
  age: z.coerce.number(),
  theme: z.enum(THEMES),
  nickname: z.string(),
});

function safeRedirect(to: FormDataEntryValue | string | null, fallback = '/'): string {
  if (!to || typeof to !== 'string') {
    return fallback;
  }
  if (!to.startsWith('/') || to.startsWith('//')) {
    return fallback;
  }
  return to;
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const term = url.searchParams.get('term');
  const account = await pool.query('SELECT * FROM accounts WHERE slug = $1', [params.slug]);
  const notes = await pool.query(`SELECT * FROM notes WHERE slug = '${params.slug}'`); // error: sql-injection
  if (!account) {
    throw redirect(`/login?next=${encodeURIComponent(url.pathname)}`);
  }
  if (url.searchParams.has('legacy')) {
    return redirect(url.searchParams.get('legacy')!); // error: open-redirect
  }
  return json({ account, notes, term });
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const intent = form.get('intent');

  switch (intent) {
    case 'profile': {
      const { age, theme } = schema.parse(Object.fromEntries(form));
      await pool.query(`UPDATE accounts SET age = ${age}, theme = '${theme}' WHERE id = 1`);
      return json({ ok: true });
    }
    case 'nickname': {
      const { nickname } = schema.parse(Object.fromEntries(form));
      await pool.query(`UPDATE accounts SET nickname = '${nickname}' WHERE id = 1`); // error: sql-injection
      return json({ ok: true });
    }
    case 'import': {
      const response = await fetch(String(form.get('source'))); // error: ssrf
      return json({ ok: response.ok });
    }
    case 'avatar': {
      const response = await fetch(`https://avatars.example.com/${form.get('name')}`);
      return json({ ok: response.ok });
    }
    default: {
      if (form.get('unsafe')) {
        return redirect(form.get('redirectTo') as string); // error: open-redirect
      }
      return redirect(safeRedirect(form.get('redirectTo'), '/account'));
    }
  }
}

export default function AccountPage() {
  const { account, term } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const [params] = useSearchParams();
  const theme = THEMES.find((known) => known === params.get('theme')) ?? 'light';

  return (
    <div className={theme}>
      <h1>{account.name}</h1>
      <p>{term}</p>
      <p dangerouslySetInnerHTML={{ __html: params.get('notice') ?? '' }} /> {/* error: xss */}
      <p dangerouslySetInnerHTML={{ __html: account.bio }} /> {/* error: xss */}
      <a href={params.get('from') ?? '/'}>Back</a> {/* error: xss */}
      <a href={`/account/${params.get('from')}`}>Back</a>
      {result?.ok ? <b>Saved</b> : null}
      <Form method="post">
        <input name="nickname" defaultValue={params.get('nickname') ?? ''} />
        <button name="intent" value="nickname">Save</button>
      </Form>
    </div>
  );
}

export function Signature({ source }: { source: string }) {
  return <div dangerouslySetInnerHTML={{ __html: renderMarkdown(source) }} />;
}
