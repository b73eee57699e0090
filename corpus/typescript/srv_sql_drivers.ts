import express, { Request, Response } from 'express';
import mysql from 'mysql2/promise';
import mysqlPlain from 'mysql';
import { Pool, PoolClient, QueryResult } from 'pg';
import format from 'pg-format';
import pgPromise from 'pg-promise';
import Database from 'better-sqlite3';
import sqlite3 from 'sqlite3';
import sql from 'mssql';
import oracledb from 'oracledb';
import { Request as TdsRequest, Connection, TYPES } from 'tedious';
import SqlString from 'sqlstring';

const app = express();
const pool = new Pool({ connectionString: process.env.PG });
const my = mysql.createPool({ host: '127.0.0.1' });
const old = mysqlPlain.createConnection({ host: '127.0.0.1' });
const pgp = pgPromise();
const db = pgp('postgres://127.0.0.1/shop');
const lite = new Database('shop.db');
const lite3 = new sqlite3.Database(':memory:');
const tds = new Connection({ server: '127.0.0.1' });

const COLUMNS = { name: 'name', price: 'price_cents' } as const;
type Column = keyof typeof COLUMNS;

interface Item {
  id: number;
  name: string;
}

class Items {
  constructor(private readonly client: Pool | PoolClient) {}

  async byName(name: string): Promise<Item[]> {
    const { rows } = await this.client.query<Item>(`SELECT * FROM items WHERE name = '${name}'`); // error: sql-injection
    return rows;
  }

  async byId(id: string): Promise<Item | undefined> {
    const result: QueryResult<Item> = await this.client.query('SELECT * FROM items WHERE id = $1', [id]);
    return result.rows[0];
  }

  sorted(column: string, direction: string) {
    const by = COLUMNS[column as Column] ?? 'name';
    const way = direction === 'desc' ? 'DESC' : 'ASC';
    return this.client.query(`SELECT * FROM items ORDER BY ${by} ${way}`);
  }
}

app.get('/items', async (req: Request, res: Response) => {
  const { name, id, sort, dir, limit, ids } = req.query as Record<string, string>;
  const items = new Items(pool);
  await items.byName(name);
  await items.byId(id);
  await items.sorted(sort, dir);
  await pool.query({ text: 'SELECT * FROM items WHERE name = $1', values: [name] });
  await pool.query({ text: `SELECT * FROM items WHERE name = '${name}'` }); // error: sql-injection
  await pool.query(format('SELECT * FROM items WHERE name = %L', name));
  await pool.query(format('SELECT * FROM items ORDER BY %I', sort));
  await pool.query(format('SELECT * FROM items ORDER BY %s', sort)); // error: sql-injection
  await my.query('SELECT * FROM items WHERE name = ?', [name]);
  await my.query(`SELECT * FROM items WHERE name = ${my.escape(name)}`);
  await my.query('SELECT * FROM items ORDER BY ' + mysql.escapeId(sort));
  await my.execute('SELECT * FROM items WHERE id = ' + id); // error: sql-injection
  await my.query(SqlString.format('SELECT * FROM items WHERE name = ?', [name]));
  await my.query('SELECT * FROM items LIMIT ' + Number(limit));
  old.query('SELECT * FROM items WHERE ?', { name }, () => {});
  old.query('SELECT * FROM items ORDER BY ' + sort, (err, rows) => res.json(rows)); // error: sql-injection
  old.query({ sql: `DELETE FROM items WHERE id = ${id}` }); // error: sql-injection
  await db.any('SELECT * FROM items WHERE name = ${name}', { name });
  await db.any(`SELECT * FROM items WHERE name = '${name}'`); // error: sql-injection
  await db.one('SELECT * FROM items WHERE id = $1:raw', [id]); // error: sql-injection
  await db.none(pgp.as.format('DELETE FROM items WHERE id = $1', id));
  await db.tx(async (t) => {
    await t.none('UPDATE items SET name = $1', name);
    await t.none('UPDATE items SET name = ' + name); // error: sql-injection
  });
  const list = ids.split(',').map(Number);
  await pool.query(`SELECT * FROM items WHERE id IN (${list.join(',')})`);
  const marks = ids.split(',').map((_one, at) => `$${at + 1}`).join(',');
  await pool.query(`SELECT * FROM items WHERE id IN (${marks})`, ids.split(','));
  await pool.query(`SELECT * FROM items WHERE id IN (${ids.split(',').join(',')})`); // error: sql-injection
});

app.post('/lite', (req: Request, res: Response) => {
  const { name, table } = req.body;
  lite.prepare('INSERT INTO items (name) VALUES (?)').run(name);
  lite.prepare(`INSERT INTO items (name) VALUES ('${name}')`).run(); // error: sql-injection
  lite.exec('DELETE FROM ' + table); // error: sql-injection
  lite.pragma('journal_mode = WAL');
  lite3.all('SELECT * FROM items WHERE name = ?', [name], (err, rows) => res.json(rows));
  lite3.run(`DELETE FROM items WHERE name = '${name}'`); // error: sql-injection
  lite3.each('SELECT * FROM items WHERE name = $name', { $name: name }, () => {});
  if (!['items', 'orders'].includes(table)) {
    return res.sendStatus(400);
  }
  return res.json(lite.prepare(`SELECT * FROM ${table}`).all());
});

app.post('/servers', async (req: Request, res: Response) => {
  const { name, id } = req.body as { name: string; id: number };
  await sql.query`SELECT * FROM items WHERE name = ${name}`;
  await sql.query(`SELECT * FROM items WHERE name = '${name}'`); // error: sql-injection
  const request = new sql.Request();
  request.input('name', sql.NVarChar, name);
  await request.query('SELECT * FROM items WHERE name = @name');
  await request.query("SELECT * FROM items WHERE name = '" + name + "'"); // error: sql-injection
  const connection = await oracledb.getConnection();
  await connection.execute('SELECT * FROM items WHERE name = :name', { name });
  await connection.execute(`SELECT * FROM items WHERE id = ${id}`); // error: sql-injection
  const tdsRequest = new TdsRequest('SELECT * FROM items WHERE name = @name', () => {});
  tdsRequest.addParameter('name', TYPES.NVarChar, name);
  tds.execSql(tdsRequest);
  tds.execSql(new TdsRequest(`SELECT * FROM items WHERE name = '${name}'`, () => {})); // error: sql-injection
  res.sendStatus(204);
});

export default app;
