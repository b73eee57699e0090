import { redirect, fail } from '@sveltejs/kit';
import { exec } from 'child_process';
import type { Actions, PageServerLoad } from './$types';
export const load: PageServerLoad = async ({ url, params, fetch }) => {
  const target = url.searchParams.get('feed') ?? '';
  const reply = await fetch(target); // error: ssrf
  return { feed: await reply.json() };
};
export const actions: Actions = {
  default: async ({ request, url }) => {
    const data = await request.formData();
    const name = data.get('name');
    if (typeof name !== 'string' || !/^\w{1,20}$/.test(name)) return fail(400);
    exec(`adduser ${name}`);
    exec(`addgroup ${data.get('group')}`); // error: command-injection
    throw redirect(303, url.searchParams.get('next') ?? '/'); // error: open-redirect
  },
};
