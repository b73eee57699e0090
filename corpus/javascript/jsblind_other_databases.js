const express = require('express');
const mariadb = require('mariadb');
const cassandra = require('cassandra-driver');
const neo4j = require('neo4j-driver');
const { Connection, Request, TYPES } = require('tedious');
const odbc = require('odbc');
const snowflake = require('snowflake-sdk');
const { createClient } = require('@clickhouse/client');
const { Database, aql } = require('arangojs');
const duckdb = require('duckdb');
const couchbase = require('couchbase');
const sqlite = require('sqlite');
const sqlite3 = require('sqlite3');
const massive = require('massive');
const bookshelf = require('bookshelf')(require('knex')({ client: 'pg' }));
const { InfluxDB } = require('@influxdata/influxdb-client');
const mysqlx = require('@mysql/xdevapi');
const app = express();

app.get('/mariadb', async (req, res) => {
  const conn = await mariadb.createConnection({});
  const a = await conn.query('SELECT * FROM t WHERE id = ?', [req.query.id]);
  const b = await conn.query(`SELECT * FROM t WHERE id = ${req.query.id}`); // error: sql-injection
  const c = await conn.query({ namedPlaceholders: true, sql: 'SELECT * FROM t WHERE id = :id' }, { id: req.query.id });
  res.json({ a, b, c });
});
app.get('/cassandra', async (req, res) => {
  const client = new cassandra.Client({ contactPoints: ['h'] });
  const a = await client.execute('SELECT * FROM t WHERE id = ?', [req.query.id], { prepare: true });
  const b = await client.execute("SELECT * FROM t WHERE id = '" + req.query.id + "'"); // error: sql-injection
  res.json({ a, b });
});
app.get('/neo4j', async (req, res) => {
  const driver = neo4j.driver('neo4j://localhost');
  const session = driver.session();
  const a = await session.run('MATCH (n {name: $name}) RETURN n', { name: req.query.name });
  const b = await session.run(`MATCH (n {name: '${req.query.name}'}) RETURN n`); // error: sql-injection
  const c = await session.executeRead((tx) => tx.run(`MATCH (n:${req.query.label}) RETURN n`)); // error: sql-injection
  res.json({ a, b, c });
});
app.get('/tedious', (req, res) => {
  const connection = new Connection({ server: 'h' });
  const bad = new Request(`SELECT * FROM t WHERE id = '${req.query.id}'`, (err, n) => res.json({ n })); // error: sql-injection
  connection.execSql(bad);
  const good = new Request('SELECT * FROM t WHERE id = @id', (err, n) => {});
  good.addParameter('id', TYPES.VarChar, req.query.id);
  connection.execSql(good);
});
app.get('/odbc', async (req, res) => {
  const connection = await odbc.connect('DSN=x');
  const a = await connection.query('SELECT * FROM t WHERE id = ?', [req.query.id]);
  const b = await connection.query(`SELECT * FROM t WHERE id = '${req.query.id}'`); // error: sql-injection
  res.json({ a, b });
});
app.get('/snowflake', (req, res) => {
  const connection = snowflake.createConnection({ account: 'a' });
  connection.execute({ sqlText: 'select * from t where id = ?', binds: [req.query.id], complete: () => res.end() });
  connection.execute({ sqlText: `select * from t where id = '${req.query.id}'` }); // error: sql-injection
});
app.get('/clickhouse', async (req, res) => {
  const client = createClient({ url: 'http://localhost' });
  const a = await client.query({ query: 'SELECT * FROM t WHERE id = {id: String}', query_params: { id: req.query.id } });
  const b = await client.query({ query: `SELECT * FROM t WHERE id = '${req.query.id}'` }); // error: sql-injection
  res.json({ a, b });
});
app.get('/arango', async (req, res) => {
  const db = new Database();
  const a = await db.query(aql`FOR d IN docs FILTER d.name == ${req.query.name} RETURN d`);
  const b = await db.query(`FOR d IN docs FILTER d.name == '${req.query.name}' RETURN d`); // error: sql-injection
  const c = await db.query('FOR d IN docs FILTER d.name == @name RETURN d', { name: req.query.name });
  res.json({ a, b, c });
});
app.get('/duckdb', (req, res) => {
  const db = new duckdb.Database(':memory:');
  db.all('SELECT * FROM t WHERE id = ?', req.query.id, () => {});
  db.all(`SELECT * FROM t WHERE id = ${req.query.id}`, (err, rows) => res.json(rows)); // error: sql-injection
});
app.get('/couchbase', async (req, res) => {
  const cluster = await couchbase.connect('couchbase://localhost', {});
  const a = await cluster.query('SELECT * FROM t WHERE id = $1', { parameters: [req.query.id] });
  const b = await cluster.query(`SELECT * FROM t WHERE id = '${req.query.id}'`); // error: sql-injection
  res.json({ a, b });
});
app.get('/sqlite', async (req, res) => {
  const db = await sqlite.open({ filename: 'x', driver: sqlite3.Database });
  const a = await db.all('SELECT * FROM t WHERE id = ?', req.query.id);
  const b = await db.get(`SELECT * FROM t WHERE id = ${req.query.id}`); // error: sql-injection
  res.json({ a, b });
});
app.get('/massive', async (req, res) => {
  const db = await massive('postgres://');
  const a = await db.query('select * from t where id = $1', [req.query.id]);
  const b = await db.query(`select * from t where id = ${req.query.id}`); // error: sql-injection
  const c = await db.t.find({ id: req.query.id });
  res.json({ a, b, c });
});
app.get('/bookshelf', async (req, res) => {
  const T = bookshelf.model('T', { tableName: 't' });
  const a = await T.where({ id: req.query.id }).fetch();
  const b = await bookshelf.knex.raw(`select * from t where id = ${req.query.id}`); // error: sql-injection
  res.json({ a, b });
});
