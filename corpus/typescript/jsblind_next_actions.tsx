'use server';
import { redirect } from 'next/navigation';
import { revalidatePath } from 'next/cache';
import { cookies, headers } from 'next/headers';
import { z } from 'zod';
import { sql } from '@vercel/postgres';
import { prisma } from '@/lib/prisma';
import { exec } from 'node:child_process';
import logger from '@/lib/logger';

const Invoice = z.object({
  customerId: z.string(),
  amount: z.coerce.number(),
  status: z.enum(['pending', 'paid']),
});

export async function createInvoice(prevState: unknown, formData: FormData) {
  const parsed = Invoice.safeParse({
    customerId: formData.get('customerId'),
    amount: formData.get('amount'),
    status: formData.get('status'),
  });
  if (!parsed.success) {
    return { errors: parsed.error.flatten().fieldErrors };
  }
  const { customerId, amount, status } = parsed.data;
  await sql`INSERT INTO invoices (customer_id, amount, status) VALUES (${customerId}, ${amount}, ${status})`;
  console.log(`invoice over ${amount} is ${status}`);
  console.log(`invoice for ${customerId}`); // error: log-injection
  revalidatePath('/dashboard/invoices');
  redirect('/dashboard/invoices');
}

export async function search(formData: FormData) {
  const q = formData.get('q') as string;
  const rows = await prisma.$queryRawUnsafe(`SELECT * FROM docs WHERE title LIKE '%${q}%'`); // error: sql-injection
  return rows;
}

export async function leave(formData: FormData) {
  const next = String(formData.get('next') ?? '/');
  if (next.startsWith('/') && !next.startsWith('//') && !next.includes('\\')) redirect(next);
  redirect(next); // error: open-redirect
}

export async function build(branch: string) {
  exec(`git checkout ${branch}`); // error: command-injection
  if (!/^[\w/-]+$/.test(branch)) throw new Error('bad branch');
  exec(`git checkout ${branch}`);
}
