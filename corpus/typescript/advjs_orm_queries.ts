import { PrismaClient, Prisma } from '@prisma/client';
import { Sequelize, QueryTypes, Op, literal } from 'sequelize';
import knexFactory from 'knex';
import { Router } from 'express';
import { z } from 'zod';

const prisma = new PrismaClient();
const sequelize = new Sequelize(process.env.DATABASE_URL!);
const knex = knexFactory({ client: 'pg' });
const router = Router();
const Params = z.object({ id: z.coerce.number().int(), sort: z.enum(['name', 'age']), name: z.string() });

router.get('/p1', async (req, res) => {
  res.json(await prisma.$queryRawUnsafe(`SELECT * FROM u WHERE name = '${req.query.name}'`)); // error: sql-injection
});
router.get('/p2', async (req, res) => {
  res.json(await prisma.$queryRaw`SELECT * FROM u WHERE name = ${req.query.name}`);
});
router.get('/p3', async (req, res) => {
  res.json(await prisma.$queryRaw(Prisma.sql`SELECT * FROM u WHERE name = ${req.query.name}`));
});
router.get('/p4', async (req, res) => {
  res.json(await prisma.$queryRaw(Prisma.raw(`SELECT * FROM u WHERE name = '${req.query.name}'`))); // error: sql-injection
});
router.get('/p5', async (req, res) => {
  res.json(await prisma.$queryRawUnsafe('SELECT * FROM u WHERE name = $1', req.query.name));
});
router.get('/s1', async (req, res) => {
  res.json(await sequelize.query('SELECT * FROM u WHERE name = "' + req.query.name + '"')); // error: sql-injection
});
router.get('/s2', async (req, res) => {
  res.json(await sequelize.query('SELECT * FROM u WHERE name = :name', { replacements: { name: req.query.name }, type: QueryTypes.SELECT }));
});
router.get('/s3', async (req, res) => {
  res.json(await sequelize.query('SELECT * FROM u WHERE name = ' + sequelize.escape(req.query.name as string)));
});
router.get('/s4', async (req, res) => {
  res.json(await sequelize.models.User.findAll({ order: literal(req.query.sort as string) })); // error: sql-injection
});
router.get('/k1', async (req, res) => {
  res.json(await knex.raw(`select * from u where name = '${req.query.name}'`)); // error: sql-injection
});
router.get('/k2', async (req, res) => {
  res.json(await knex.raw('select * from u where name = ?', [req.query.name as string]));
});
router.get('/k3', async (req, res) => {
  res.json(await knex('u').where('name', req.query.name as string).select());
});
router.get('/k4', async (req, res) => {
  res.json(await knex('u').whereRaw('name = ' + req.query.name)); // error: sql-injection
});
router.get('/z1', async (req, res) => {
  const { id, sort, name } = Params.parse(req.query);
  res.json(await knex.raw(`select * from u where id = ${id} order by ${sort}`));
  res.json(await knex.raw(`select * from u where name = '${name}'`)); // error: sql-injection
});
router.get('/z2', async (req, res) => {
  const parsed = Params.safeParse(req.query);
  if (!parsed.success) return res.status(400).json(parsed.error);
  res.json(await knex.raw(`select * from u where id = ${parsed.data.id}`));
});
router.get('/z3', async (req, res) => {
  const uuid = z.string().uuid().parse(req.query.id);
  res.json(await knex.raw(`select * from u where id = '${uuid}'`));
});
export default router;
