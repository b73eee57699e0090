import express from 'express';
import mysql, { RowDataPacket, Pool } from 'mysql2/promise';
import { Pool as Pg, PoolClient } from 'pg';
import format from 'pg-format';
import { Sequelize, Op } from 'sequelize';
import { EntityManager, getManager, Brackets, Raw } from 'typeorm';
import sqlite from 'sqlite';
import { DatabaseSync } from 'node:sqlite';
import { createClient } from '@libsql/client';
import { neon } from '@neondatabase/serverless';
import { MikroORM } from '@mikro-orm/core';
import knexFactory from 'knex';
import squel from 'squel';

const app = express();
app.use(express.json());
const pool: Pool = mysql.createPool({});
const pg = new Pg();
const COLUMNS = ['id', 'name', 'price'] as const;
type Column = (typeof COLUMNS)[number];
const isColumn = (c: string): c is Column => (COLUMNS as readonly string[]).includes(c);

abstract class Repository<T> {
  constructor(protected readonly pool: Pool, protected readonly table: string) {}
  async byId(id: string): Promise<T[]> {
    const [rows] = await this.pool.query<RowDataPacket[]>(`SELECT * FROM ${this.table} WHERE id = ?`, [id]);
    return rows as T[];
  }
  async where(condition: string): Promise<T[]> {
    const [rows] = await this.pool.query(`SELECT * FROM ${this.table} WHERE ${condition}`); // error: sql-injection
    return rows as unknown as T[];
  }
}
class ItemRepository extends Repository<{ id: string }> {
  constructor(pool: Pool) { super(pool, 'items'); }
  cheap(max: number) { return this.where(`price < ${max}`); }
  named(name: string) { return this.where(`name = '${name}'`); }
}
const items = new ItemRepository(pool);

async function tx<T>(work: (c: PoolClient) => Promise<T>): Promise<T> {
  const c = await pg.connect();
  try {
    await c.query('BEGIN');
    const out = await work(c);
    await c.query('COMMIT');
    return out;
  } catch (e) {
    await c.query('ROLLBACK');
    throw e;
  } finally {
    c.release();
  }
}
app.get('/1', async (req, res) => res.json(await items.byId(req.query.id as string)));
app.get('/2', async (req, res) => res.json(await items.named(req.query.name as string)));
app.get('/3', async (req, res) => {
  const sort = String(req.query.sort ?? 'id');
  if (!isColumn(sort)) return res.sendStatus(400);
  const [rows] = await pool.query(`SELECT * FROM items ORDER BY ${sort}`);
  res.json(rows);
});
app.get('/4', async (req, res) => {
  const where: string[] = [];
  const values: unknown[] = [];
  if (req.query.name) { where.push('name = ?'); values.push(req.query.name); }
  if (req.query.min) { where.push('price >= ?'); values.push(Number(req.query.min)); }
  const [rows] = await pool.query('SELECT * FROM items' + (where.length ? ' WHERE ' + where.join(' AND ') : ''), values);
  res.json(rows);
});
app.get('/5', async (req, res) => {
  const where: string[] = [];
  for (const [k, v] of Object.entries(req.query)) where.push(`${k} = '${v}'`);
  const [rows] = await pool.query('SELECT * FROM items WHERE ' + where.join(' AND ')); // error: sql-injection
  res.json(rows);
});
app.get('/6', async (req, res) => {
  const ids = String(req.query.ids).split(',').map(Number);
  const [rows] = await pool.query(`SELECT * FROM items WHERE id IN (${ids.join(',')})`);
  const raw = String(req.query.ids).split(',');
  const [bad] = await pool.query(`SELECT * FROM items WHERE id IN (${raw.join(',')})`); // error: sql-injection
  const [marks] = await pool.query(`SELECT * FROM items WHERE id IN (${raw.map(() => '?').join(',')})`, raw);
  res.json({ rows, bad, marks });
});
app.get('/7', async (req, res) => {
  const out = await tx(async (c) => {
    await c.query('UPDATE t SET n = n + 1 WHERE id = $1', [req.query.id]);
    return c.query(`SELECT * FROM t WHERE id = ${req.query.id}`); // error: sql-injection
  });
  res.json(out.rows);
});
app.get('/8', async (req, res) => {
  const a = await pg.query(format('SELECT * FROM %I WHERE id = %L', req.query.table, req.query.id));
  const b = await pg.query(format('SELECT * FROM t WHERE %s', req.query.cond)); // error: sql-injection
  const neonSql = neon('postgres://');
  const c = await neonSql`SELECT * FROM t WHERE id = ${req.query.id}`;
  const lib = createClient({ url: 'file:x.db' });
  const d = await lib.execute({ sql: 'SELECT * FROM t WHERE id = ?', args: [req.query.id as string] });
  const e = await lib.execute(`SELECT * FROM t WHERE id = '${req.query.id}'`); // error: sql-injection
  const local = new DatabaseSync(':memory:');
  const f = local.prepare('SELECT * FROM t WHERE id = ?').all(req.query.id as string);
  local.exec(`DELETE FROM t WHERE id = '${req.query.id}'`); // error: sql-injection
  res.json({ a, b, c, d, e, f });
});
app.get('/9', async (req, res) => {
  const dir = req.query.dir === 'desc' ? 'DESC' : 'ASC';
  const limit = Math.min(Number(req.query.limit) || 20, 100);
  const sql = `SELECT * FROM items ORDER BY id ${dir} LIMIT ${limit}`;
  const [rows] = await pool.query(sql);
  const page = `SELECT * FROM items LIMIT ${req.query.limit}`;
  const [bad] = await pool.query(page); // error: sql-injection
  res.json({ rows, bad });
});
app.get('/10', async (req, res) => {
  const manager: EntityManager = getManager();
  const a = await manager.query('SELECT 1 WHERE x = $1', [req.query.x]);
  const b = await manager.query('SELECT 1 WHERE x = ' + req.query.x); // error: sql-injection
  const c = await manager.createQueryBuilder().select('t').from('T', 't').where(new Brackets((qb) => qb.where(`t.x = '${req.query.x}'`))).getMany(); // error: sql-injection
  const d = await manager.createQueryBuilder().select('t').from('T', 't').orderBy(String(req.query.sort)).getMany(); // error: sql-injection
  res.json({ a, b, c, d });
});
