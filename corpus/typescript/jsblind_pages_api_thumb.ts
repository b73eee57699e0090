import type { NextApiRequest, NextApiResponse } from 'next';
import sharp from 'sharp';
import path from 'path';
import { promises as fs } from 'fs';
import { execFileSync, execSync } from 'child_process';
import sanitizeFilename from 'sanitize-filename';
import crypto from 'crypto';

type Reply = { ok: boolean; message?: string };
const CACHE = path.join(process.cwd(), '.cache');

export const config = { api: { bodyParser: { sizeLimit: '4mb' } } };

export default async function handler(req: NextApiRequest, res: NextApiResponse<Reply | string>) {
  const { src, w, q, format } = req.query as { src: string; w: string; q: string; format: string };
  const width = Number.parseInt(w, 10) || 320;
  const key = crypto.createHash('sha256').update(src).digest('hex');
  const cached = path.join(CACHE, `${key}-${width}.webp`);
  try {
    const data = await fs.readFile(cached);
    res.setHeader('Content-Type', 'image/webp');
    return res.status(200).send(data as any);
  } catch {
    // not there yet
  }
  if (req.method === 'POST') {
    await fs.writeFile(path.join(CACHE, sanitizeFilename(req.body.name)), req.body.data);
    await fs.writeFile(path.join(CACHE, req.body.name), req.body.data); // error: path-traversal
    return res.status(201).json({ ok: true });
  }
  if (req.method === 'DELETE') {
    await fs.unlink(path.join(CACHE, path.basename(src)));
    execSync('rm -f ' + path.join(CACHE, src)); // error: command-injection
    return res.status(204).end();
  }
  const input = path.join(process.cwd(), 'public', src);
  const image = sharp(input).resize(width); // error: path-traversal
  await image.toFile(cached);
  execFileSync('cwebp', ['-q', q, '--', cached, '-o', cached]);
  if (!['webp', 'png'].includes(format)) {
    return res.status(400).send(`<p>Unknown format ${format}</p>`); // error: xss
  }
  res.setHeader('Content-Type', 'text/html');
  res.send(`<img src="/cache/${key}.${format}" width="${width}">`);
}
