const express = require('express');
const mysql = require('mysql2/promise');
const { Client } = require('pg');
const sql = require('mssql');
const sqlite3 = require('sqlite3').verbose();
const Database = require('better-sqlite3');
const oracledb = require('oracledb');
const pgp = require('pg-promise')();
const SqlString = require('sqlstring');

const app = express();
const pool = mysql.createPool({ host: 'db', user: 'app' });
const pgdb = pgp('postgres://localhost/app');
const lite = new sqlite3.Database(':memory:');
const better = new Database('app.db');

app.get('/mysql', async (req, res) => {
  const { id, sort, name } = req.query;
  const [a] = await pool.query('SELECT * FROM t WHERE id = ?', [id]);
  const [b] = await pool.query(`SELECT * FROM t WHERE id = ${id}`); // error: sql-injection
  const [c] = await pool.execute('SELECT * FROM t WHERE name = ? ORDER BY ' + sort, [name]); // error: sql-injection
  const [d] = await pool.query('SELECT * FROM t ORDER BY ??', [sort]);
  const [e] = await pool.query('SELECT * FROM t WHERE id = ' + pool.escape(id));
  const [f] = await pool.query('SELECT * FROM t ORDER BY ' + mysql.escapeId(sort));
  const [g] = await pool.query(SqlString.format('SELECT * FROM t WHERE id = ?', [id]));
  const [h] = await pool.query({ sql: `SELECT * FROM t WHERE name LIKE '%${name}%'`, timeout: 100 }); // error: sql-injection
  const conn = await pool.getConnection();
  const [i] = await conn.query(mysql.format('SELECT * FROM t WHERE n = ?', [name]));
  const dir = String(req.query.dir).toLowerCase() === 'desc' ? 'DESC' : 'ASC';
  const [j] = await conn.query(`SELECT * FROM t ORDER BY id ${dir} LIMIT ${parseInt(req.query.n, 10) || 10}`);
  res.json({ a, b, c, d, e, f, g, h, i, j });
});

app.get('/pg', async (req, res) => {
  const client = new Client();
  await client.connect();
  const a = await client.query({ name: 'by-id', text: 'SELECT * FROM t WHERE id = $1', values: [req.query.id] });
  const b = await client.query({ text: "SELECT * FROM t WHERE id = '" + req.query.id + "'" }); // error: sql-injection
  const c = await client.query('SELECT * FROM ' + client.escapeIdentifier(req.query.table));
  const d = await client.query('SELECT ' + client.escapeLiteral(req.query.v));
  const e = await pgdb.any('SELECT * FROM t WHERE name = ${name}', { name: req.query.name });
  const f = await pgdb.one("SELECT * FROM t WHERE name = '" + req.query.name + "'"); // error: sql-injection
  const g = await pgdb.any('SELECT * FROM t ORDER BY ${order:raw}', { order: req.query.order }); // error: sql-injection
  const h = await pgdb.task((t) => t.none('DELETE FROM t WHERE id = $1', req.query.id));
  const i = await pgdb.tx((t) => t.none('DELETE FROM t WHERE id = ' + req.query.id)); // error: sql-injection
  res.json({ a, b, c, d, e, f, g, h, i });
});

app.get('/mssql', async (req, res) => {
  await sql.connect('Server=localhost');
  const a = await sql.query`select * from t where id = ${req.query.id}`;
  const b = await sql.query(`select * from t where id = ${req.query.id}`); // error: sql-injection
  const request = new sql.Request();
  request.input('id', sql.Int, req.query.id);
  const c = await request.query('select * from t where id = @id');
  const d = await request.batch('create table ' + req.query.name + ' (a int)'); // error: sql-injection
  res.json({ a, b, c, d });
});

app.get('/sqlite', (req, res) => {
  lite.all('SELECT * FROM t WHERE id = $id', { $id: req.query.id }, (err, rows) => res.json(rows));
  lite.each(`SELECT * FROM t WHERE id = ${req.query.id}`, (err, row) => {}); // error: sql-injection
  lite.serialize(() => {
    const stmt = lite.prepare('INSERT INTO t VALUES (?)');
    stmt.run(req.query.v);
    stmt.finalize();
    lite.exec("DELETE FROM t WHERE v = '" + req.query.v + "'"); // error: sql-injection
  });
  better.prepare('SELECT * FROM t WHERE id = ?').get(req.query.id);
  better.prepare(`SELECT * FROM t WHERE id = '${req.query.id}'`).all(); // error: sql-injection
  better.pragma(`table_info(${req.query.table})`); // error: sql-injection
});

app.get('/oracle', async (req, res) => {
  const connection = await oracledb.getConnection({ user: 'hr', connectString: 'localhost/x' });
  const a = await connection.execute('SELECT * FROM t WHERE id = :id', [req.query.id]);
  const b = await connection.execute("SELECT * FROM t WHERE id = '" + req.query.id + "'"); // error: sql-injection
  res.json({ a, b });
});
