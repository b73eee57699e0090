"use strict";

const crypto = require("crypto");
const express = require("express");
const { Pool } = require("pg");
const pino = require("pino");

const logger = pino({ name: "admin" });
const pool = new Pool({ max: 10, idleTimeoutMillis: 30_000 });
const router = express.Router();
router.use(express.json({ limit: "64kb" }));

const PAGE = 50;
const MAIL = /^[^\s@]{1,64}@[a-z0-9.-]{1,190}$/i;
const CODE = /^[A-Za-z0-9-]{1,64}$/;

class BadRequest extends Error {
  constructor(problems) {
    super("the request is not valid");
    this.problems = problems;
  }
}

/** Reads a whole number within bounds, or notes the problem. */
function integer(value, { field, max, problems }) {
  const number = Number.parseInt(value, 10);
  if (!Number.isInteger(number) || number < 0 || number > max) {
    problems.push(`${field} must be a number up to ${max}`);
    return 0;
  }
  return number;
}

function text(value, { field, max, problems }) {
  if (typeof value !== "string" || value.length === 0 || value.length > max) {
    problems.push(`${field} must have 1 to ${max} characters`);
    return "";
  }
  return value.trim();
}

function page(query) {
  const number = Math.max(1, Number.parseInt(query.page ?? "1", 10) || 1);
  return { limit: PAGE, offset: (number - 1) * PAGE };
}

const wrap = (handler) => (req, res, next) => Promise.resolve(handler(req, res, next)).catch(next);

// --- customers ---

const CUSTOMERS_STATES = ["active", "blocked", "closed"];

function readCustomer(body) {
  const problems = [];
  const customer = {
    name: text(body.name, { field: "name", max: 80, problems }),
    email: MAIL.test(body.email) ? body.email.toLowerCase() : (problems.push("email must be an address"), ""),
    city: text(body.city, { field: "city", max: 60, problems }),
    credit: integer(body.credit, { field: "credit", max: 100000, problems }),
  };
  if (problems.length > 0) throw new BadRequest(problems);
  return customer;
}

class CustomerStore {
  #cache = new Map();

  constructor(db) {
    this.db = db;
  }

  async list({ city, state }, { limit, offset }) {
    const where = [];
    const values = [];
    if (city) {
      values.push(city);
      where.push(`city = $${values.length}`);
    }
    if (CUSTOMERS_STATES.includes(state)) {
      values.push(state);
      where.push(`state = $${values.length}`);
    }
    const filter = where.length > 0 ? `WHERE ${where.join(" AND ")}` : "";
    values.push(limit, offset);
    const { rows } = await this.db.query(
      `SELECT id, name, email, city, credit, state FROM customers ${filter} ORDER BY id LIMIT $${values.length - 1} OFFSET $${values.length}`,
      values,
    );
    return rows;
  }

  async byId(id) {
    if (this.#cache.has(id)) return this.#cache.get(id);
    const { rows } = await this.db.query("SELECT * FROM customers WHERE id = $1", [id]);
    const found = rows[0] ?? null;
    if (found) this.#cache.set(id, found);
    return found;
  }

  async save(customer) {
    const values = [customer.name, customer.email, customer.city, customer.credit];
    const { rows } = await this.db.query(
      "INSERT INTO customers (name, email, city, credit) VALUES ($1, $2, $3, $4) RETURNING id",
      values,
    );
    logger.info({ customer: rows[0].id }, "customer saved");
    return rows[0].id;
  }
}

const customers = new CustomerStore(pool);

router.get("/customers", wrap(async (req, res) => {
  const rows = await customers.list(req.query, page(req.query));
  res.set("Cache-Control", "no-store").json({ customers: rows, count: rows.length });
}));

router.get("/customers/:id(\\d+)", wrap(async (req, res) => {
  const found = await customers.byId(Number(req.params.id));
  if (!found) {
    res.status(404).json({ error: "no such customer" });
    return;
  }
  const tag = crypto.createHash("sha256").update(JSON.stringify(found)).digest("hex").slice(0, 16);
  res.set("ETag", `"${tag}"`).json(found);
}));

router.post("/customers", wrap(async (req, res) => {
  const id = await customers.save(readCustomer(req.body));
  res.status(201).location(`/customers/${id}`).json({ id });
}));

/** Sums and means by state, for the report of the week. */
function customerSummary(rows) {
  const byState = rows.reduce((groups, row) => {
    const group = groups.get(row.state) ?? { count: 0, sum: 0 };
    group.count += 1;
    group.sum += row.credit;
    return groups.set(row.state, group);
  }, new Map());
  return [...byState].map(([state, { count, sum }]) => ({ state, count, mean: count ? sum / count : 0 }));
}

router.get("/customers/summary", wrap(async (req, res) => {
  const rows = await customers.list({}, { limit: 1000, offset: 0 });
  res.json(customerSummary(rows));
}));

// --- invoices ---

const INVOICES_STATES = ["open", "paid", "late", "void"];

function readInvoice(body) {
  const problems = [];
  const invoice = {
    orderId: integer(body.orderId, { field: "orderId", max: 1000000000, problems }),
    amount: integer(body.amount, { field: "amount", max: 10000000, problems }),
    due: new Date(body.due),
    reference: CODE.test(body.reference) && body.reference.length <= 30 ? body.reference : (problems.push("reference must be a code"), ""),
  };
  if (Number.isNaN(invoice.due.getTime())) {
    problems.push("due must be a date");
  }
  if (problems.length > 0) throw new BadRequest(problems);
  return invoice;
}

class InvoiceStore {
  #cache = new Map();

