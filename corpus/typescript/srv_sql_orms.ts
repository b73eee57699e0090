import { Router, Request, Response } from 'express';
import { Sequelize, QueryTypes, Op, literal, fn, col } from 'sequelize';
import { DataSource, Repository, In } from 'typeorm';
import { PrismaClient, Prisma } from '@prisma/client';
import knexFactory, { Knex } from 'knex';
import { Model, raw } from 'objection';
import { EntityManager } from '@mikro-orm/postgresql';
import { drizzle } from 'drizzle-orm/node-postgres';
import { sql, eq } from 'drizzle-orm';
import { users } from './schema';
import { User } from './user.entity';

const router = Router();
const sequelize = new Sequelize(process.env.DATABASE_URL!);
const prisma = new PrismaClient();
const knex: Knex = knexFactory({ client: 'pg' });
const orm = drizzle(process.env.DATABASE_URL!);

class Person extends Model {
  static get tableName() {
    return 'people';
  }
}

export class UserService {
  constructor(private readonly source: DataSource, private readonly repo: Repository<User>, private em: EntityManager) {}

  find(name: string) {
    return this.repo.find({ where: { name } });
  }

  byQuery(name: string) {
    return this.repo.createQueryBuilder('u').where('u.name = :name', { name }).getMany();
  }

  byText(name: string) {
    return this.repo.createQueryBuilder('u').where(`u.name = '${name}'`).getMany(); // error: sql-injection
  }

  rawText(name: string) {
    return this.source.query(`SELECT * FROM users WHERE name = '${name}'`); // error: sql-injection
  }

  rawBound(name: string) {
    return this.source.query('SELECT * FROM users WHERE name = $1', [name]);
  }

  mikro(name: string) {
    return this.em.getConnection().execute(`select * from users where name = '${name}'`); // error: sql-injection
  }

  mikroBound(name: string) {
    return this.em.getConnection().execute('select * from users where name = ?', [name]);
  }
}

export function routes(service: UserService): Router {
  router.get('/users', async (req: Request, res: Response) => {
    const name = req.query.name as string;
    const sort = req.query.sort as string;
    await service.find(name);
    await service.byQuery(name);
    await service.byText(name);
    await service.rawText(name);
    await service.rawBound(name);
    await service.mikro(name);
    await service.mikroBound(name);

    await sequelize.query(`SELECT * FROM users WHERE name = '${name}'`); // error: sql-injection
    await sequelize.query('SELECT * FROM users WHERE name = :name', { replacements: { name }, type: QueryTypes.SELECT });
    await sequelize.query('SELECT * FROM users WHERE name = $1', { bind: [name] });
    await sequelize.query('SELECT * FROM users ORDER BY ' + sequelize.escape(sort));
    sequelize.literal(`name = '${name}'`); // error: sql-injection
    literal('name = ' + name); // error: sql-injection
    await User.findAll({ where: { name: { [Op.like]: `%${name}%` } }, order: [[sort, 'ASC']] });
    await User.findAll({ where: literal('1 = 1'), attributes: [fn('lower', col('name'))] });

    await prisma.user.findMany({ where: { name: { contains: name } }, take: Number(req.query.take) });
    await prisma.$queryRaw`SELECT * FROM users WHERE name = ${name}`;
    await prisma.$queryRaw(Prisma.sql`SELECT * FROM users WHERE name = ${name}`);
    await prisma.$queryRawUnsafe(`SELECT * FROM users WHERE name = '${name}'`); // error: sql-injection
    await prisma.$queryRawUnsafe('SELECT * FROM users WHERE name = $1', name);
    await prisma.$executeRawUnsafe('DELETE FROM users WHERE name = ' + name); // error: sql-injection
    await prisma.$queryRaw(Prisma.raw(`SELECT * FROM users ORDER BY ${sort}`)); // error: sql-injection

    await knex('users').where({ name }).orderBy('name');
    await knex('users').whereRaw('name = ?', [name]);
    await knex('users').whereRaw(`name = '${name}'`); // error: sql-injection
    await knex.raw('SELECT * FROM users WHERE name = ?', [name]);
    await knex.raw(`SELECT * FROM users WHERE name = '${name}'`); // error: sql-injection
    await knex.select(knex.raw(sort)).from('users'); // error: sql-injection
    await knex('users').orderByRaw(sort); // error: sql-injection
    await Person.query().where('name', name);
    await Person.query().whereRaw('name = ' + name); // error: sql-injection
    await Person.query().select(raw('count(*)'));
    await Person.query().orderBy(raw(sort)); // error: sql-injection

    await orm.select().from(users).where(eq(users.name, name));
    await orm.execute(sql`select * from users where name = ${name}`);
    await orm.execute(sql.raw(`select * from users where name = '${name}'`)); // error: sql-injection
    await orm.select().from(users).orderBy(sql`${sql.raw(sort)} desc`); // error: sql-injection
    await service.rawBound(In([name]) as unknown as string);
    res.sendStatus(204);
  });
  return router;
}
