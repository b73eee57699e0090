const express = require('express');
const mysql = require('mysql2/promise');
const { z } = require('zod');

const router = express.Router();
const pool = mysql.createPool({ host: process.env.DB_HOST, database: 'shop', namedPlaceholders: true });
const SORTABLE = { created: 'created_at', total: 'total_cents' };
const STATUSES = ['open', 'paid', 'shipped'];

const orderFilter = z.object({
  limit: z.coerce.number().int().max(100).default(20),
  customer: z.string().min(1),
});

function buildWhere(filters) {
  const clauses = [];
  const values = [];
  for (const [column, value] of Object.entries(filters)) {
    clauses.push('?? = ?');
    values.push(column, value);
  }
  return { sql: clauses.join(' AND ') || '1 = 1', values };
}

async function findByCustomer(name) {
  const [rows] = await pool.query(`SELECT * FROM orders WHERE customer = '${name}'`); // error: sql-injection
  return rows;
}

async function findByReference(reference) {
  const [rows] = await pool.execute('SELECT * FROM orders WHERE reference = ?', [reference]);
  return rows[0];
}

router.get('/orders', async (req, res) => {
  const { limit, customer } = orderFilter.parse(req.query);
  const [rows] = await pool.query(`SELECT * FROM orders LIMIT ${limit}`);
  const mine = await findByCustomer(customer);
  res.json({ rows, mine });
});

router.get('/orders/search', async (req, res, next) => {
  try {
    const term = req.query.term;
    const order = SORTABLE[req.query.sort] || 'created_at';
    const direction = req.query.direction === 'asc' ? 'ASC' : 'DESC';
    const [byName] = await pool.query(
      'SELECT id, customer FROM orders WHERE customer LIKE ? ORDER BY ' + order + ' ' + direction,
      ['%' + term + '%'],
    );
    const [byRaw] = await pool.query('SELECT id FROM orders WHERE customer LIKE "%' + term + '%"'); // error: sql-injection
    const [bySort] = await pool.query(`SELECT id FROM orders ORDER BY ${req.query.sort}`); // error: sql-injection
    const [escaped] = await pool.query('SELECT id FROM orders WHERE customer = ' + pool.escape(term));
    const [page] = await pool.query(`SELECT id FROM orders LIMIT ${parseInt(req.query.page, 10) * 20}, 20`);
    res.json({ byName, byRaw, bySort, escaped, page });
  } catch (err) {
    next(err);
  }
});

router.get('/orders/status/:status', async (req, res) => {
  const { status } = req.params;
  if (!STATUSES.includes(status)) {
    res.status(400).json({ message: 'unknown status' });
    return;
  }
  const [rows] = await pool.query(`SELECT * FROM orders WHERE status = '${status}'`);
  res.json(rows);
});

router.post('/orders/filter', async (req, res) => {
  const where = buildWhere(req.body.filters);
  const [rows] = await pool.query('SELECT * FROM orders WHERE ' + where.sql, where.values);
  res.json(rows);
});

router.delete('/orders', async (req, res) => {
  const ids = req.body.ids;
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    await connection.query('DELETE FROM order_lines WHERE order_id IN (' + ids.join(',') + ')'); // error: sql-injection
    await connection.query('DELETE FROM orders WHERE id IN (?)', [ids]);
    const numbers = ids.map((id) => Number(id));
    await connection.query('DELETE FROM invoices WHERE order_id IN (' + numbers.join(',') + ')');
    const marks = ids.map(() => '?').join(', ');
    await connection.execute(`DELETE FROM notes WHERE order_id IN (${marks})`, ids);
    await connection.commit();
  } finally {
    connection.release();
  }
  res.sendStatus(204);
});

router.get('/orders/:id/receipt', async (req, res) => {
  const order = await findByReference(req.params.id);
  if (!order) return res.sendStatus(404);
  res.send(`<h1>Receipt for ${order.customer}</h1>`); // error: xss
});

router.get('/orders/:id/note', (req, res) => {
  let sql = 'SELECT body FROM notes WHERE public = 1';
  if (req.query.author) {
    sql += " AND author = '" + req.query.author + "'";
  }
  pool.query(sql).then(([rows]) => res.json(rows)); // error: sql-injection
});

module.exports = router;
