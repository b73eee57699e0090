'use server';
import { redirect } from 'next/navigation';
import { cookies, headers } from 'next/headers';
import { exec } from 'child_process';
import db from '../../lib/db';
export async function rename(formData: FormData) {
  const name = formData.get('name') as string;
  exec(`mv notes ${name}`); // error: command-injection
  redirect(formData.get('next') as string); // error: open-redirect
}
export async function safeRename(formData: FormData) {
  const id = Number(formData.get('id'));
  exec(`mv notes note-${id}`);
  redirect(`/notes/${id}`);
}
export async function lang() {
  const value = (await cookies()).get('lang')?.value;
  exec(`setlang ${value}`); // error: command-injection
}