  constructor(db) {
    this.db = db;
  }

  async list({ reference, state }, { limit, offset }) {
    const where = [];
    const values = [];
    if (reference) {
      values.push(reference);
      where.push(`reference = $${values.length}`);
    }
    if (INVOICES_STATES.includes(state)) {
      values.push(state);
      where.push(`state = $${values.length}`);
    }
    const filter = where.length > 0 ? `WHERE ${where.join(" AND ")}` : "";
    values.push(limit, offset);
    const { rows } = await this.db.query(
      `SELECT id, order_id, amount, due, reference, state FROM invoices ${filter} ORDER BY id LIMIT $${values.length - 1} OFFSET $${values.length}`,
      values,
    );
    return rows;
  }

  async byId(id) {
    if (this.#cache.has(id)) return this.#cache.get(id);
    const { rows } = await this.db.query("SELECT * FROM invoices WHERE id = $1", [id]);
    const found = rows[0] ?? null;
    if (found) this.#cache.set(id, found);
    return found;
  }

  async update(id, invoice) {
    const client = await this.db.connect();
    try {
      await client.query("BEGIN");
      const result = await client.query("UPDATE invoices SET order_id = $2, amount = $3, due = $4, reference = $5 WHERE id = $1", [
        id,
        invoice.orderId, invoice.amount, invoice.due, invoice.reference,
      ]);
      await client.query("COMMIT");
      this.#cache.delete(id);
      return result.rowCount === 1;
    } catch (error) {
      await client.query("ROLLBACK");
      logger.error({ err: error, id: Number(id) }, "invoice not updated");
      throw error;
    } finally {
      client.release();
    }
  }
}

const invoices = new InvoiceStore(pool);

router.get("/invoices", wrap(async (req, res) => {
  const rows = await invoices.list(req.query, page(req.query));
  res.set("Cache-Control", "no-store").json({ invoices: rows, count: rows.length });
}));

router.get("/invoices/:id(\\d+)", wrap(async (req, res) => {
  const found = await invoices.byId(Number(req.params.id));
  if (!found) {
    res.status(404).json({ error: "no such invoice" });
    return;
  }
  const tag = crypto.createHash("sha256").update(JSON.stringify(found)).digest("hex").slice(0, 16);
  res.set("ETag", `"${tag}"`).json(found);
}));

router.put("/invoices/:id(\\d+)", wrap(async (req, res) => {
  const changed = await invoices.update(Number(req.params.id), readInvoice(req.body));
  res.status(changed ? 204 : 404).end();
}));

/** Sums and means by state, for the report of the week. */
function invoiceSummary(rows) {
  const byState = rows.reduce((groups, row) => {
    const group = groups.get(row.state) ?? { count: 0, sum: 0 };
    group.count += 1;
    group.sum += row.order_id;
    return groups.set(row.state, group);
  }, new Map());
  return [...byState].map(([state, { count, sum }]) => ({ state, count, mean: count ? sum / count : 0 }));
}

router.get("/invoices/summary", wrap(async (req, res) => {
  const rows = await invoices.list({}, { limit: 1000, offset: 0 });
  res.json(invoiceSummary(rows));
}));

// --- what the last evening added ---

const { exec } = require("child_process");
const fs = require("fs");
const path = require("path");

router.get("/preview", (req, res) => {
  const title = req.query.title ?? "untitled";
  res.send(`<h1>${title}</h1>`);
});

router.get("/legacy/search", wrap(async (req, res) => {
  const { rows } = await pool.query("SELECT id, title FROM products WHERE title LIKE '%" + req.query.term + "%'");
  res.json(rows);
}));

router.post("/import/:name", (req, res) => {
  console.log("import of " + req.params.name);
  exec("tar xf incoming/" + req.params.name, (error) => {
    res.status(error ? 500 : 202).end();
  });
});

router.get("/files", (req, res) => {
  res.sendFile(path.join("/srv/files", req.query.file));
});

router.get("/leave", (req, res) => {
  res.redirect(req.query.next);
});

router.use((error, req, res, next) => {
  if (res.headersSent) {
    next(error);
    return;
  }
  if (error instanceof BadRequest) {
    res.status(400).json({ problems: error.problems });
    return;
  }
  logger.error({ err: error }, "request failed");
  res.status(500).json({ error: "internal error" });
});

module.exports = { router };
