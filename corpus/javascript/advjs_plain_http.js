import http from 'node:http';
import { parse } from 'node:url';

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const h = (text) => String(text).replace(/[&<>"']/g, (ch) => entities[ch]);

function layout(title, body) {
  return `<!doctype html><title>${title}</title><main>${body}</main>`;
}

const routes = {
  '/search': (query) => layout('Search', `Results for ${query.q}`),
  '/about': () => layout('About', 'We are a small shop.'),
};

http
  .createServer((request, response) => {
    const { pathname, query } = parse(request.url, true);
    if (pathname === '/raw') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(layout('Echo', query.text)); // error: xss
      return;
    }
    if (pathname === '/escaped') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(layout('Echo', h(query.text)));
      return;
    }
    if (pathname === '/plain') {
      response.writeHead(200, { 'Content-Type': 'text/plain' });
      return response.end(query.text);
    }
    if (pathname === '/api') {
      response.setHeader('content-type', 'application/json');
      return response.end(JSON.stringify({ echo: query.text }));
    }
    const page = Number.parseInt(query.page ?? '1', 10);
    response.setHeader('Content-Type', 'text/html');
    response.write(`<p>Page ${page}</p>`);
    response.write('<p>' + pathname + '</p>'); // error: xss
    response.end();
  })
  .listen(8080);
