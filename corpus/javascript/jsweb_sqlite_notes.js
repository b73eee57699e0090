import http from 'node:http';
import Database from 'better-sqlite3';
import sqlite3 from 'sqlite3';
import { nanoid } from 'nanoid';
import dayjs from 'dayjs';
import he from 'he';

const db = new Database('notes.db');
const audit = new sqlite3.Database('audit.db');

const insertNote = db.prepare('INSERT INTO notes (id, owner, body, created) VALUES (?, ?, ?, ?)');
const byOwner = db.prepare('SELECT * FROM notes WHERE owner = @owner');

class NoteStore {
  constructor(database) {
    this.database = database;
    this.table = 'notes';
  }

  search(owner, words) {
    const conditions = words.map(() => 'body LIKE ?').join(' OR ');
    const statement = this.database.prepare(`SELECT * FROM ${this.table} WHERE owner = ? AND (${conditions})`);
    return statement.all(owner, ...words.map((word) => `%${word}%`));
  }

  searchFast(owner, text) {
    return this.database.prepare(`SELECT * FROM ${this.table} WHERE body MATCH '${text}'`).all(); // error: sql-injection
  }

  sorted(owner, column) {
    const allowed = ['created', 'owner'];
    const by = allowed.indexOf(column) >= 0 ? column : 'created';
    return this.database.prepare(`SELECT * FROM notes WHERE owner = ? ORDER BY ${by}`).all(owner);
  }
}

const store = new NoteStore(db);

function readBody(request) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
    request.on('error', reject);
  });
}

function page(title, rows) {
  const items = rows.map((row) => `<li>${he.escape(row.body)}</li>`).join('\n');
  return `<!doctype html><title>${he.encode(title)}</title><ul>${items}</ul>`;
}

const server = http.createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const owner = url.searchParams.get('owner');

  if (request.method === 'POST') {
    const note = await readBody(request);
    insertNote.run(nanoid(), note.owner, note.body, dayjs().format('YYYY-MM-DD'));
    audit.run(`INSERT INTO log (owner) VALUES ('${note.owner}')`); // error: sql-injection
    audit.run('INSERT INTO log (owner) VALUES (?)', [note.owner]);
    response.writeHead(201).end();
    return;
  }

  if (url.pathname === '/search') {
    const text = url.searchParams.get('text');
    const found = [...store.search(owner, text.split(' ')), ...store.searchFast(owner, text)];
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(found));
    return;
  }

  if (url.pathname === '/sorted') {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(store.sorted(owner, url.searchParams.get('by'))));
    return;
  }

  if (url.pathname === '/since') {
    const since = dayjs(url.searchParams.get('since')).format('YYYY-MM-DD');
    audit.all(`SELECT * FROM log WHERE day >= '${since}'`, (err, rows) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(rows));
    });
    return;
  }

  if (url.pathname === '/exec') {
    db.exec('DELETE FROM notes WHERE owner = "' + owner + '"'); // error: sql-injection
    response.end('ok');
    return;
  }

  const rows = byOwner.all({ owner });
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  if (url.searchParams.has('plain')) {
    response.end(rows.map((row) => `<p>${row.body}</p>`).join('')); // error: xss
    return;
  }
  response.end(page(owner, rows));
});

server.listen(8080);
