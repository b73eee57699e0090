import { Router, Request, Response } from 'express';
import createDOMPurify from 'dompurify';
import { JSDOM } from 'jsdom';
import sanitizeHtml from 'sanitize-html';
import xss, { FilterXSS, escapeHtml as xssEscape } from 'xss';
import escapeHtml from 'escape-html';
import he from 'he';
import * as entities from 'entities';
import _ from 'lodash';
import validator from 'validator';
import { marked } from 'marked';
import serialize from 'serialize-javascript';
import striptags from 'striptags';

const purify = createDOMPurify(new JSDOM('').window as unknown as Window);
const strict = new FilterXSS({ whiteList: {} });
const router = Router();

const TABLE: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const byTable = (text: string): string => text.replace(/[&<>"']/g, (c) => TABLE[c]);
const quotesOnly = (text: string): string => text.replace(/["']/g, '');
const firstOnly = (text: string): string => text.replace('<', '&lt;').replace('>', '&gt;');
const chained = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

function html(strings: TemplateStringsArray, ...values: unknown[]): string {
  return strings.reduce((out, text, at) => out + text + (at < values.length ? escapeHtml(String(values[at])) : ''), '');
}

class Card {
  constructor(private readonly title: string, private readonly body: string) {}

  render(): string {
    return `<article><h3>${byTable(this.title)}</h3>${this.body}</article>`;
  }
}

router.get('/a', (req: Request, res: Response) => {
  const q = String(req.query.q ?? '');
  res.send(`<p>${byTable(q)}</p>`);
  res.send(`<p>${quotesOnly(q)}</p>`); // error: xss
  res.send(`<p>${firstOnly(q)}</p>`); // error: xss
  res.send(`<p>${chained(q)}</p>`);
  res.send(html`<p>${q}</p>`);
});

router.get('/b', (req: Request, res: Response) => {
  const { q } = req.query as { q: string };
  res.send(purify.sanitize(q));
  res.send(sanitizeHtml(q, { allowedTags: ['b', 'i'] }));
  res.send(xss(q));
  res.send(strict.process(q));
  res.send(xssEscape(q));
  res.send(he.encode(q));
  res.send(he.escape(q));
  res.send(he.decode(q)); // error: xss
  res.send(he.unescape(he.escape(q))); // error: xss
  res.send(entities.encode(q));
  res.send(entities.escapeUTF8(q));
  res.send(entities.decode(q)); // error: xss
  res.send(_.escape(q));
  res.send(_.unescape(_.escape(q))); // error: xss
  res.send(_.capitalize(q)); // error: xss
  res.send(validator.escape(q));
  res.send(validator.trim(q)); // error: xss
  res.send(striptags(q));
});

router.get('/c', async (req: Request, res: Response) => {
  const text = req.query.text as string;
  res.send(await marked.parse(text)); // error: xss
  res.send(purify.sanitize(await marked.parse(text)));
  const markup = marked(purify.sanitize(text));
  res.send(`<script>window.state = ${serialize({ text })}</script>`);
  res.send(`<script>window.state = ${JSON.stringify({ text })}</script>`); // error: xss
  res.send(`<script>window.state = ${JSON.stringify({ text }).replace(/</g, '\\u003c')}</script>`);
  res.json({ markup });
});

router.post('/cards', (req: Request, res: Response) => {
  const { title, body } = req.body;
  res.send(new Card(title, 'fixed').render());
  res.send(new Card('fixed', body).render()); // error: xss
  res.send(new Card(title, purify.sanitize(body)).render());
  const rows = (req.body.rows as string[]).map((row) => `<li>${row}</li>`);
  res.send(`<ul>${rows.join('')}</ul>`); // error: xss
  const safe = (req.body.rows as string[]).map((row) => `<li>${escapeHtml(row)}</li>`).join('');
  res.send(`<ul>${safe}</ul>`);
  const escaped = (req.body.rows as string[]).map(byTable);
  res.send(`<ul>${escaped.join('<br>')}</ul>`);
});

router.get('/d', (req: Request, res: Response) => {
  const color = req.query.color as string;
  if (validator.isHexColor(color)) {
    res.send(`<p style="color: ${color}">x</p>`);
  } else {
    res.send(`<p>No color: ${color}</p>`); // error: xss
  }
  const when = new Date(req.query.when as string);
  res.send(`<time>${when.toISOString()}</time>`);
  const size = Number.parseFloat(req.query.size as string).toFixed(1);
  res.send(`<b>${size}</b>`);
});

export default router;
