const express = require('express');
const { Pool } = require('pg');
const fs = require('fs/promises');
const escapeHtml = require('escape-html');
const app = express();
const pool = new Pool();
app.get('/c/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM comments WHERE post = $1', [req.params.id]);
  res.send('<ul>' + rows.map((r) => `<li>${r.text}</li>`).join('') + '</ul>'); // error: xss
});
app.get('/d/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT * FROM comments WHERE post = $1', [req.params.id]);
  res.send('<ul>' + rows.map((r) => `<li>${escapeHtml(r.text)}</li>`).join('') + '</ul>');
});
app.get('/e/:id', async (req, res) => {
  const { rows: [row] } = await pool.query('SELECT * FROM comments WHERE id = $1', [req.params.id]);
  res.json(row);
});
app.get('/f/:id', async (req, res) => {
  const { rows } = await pool.query('SELECT count(*) AS n FROM comments');
  res.send(`<b>${Number(rows[0].n)}</b><i>${rows.length}</i>`);
});
app.get('/g', async (req, res) => {
  const result = await pool.query('SELECT name FROM users');
  const name = result.rows[0].name;
  const more = await pool.query(`SELECT * FROM posts WHERE author = '${name}'`);
  res.json(more.rows);
});
app.get('/h', async (req, res) => {
  const page = await fs.readFile(__dirname + '/home.html', 'utf8');
  res.send(page.replace('{{title}}', escapeHtml(req.query.title)));
});
app.get('/i', async (req, res) => {
  const page = await fs.readFile(__dirname + '/home.html', 'utf8');
  res.send(page.replace('{{title}}', req.query.title)); // error: xss
});
app.get('/j', async (req, res) => {
  const page = await fs.readFile(__dirname + '/home.html', 'utf8');
  res.send(page);
});
