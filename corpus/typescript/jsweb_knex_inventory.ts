import Koa, { Context } from 'koa';
import Router from '@koa/router';
import bodyParser from 'koa-bodyparser';
import createKnex, { Knex } from 'knex';
import { Sequelize, QueryTypes, Op, literal } from 'sequelize';
import { drizzle } from 'drizzle-orm/node-postgres';
import { sql, eq } from 'drizzle-orm';

const knex: Knex = createKnex({ client: 'pg', connection: process.env.DATABASE_URL });
const sequelize = new Sequelize(process.env.DATABASE_URL!);
const db = drizzle(process.env.DATABASE_URL!);

const router = new Router();
const COLUMNS = new Set(['sku', 'name', 'stock']);

function applySearch(query: Knex.QueryBuilder, term: string): Knex.QueryBuilder {
  return query.where('name', 'ilike', `%${term}%`).orWhereRaw('sku = ?', [term]);
}

function applyLooseSearch(query: Knex.QueryBuilder, term: string): Knex.QueryBuilder {
  return query.whereRaw(`name ILIKE '%${term}%'`); // error: sql-injection
}

router.get('/items', async (ctx: Context) => {
  const term = ctx.query.term as string;
  const items = await applySearch(knex('items').select('sku', 'name'), term);
  const loose = await applyLooseSearch(knex('items'), term);
  ctx.body = { items, loose };
});

router.get('/items/sorted', async (ctx: Context) => {
  const by = ctx.query.by as string;
  const sorted = await knex('items').orderBy(COLUMNS.has(by) ? by : 'sku').limit(Number(ctx.query.limit));
  const raw = await knex('items').orderByRaw(`${by} DESC NULLS LAST`); // error: sql-injection
  const checked = COLUMNS.has(by) ? await knex('items').orderByRaw(`${by} DESC NULLS LAST`) : [];
  ctx.body = { sorted, raw, checked };
});

router.get('/items/raw', async (ctx: Context) => {
  const { warehouse } = ctx.query;
  const bound = await knex.raw('SELECT * FROM items WHERE warehouse = ?', [warehouse as string]);
  const named = await knex.raw('SELECT * FROM items WHERE warehouse = :warehouse', { warehouse: warehouse as string });
  const built = await knex.raw(`SELECT * FROM items WHERE warehouse = '${warehouse}'`); // error: sql-injection
  ctx.body = { bound, named, built };
});

router.post('/items/move', async (ctx: Context) => {
  const { sku, to, reason } = ctx.request.body as { sku: string; to: string; reason: string };
  await knex.transaction(async (trx) => {
    await trx('items').where({ sku }).update({ warehouse: to });
    await trx.raw("INSERT INTO moves (reason) VALUES ('" + reason + "')"); // error: sql-injection
    await trx('moves').insert({ reason, sku });
  });
  ctx.status = 204;
});

router.get('/legacy', async (ctx: Context) => {
  const name = String(ctx.query.name);
  const replaced = await sequelize.query('SELECT * FROM legacy WHERE name = :name', {
    replacements: { name },
    type: QueryTypes.SELECT,
  });
  const bound = await sequelize.query('SELECT * FROM legacy WHERE name = $1', { bind: [name], type: QueryTypes.SELECT });
  const built = await sequelize.query("SELECT * FROM legacy WHERE name = '" + name + "'"); // error: sql-injection
  const ordered = await sequelize.models.Legacy.findAll({
    where: { name: { [Op.like]: `%${name}%` } },
    order: literal(`FIELD(status, '${name}')`), // error: sql-injection
  });
  const escaped = await sequelize.query('SELECT * FROM legacy WHERE name = ' + sequelize.escape(name));
  ctx.body = { replaced, bound, built, ordered, escaped };
});

router.get('/drizzle', async (ctx: Context) => {
  const label = ctx.query.label as string;
  const tagged = await db.execute(sql`SELECT * FROM labels WHERE label = ${label}`);
  const raw = await db.execute(sql.raw(`SELECT * FROM labels WHERE label = '${label}'`)); // error: sql-injection
  const part = await db.execute(sql`SELECT * FROM labels ORDER BY ${sql.raw(label)}`); // error: sql-injection
  const typed = await db.select().from(labels).where(eq(labels.label, label));
  ctx.body = { tagged, raw, part, typed };
});

declare const labels: any;

const app = new Koa();
app.use(bodyParser());
app.use(router.routes());
app.listen(3000);
