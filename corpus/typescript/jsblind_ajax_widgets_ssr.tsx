import React from 'react';
import { renderToString, renderToStaticMarkup, renderToPipeableStream } from 'react-dom/server';
import express from 'express';
import DOMPurify from 'isomorphic-dompurify';
import { Helmet } from 'react-helmet';
import serialize from 'serialize-javascript';

const app = express();
interface Props { title: string; body?: string; href?: string; children?: React.ReactNode }

const Card: React.FC<Props> = ({ title, children }) => (
  <section><h2>{title}</h2>{children}</section>
);
const RawBody = ({ body }: { body: string }) => <div dangerouslySetInnerHTML={{ __html: body }} />; // error: xss
const CleanBody = ({ body }: { body: string }) => <div dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize(body) }} />;
function Link({ href }: { href: string }) {
  return <a href={href}>link</a>; // error: xss
}
function SafeLink({ href }: { href: string }) {
  const url = /^https?:\/\//.test(href) ? href : '#';
  return <a href={url}>link</a>;
}
app.get('/1', (req, res) => res.send(renderToString(<Card title={String(req.query.t)}><p>{String(req.query.b)}</p></Card>)));
app.get('/2', (req, res) => res.send(renderToString(<RawBody body={String(req.query.b)} />)));
app.get('/3', (req, res) => res.send(renderToStaticMarkup(<CleanBody body={String(req.query.b)} />)));
app.get('/4', (req, res) => res.send(renderToStaticMarkup(<Link href={String(req.query.u)} />)));
app.get('/5', (req, res) => res.send(renderToStaticMarkup(<SafeLink href={String(req.query.u)} />)));
app.get('/6', (req, res) => {
  const markup = renderToString(<Card title="x" />);
  const state = { q: req.query.q };
  res.send(`<div id="root">${markup}</div><script>window.S=${JSON.stringify(state)}</script>`); // error: xss
});
app.get('/7', (req, res) => {
  const markup = renderToString(<Card title="x" />);
  res.send(`<div id="root">${markup}</div><script>window.S=${serialize({ q: req.query.q }, { isJSON: true })}</script>`);
});
app.get('/8', (req, res) => {
  const { pipe } = renderToPipeableStream(<Card title={String(req.query.t)} />, {
    onShellReady() {
      res.setHeader('content-type', 'text/html');
      pipe(res);
    },
  });
});
