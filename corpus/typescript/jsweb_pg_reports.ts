import { Router, Request, Response, NextFunction } from 'express';
import { Pool, PoolClient, QueryResult } from 'pg';
import format from 'pg-format';
import pgPromise from 'pg-promise';

const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const pgp = pgPromise();
const reporting = pgp(process.env.REPORTING_URL!);

enum Period {
  Day = 'day',
  Week = 'week',
}

interface ReportQuery {
  team: string;
  columns: string[];
  limit: number;
}

const COLUMNS: Record<string, string> = { name: 'name', total: 'sum(total)' };

class ReportRepository {
  constructor(private readonly db: Pool) {}

  async byTeam(team: string): Promise<QueryResult> {
    return this.db.query('SELECT * FROM reports WHERE team = $1', [team]);
  }

  async byTeamName(team: string) {
    const sql = `SELECT * FROM reports WHERE team_name = '${team}'`;
    return this.db.query(sql); // error: sql-injection
  }

  async columns(query: ReportQuery) {
    const chosen = query.columns.map((column) => COLUMNS[column]).filter(Boolean);
    const { rows } = await this.db.query(`SELECT ${chosen.join(', ')} FROM reports WHERE team = $1`, [query.team]);
    return rows;
  }

  async rawColumns(columns: string[]) {
    return this.db.query('SELECT ' + columns.join(', ') + ' FROM reports'); // error: sql-injection
  }

  async page(limit: number, offset: number) {
    return this.db.query(`SELECT * FROM reports LIMIT ${limit} OFFSET ${offset}`);
  }

  async inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.db.connect();
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }
}

const repository = new ReportRepository(pool);
export const reports = Router();

reports.get('/:team', async (req: Request, res: Response) => {
  const bound = await repository.byTeam(req.params.team);
  const built = await repository.byTeamName(req.params.team);
  res.json({ bound: bound.rows, built: built.rows });
});

reports.get('/:team/columns', async (req: Request, res: Response, next: NextFunction) => {
  try {
    const columns = String(req.query.columns).split(',');
    const rows = await repository.columns({ team: req.params.team, columns, limit: 10 });
    const raw = await repository.rawColumns(columns);
    const page = await repository.page(Number(req.query.limit), parseInt(String(req.query.offset), 10) || 0);
    res.json({ rows, raw: raw.rows, page: page.rows });
  } catch (error) {
    next(error);
  }
});

reports.post('/:team', async (req: Request, res: Response) => {
  const { title, tags } = req.body as { title: string; tags: string[] };
  await repository.inTransaction(async (client) => {
    await client.query('INSERT INTO reports (team, title) VALUES ($1, $2)', [req.params.team, title]);
    await client.query(`INSERT INTO tags (name) VALUES ('${tags[0]}')`); // error: sql-injection
    await client.query({ text: 'INSERT INTO tags (name) VALUES ($1)', values: [tags[1]] });
    await client.query({ text: `INSERT INTO tags (name) VALUES ('${tags[2]}')` }); // error: sql-injection
  });
  res.status(201).json({ ok: true });
});

reports.get('/:team/period', async (req: Request, res: Response) => {
  const period = req.query.period === Period.Week ? Period.Week : Period.Day;
  const { rows } = await pool.query(`SELECT date_trunc('${period}', created) FROM reports`);
  const loose = await pool.query(`SELECT date_trunc('${req.query.period}', created) FROM reports`); // error: sql-injection
  res.json({ rows, loose: loose.rows });
});

reports.get('/:team/export', async (req: Request, res: Response) => {
  const literal = await pool.query('SELECT * FROM reports WHERE title = ' + pool.escapeLiteral(String(req.query.title)));
  const one = await reporting.oneOrNone('SELECT * FROM totals WHERE team = $<team>', { team: req.params.team });
  const any = await reporting.any("SELECT * FROM totals WHERE label = '" + req.query.label + "'"); // error: sql-injection
  const identifier = await pool.query('SELECT * FROM ' + format.ident(String(req.query.table)));
  res.json({ literal: literal.rows, one, any, identifier: identifier.rows });
});

reports.get('/:team/html', async (req: Request, res: Response) => {
  const { rows } = await repository.byTeam(req.params.team);
  res.send(`<ul>${rows.map((row) => `<li>${row.title}</li>`).join('')}</ul>`); // error: xss
});
