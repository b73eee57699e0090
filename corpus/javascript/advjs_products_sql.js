const mysql = require('mysql');
const connection = mysql.createConnection({ host: 'localhost', user: process.env.DB_USER, password: process.env.DB_PASSWORD });
const app = require('express')();
const SORTABLE = { name: 'name', price: 'price_cents' };

app.get('/v1/products', (req, res) => {
  var q = "SELECT * FROM products WHERE category = '" + req.query.category + "'";
  connection.query(q, (err, rows) => res.json(rows)); // error: sql-injection
});
app.get('/v2/products', (req, res) => {
  connection.query('SELECT * FROM products WHERE category = ?', [req.query.category], (err, rows) => res.json(rows));
});
app.get('/v3/products', (req, res) => {
  connection.query({ sql: 'SELECT * FROM products WHERE category = ?', values: [req.query.category] }, (err, rows) => res.json(rows));
});
app.get('/v4/products', (req, res) => {
  connection.query({ sql: `SELECT * FROM products WHERE category = '${req.query.category}'` }, (err, rows) => res.json(rows)); // error: sql-injection
});
app.get('/v5/products', (req, res) => {
  connection.query('SELECT * FROM products WHERE category = ' + mysql.escape(req.query.category), (err, rows) => res.json(rows));
});
app.get('/v5b/products', (req, res) => {
  connection.query('SELECT * FROM products WHERE category = ' + connection.escape(req.query.category), (err, rows) => res.json(rows));
});
app.get('/v6/products', (req, res) => {
  const id = req.query.id.replace(/'/g, "''");
  connection.query('SELECT * FROM products WHERE id = ' + id, (err, rows) => res.json(rows)); // error: sql-injection
});
app.get('/v7/products', (req, res) => {
  const column = SORTABLE[req.query.sort] || 'name';
  const dir = req.query.dir === 'desc' ? 'DESC' : 'ASC';
  connection.query(`SELECT * FROM products ORDER BY ${column} ${dir}`, (err, rows) => res.json(rows));
});
app.get('/v8/products', (req, res) => {
  connection.query(`SELECT * FROM products ORDER BY ${req.query.sort} LIMIT ${parseInt(req.query.limit)}`, (err, rows) => res.json(rows)); // error: sql-injection
});
const escapeHtml = require('escape-html');
app.get('/v9/products', (req, res) => {
  connection.query("SELECT * FROM products WHERE id = " + escapeHtml(req.query.id), (err, rows) => res.json(rows)); // error: sql-injection
});
app.post('/v10/products', (req, res) => {
  const marks = req.body.ids.map(() => '?').join(',');
  connection.query(`SELECT * FROM products WHERE id IN (${marks})`, req.body.ids, (err, rows) => res.json(rows));
});
app.post('/v11/products', (req, res) => {
  connection.query(`SELECT * FROM products WHERE id IN (${req.body.ids.join(',')})`, (err, rows) => res.json(rows)); // error: sql-injection
});
app.post('/v12/products', (req, res) => {
  const ids = req.body.ids.map(Number);
  connection.query(`SELECT * FROM products WHERE id IN (${ids.join(',')})`, (err, rows) => res.json(rows));
});
