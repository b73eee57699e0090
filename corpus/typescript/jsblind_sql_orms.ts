import express, { Request, Response } from 'express';
import knex, { Knex } from 'knex';
import { Sequelize, QueryTypes, Op, literal, Model, DataTypes } from 'sequelize';
import { DataSource, Like } from 'typeorm';
import { PrismaClient, Prisma } from '@prisma/client';
import { drizzle } from 'drizzle-orm/node-postgres';
import { sql as dsql, eq } from 'drizzle-orm';
import { Kysely, sql as ksql, PostgresDialect } from 'kysely';
import postgres from 'postgres';
import { createPool, sql as slonik } from 'slonik';
import { Model as Objection, raw } from 'objection';
import { pgTable, serial, text } from 'drizzle-orm/pg-core';

const app = express();
const db: Knex = knex({ client: 'pg' });
const seq = new Sequelize('sqlite::memory:');
const ds = new DataSource({ type: 'postgres' });
const prisma = new PrismaClient();
const ddb = drizzle(process.env.DATABASE_URL!);
const kdb = new Kysely<any>({ dialect: new PostgresDialect({ pool: null as any }) });
const sql = postgres();
const users = pgTable('users', { id: serial('id'), name: text('name') });
class Person extends Objection { static tableName = 'persons'; }
class User extends Model {}
User.init({ name: DataTypes.STRING }, { sequelize: seq });

app.get('/knex', async (req: Request, res: Response) => {
  const name = req.query.name as string;
  const a = await db('users').where({ name }).orderBy('id');
  const b = await db('users').whereRaw(`name = '${name}'`); // error: sql-injection
  const c = await db('users').whereRaw('name = ?', [name]);
  const d = await db.raw('select * from users where name = ' + name); // error: sql-injection
  const e = await db.raw('select * from users where name = :name', { name });
  const f = await db('users').orderByRaw(req.query.sort as string); // error: sql-injection
  const g = await db.select(db.raw('count(*)')).from('users').havingRaw('n > ?', [Number(req.query.n)]);
  res.json({ a, b, c, d, e, f, g });
});

app.get('/sequelize', async (req, res) => {
  const id = req.query.id as string;
  const a = await seq.query('SELECT * FROM users WHERE id = ?', { replacements: [id], type: QueryTypes.SELECT });
  const b = await seq.query(`SELECT * FROM users WHERE id = ${id}`); // error: sql-injection
  const c = await User.findAll({ where: { id: { [Op.eq]: Number(id) } } });
  const d = await User.findAll({ order: literal(req.query.sort as string) }); // error: sql-injection
  const e = await seq.query('SELECT * FROM users WHERE id = $1', { bind: [id] });
  const f = await User.findOne({ where: seq.literal(`id = ${id}`) }); // error: sql-injection
  res.json({ a, b, c, d, e, f });
});

app.get('/typeorm', async (req, res) => {
  const name = String(req.query.name);
  const repo = ds.getRepository('User');
  const a = await repo.createQueryBuilder('u').where('u.name = :name', { name }).getMany();
  const b = await repo.createQueryBuilder('u').where(`u.name = '${name}'`).getMany(); // error: sql-injection
  const c = await repo.find({ where: { name: Like(`%${name}%`) } });
  const d = await ds.query(`SELECT * FROM u WHERE name = '${name}'`); // error: sql-injection
  const e = await ds.query('SELECT * FROM u WHERE name = $1', [name]);
  const f = await ds.createQueryBuilder().select('u').from('User', 'u').andWhere('u.x = ' + req.query.x).getRawMany(); // error: sql-injection
  res.json({ a, b, c, d, e, f });
});

app.get('/prisma', async (req, res) => {
  const email = String(req.query.email);
  const a = await prisma.$queryRaw`SELECT * FROM "User" WHERE email = ${email}`;
  const b = await prisma.$queryRawUnsafe(`SELECT * FROM "User" WHERE email = '${email}'`); // error: sql-injection
  const c = await prisma.$queryRawUnsafe('SELECT * FROM "User" WHERE email = $1', email);
  const d = await prisma.$executeRawUnsafe('DELETE FROM "User" WHERE email = \'' + email + '\''); // error: sql-injection
  const e = await prisma.$queryRaw(Prisma.sql`SELECT * FROM "User" WHERE email = ${email}`);
  const f = await prisma.$queryRaw(Prisma.raw('SELECT * FROM "User" WHERE email = ' + email)); // error: sql-injection
  const g = await prisma.user.findMany({ where: { email } });
  res.json({ a, b, c, d, e, f, g });
});

app.get('/others', async (req, res) => {
  const name = String(req.query.name);
  const a = await ddb.select().from(users).where(eq(users.name, name));
  const b = await ddb.execute(dsql`select * from users where name = ${name}`);
  const c = await ddb.execute(dsql.raw(`select * from users where name = '${name}'`)); // error: sql-injection
  const d = await ksql`select * from person where name = ${name}`.execute(kdb);
  const e = await ksql.raw(`select * from person where name = '${name}'`).execute(kdb); // error: sql-injection
  const f = await kdb.selectFrom('person').where('name', '=', name).execute();
  const g = await sql`select * from users where name = ${name}`;
  const h = await sql.unsafe(`select * from users where name = '${name}'`); // error: sql-injection
  const pool = await createPool('postgres://');
  const i = await pool.any(slonik.unsafe`select * from users where name = ${name}`);
  const j = await Person.query().where('name', name);
  const k = await Person.query().whereRaw(`name = '${name}'`); // error: sql-injection
  const l = await Person.query().select(raw('count(' + name + ')')); // error: sql-injection
  res.json({ a, b, c, d, e, f, g, h, i, j, k, l });
});
