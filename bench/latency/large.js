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

// --- products ---

const PRODUCTS_STATES = ["draft", "listed", "retired"];

function readProduct(body) {
  const problems = [];
  const product = {
    title: text(body.title, { field: "title", max: 120, problems }),
    sku: CODE.test(body.sku) && body.sku.length <= 24 ? body.sku : (problems.push("sku must be a code"), ""),
    price: integer(body.price, { field: "price", max: 1000000, problems }),
    weight: integer(body.weight, { field: "weight", max: 50000, problems }),
  };
  if (problems.length > 0) throw new BadRequest(problems);
  return product;
}

class ProductStore {
  #cache = new Map();

  constructor(db) {
    this.db = db;
  }

  async list({ sku, state }, { limit, offset }) {
    const where = [];
    const values = [];
    if (sku) {
      values.push(sku);
      where.push(`sku = $${values.length}`);
    }
    if (PRODUCTS_STATES.includes(state)) {
      values.push(state);
      where.push(`state = $${values.length}`);
    }
    const filter = where.length > 0 ? `WHERE ${where.join(" AND ")}` : "";
    values.push(limit, offset);
    const { rows } = await this.db.query(
      `SELECT id, title, sku, price, weight, state FROM products ${filter} ORDER BY id LIMIT $${values.length - 1} OFFSET $${values.length}`,
      values,
    );
    return rows;
  }

  async byId(id) {
    if (this.#cache.has(id)) return this.#cache.get(id);
    const { rows } = await this.db.query("SELECT * FROM products WHERE id = $1", [id]);
    const found = rows[0] ?? null;
    if (found) this.#cache.set(id, found);
    return found;
  }

  async update(id, product) {
    const client = await this.db.connect();
    try {
      await client.query("BEGIN");
      const result = await client.query("UPDATE products SET title = $2, sku = $3, price = $4, weight = $5 WHERE id = $1", [
        id,
        product.title, product.sku, product.price, product.weight,
      ]);
      await client.query("COMMIT");
      this.#cache.delete(id);
      return result.rowCount === 1;
    } catch (error) {
      await client.query("ROLLBACK");
      logger.error({ err: error, id: Number(id) }, "product not updated");
      throw error;
    } finally {
      client.release();
    }
  }
}

const products = new ProductStore(pool);

router.get("/products", wrap(async (req, res) => {
  const rows = await products.list(req.query, page(req.query));
  res.set("Cache-Control", "no-store").json({ products: rows, count: rows.length });
}));

router.get("/products/:id(\\d+)", wrap(async (req, res) => {
  const found = await products.byId(Number(req.params.id));
  if (!found) {
    res.status(404).json({ error: "no such product" });
    return;
  }
  const tag = crypto.createHash("sha256").update(JSON.stringify(found)).digest("hex").slice(0, 16);
  res.set("ETag", `"${tag}"`).json(found);
}));

router.put("/products/:id(\\d+)", wrap(async (req, res) => {
  const changed = await products.update(Number(req.params.id), readProduct(req.body));
  res.status(changed ? 204 : 404).end();
}));

// --- orders ---

const ORDERS_STATES = ["new", "paid", "shipped", "done"];

function readOrder(body) {
  const problems = [];
  const order = {
    customerId: integer(body.customerId, { field: "customerId", max: 1000000000, problems }),
    total: integer(body.total, { field: "total", max: 10000000, problems }),
    note: text(body.note, { field: "note", max: 400, problems }),
    currency: CODE.test(body.currency) && body.currency.length <= 3 ? body.currency : (problems.push("currency must be a code"), ""),
  };
  if (problems.length > 0) throw new BadRequest(problems);
  return order;
}

class OrderStore {
  #cache = new Map();

  constructor(db) {
    this.db = db;
  }

  async list({ currency, state }, { limit, offset }) {
    const where = [];
    const values = [];
    if (currency) {
      values.push(currency);
      where.push(`currency = $${values.length}`);
    }
    if (ORDERS_STATES.includes(state)) {
      values.push(state);
      where.push(`state = $${values.length}`);
    }
    const filter = where.length > 0 ? `WHERE ${where.join(" AND ")}` : "";
    values.push(limit, offset);
    const { rows } = await this.db.query(
      `SELECT id, customer_id, total, note, currency, state FROM orders ${filter} ORDER BY id LIMIT $${values.length - 1} OFFSET $${values.length}`,
      values,
    );
    return rows;
  }

  async byId(id) {
    if (this.#cache.has(id)) return this.#cache.get(id);
    const { rows } = await this.db.query("SELECT * FROM orders WHERE id = $1", [id]);
    const found = rows[0] ?? null;
    if (found) this.#cache.set(id, found);
    return found;
  }

  async save(order) {
    const values = [order.customerId, order.total, order.note, order.currency];
    const { rows } = await this.db.query(
      "INSERT INTO orders (customer_id, total, note, currency) VALUES ($1, $2, $3, $4) RETURNING id",
      values,
    );
    logger.info({ order: rows[0].id }, "order saved");
    return rows[0].id;
  }
}

const orders = new OrderStore(pool);

router.get("/orders", wrap(async (req, res) => {
  const rows = await orders.list(req.query, page(req.query));
  res.set("Cache-Control", "no-store").json({ orders: rows, count: rows.length });
}));

router.get("/orders/:id(\\d+)", wrap(async (req, res) => {
  const found = await orders.byId(Number(req.params.id));
  if (!found) {
    res.status(404).json({ error: "no such order" });
    return;
  }
  const tag = crypto.createHash("sha256").update(JSON.stringify(found)).digest("hex").slice(0, 16);
  res.set("ETag", `"${tag}"`).json(found);
}));

router.post("/orders", wrap(async (req, res) => {
  const id = await orders.save(readOrder(req.body));
  res.status(201).location(`/orders/${id}`).json({ id });
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

// --- shipments ---

const SHIPMENTS_STATES = ["packed", "moving", "delivered", "lost"];

function readShipment(body) {
  const problems = [];
  const shipment = {
    orderId: integer(body.orderId, { field: "orderId", max: 1000000000, problems }),
    carrier: CODE.test(body.carrier) && body.carrier.length <= 12 ? body.carrier : (problems.push("carrier must be a code"), ""),
    tracking: CODE.test(body.tracking) && body.tracking.length <= 40 ? body.tracking : (problems.push("tracking must be a code"), ""),
    parcels: integer(body.parcels, { field: "parcels", max: 50, problems }),
  };
  if (problems.length > 0) throw new BadRequest(problems);
  return shipment;
}

class ShipmentStore {
  #cache = new Map();

  constructor(db) {
    this.db = db;
  }

  async list({ carrier, state }, { limit, offset }) {
    const where = [];
    const values = [];
    if (carrier) {
      values.push(carrier);
      where.push(`carrier = $${values.length}`);
    }
    if (SHIPMENTS_STATES.includes(state)) {
      values.push(state);
      where.push(`state = $${values.length}`);
    }
    const filter = where.length > 0 ? `WHERE ${where.join(" AND ")}` : "";
    values.push(limit, offset);
    const { rows } = await this.db.query(
      `SELECT id, order_id, carrier, tracking, parcels, state FROM shipments ${filter} ORDER BY id LIMIT $${values.length - 1} OFFSET $${values.length}`,
      values,
    );
    return rows;
  }

  async byId(id) {
    if (this.#cache.has(id)) return this.#cache.get(id);
    const { rows } = await this.db.query("SELECT * FROM shipments WHERE id = $1", [id]);
    const found = rows[0] ?? null;
    if (found) this.#cache.set(id, found);
    return found;
  }

  async save(shipment) {
    const values = [shipment.orderId, shipment.carrier, shipment.tracking, shipment.parcels];
    const { rows } = await this.db.query(
      "INSERT INTO shipments (order_id, carrier, tracking, parcels) VALUES ($1, $2, $3, $4) RETURNING id",
      values,
    );
    logger.info({ shipment: rows[0].id }, "shipment saved");
    return rows[0].id;
  }
}

const shipments = new ShipmentStore(pool);

router.get("/shipments", wrap(async (req, res) => {
  const rows = await shipments.list(req.query, page(req.query));
  res.set("Cache-Control", "no-store").json({ shipments: rows, count: rows.length });
}));

router.get("/shipments/:id(\\d+)", wrap(async (req, res) => {
  const found = await shipments.byId(Number(req.params.id));
  if (!found) {
    res.status(404).json({ error: "no such shipment" });
    return;
  }
  const tag = crypto.createHash("sha256").update(JSON.stringify(found)).digest("hex").slice(0, 16);
  res.set("ETag", `"${tag}"`).json(found);
}));

router.post("/shipments", wrap(async (req, res) => {
  const id = await shipments.save(readShipment(req.body));
  res.status(201).location(`/shipments/${id}`).json({ id });
}));

// --- coupons ---

const COUPONS_STATES = ["planned", "running", "over"];

function readCoupon(body) {
  const problems = [];
  const coupon = {
    code: CODE.test(body.code) && body.code.length <= 16 ? body.code : (problems.push("code must be a code"), ""),
    percent: integer(body.percent, { field: "percent", max: 100, problems }),
    until: new Date(body.until),
    limit: integer(body.limit, { field: "limit", max: 10000, problems }),
  };
  if (Number.isNaN(coupon.until.getTime())) {
    problems.push("until must be a date");
  }
  if (problems.length > 0) throw new BadRequest(problems);
  return coupon;
}

class CouponStore {
  #cache = new Map();

  constructor(db) {
    this.db = db;
  }

  async list({ code, state }, { limit, offset }) {
    const where = [];
    const values = [];
    if (code) {
      values.push(code);
      where.push(`code = $${values.length}`);
    }
    if (COUPONS_STATES.includes(state)) {
      values.push(state);
      where.push(`state = $${values.length}`);
    }
    const filter = where.length > 0 ? `WHERE ${where.join(" AND ")}` : "";
    values.push(limit, offset);
    const { rows } = await this.db.query(
      `SELECT id, code, percent, until, limit, state FROM coupons ${filter} ORDER BY id LIMIT $${values.length - 1} OFFSET $${values.length}`,
      values,
    );
    return rows;
  }

  async byId(id) {
    if (this.#cache.has(id)) return this.#cache.get(id);
    const { rows } = await this.db.query("SELECT * FROM coupons WHERE id = $1", [id]);
    const found = rows[0] ?? null;
    if (found) this.#cache.set(id, found);
    return found;
  }

  async update(id, coupon) {
    const client = await this.db.connect();
    try {
      await client.query("BEGIN");
      const result = await client.query("UPDATE coupons SET code = $2, percent = $3, until = $4, limit = $5 WHERE id = $1", [
        id,
        coupon.code, coupon.percent, coupon.until, coupon.limit,
      ]);
      await client.query("COMMIT");
      this.#cache.delete(id);
      return result.rowCount === 1;
    } catch (error) {
      await client.query("ROLLBACK");
      logger.error({ err: error, id: Number(id) }, "coupon not updated");
      throw error;
    } finally {
      client.release();
    }
  }
}

const coupons = new CouponStore(pool);

router.get("/coupons", wrap(async (req, res) => {
  const rows = await coupons.list(req.query, page(req.query));
  res.set("Cache-Control", "no-store").json({ coupons: rows, count: rows.length });
}));

router.get("/coupons/:id(\\d+)", wrap(async (req, res) => {
  const found = await coupons.byId(Number(req.params.id));
  if (!found) {
    res.status(404).json({ error: "no such coupon" });
    return;
  }
  const tag = crypto.createHash("sha256").update(JSON.stringify(found)).digest("hex").slice(0, 16);
  res.set("ETag", `"${tag}"`).json(found);
}));

router.put("/coupons/:id(\\d+)", wrap(async (req, res) => {
  const changed = await coupons.update(Number(req.params.id), readCoupon(req.body));
  res.status(changed ? 204 : 404).end();
}));

// --- reviews ---

const REVIEWS_STATES = ["waiting", "shown", "hidden"];

function readReview(body) {
  const problems = [];
  const review = {
    productId: integer(body.productId, { field: "productId", max: 1000000000, problems }),
    stars: integer(body.stars, { field: "stars", max: 5, problems }),
    text: text(body.text, { field: "text", max: 2000, problems }),
    author: text(body.author, { field: "author", max: 80, problems }),
  };
  if (problems.length > 0) throw new BadRequest(problems);
  return review;
}

class ReviewStore {
  #cache = new Map();

  constructor(db) {
    this.db = db;
  }

  async list({ author, state }, { limit, offset }) {
    const where = [];
    const values = [];
    if (author) {
      values.push(author);
      where.push(`author = $${values.length}`);
    }
    if (REVIEWS_STATES.includes(state)) {
      values.push(state);
      where.push(`state = $${values.length}`);
    }
    const filter = where.length > 0 ? `WHERE ${where.join(" AND ")}` : "";
    values.push(limit, offset);
    const { rows } = await this.db.query(
      `SELECT id, product_id, stars, text, author, state FROM reviews ${filter} ORDER BY id LIMIT $${values.length - 1} OFFSET $${values.length}`,
      values,
    );
    return rows;
  }

  async byId(id) {
    if (this.#cache.has(id)) return this.#cache.get(id);
    const { rows } = await this.db.query("SELECT * FROM reviews WHERE id = $1", [id]);
    const found = rows[0] ?? null;
    if (found) this.#cache.set(id, found);
    return found;
  }

  async save(review) {
    const values = [review.productId, review.stars, review.text, review.author];
    const { rows } = await this.db.query(
      "INSERT INTO reviews (product_id, stars, text, author) VALUES ($1, $2, $3, $4) RETURNING id",
      values,
    );
    logger.info({ review: rows[0].id }, "review saved");
    return rows[0].id;
  }
}

const reviews = new ReviewStore(pool);

router.get("/reviews", wrap(async (req, res) => {
  const rows = await reviews.list(req.query, page(req.query));
  res.set("Cache-Control", "no-store").json({ reviews: rows, count: rows.length });
}));

router.get("/reviews/:id(\\d+)", wrap(async (req, res) => {
  const found = await reviews.byId(Number(req.params.id));
  if (!found) {
    res.status(404).json({ error: "no such review" });
    return;
  }
  const tag = crypto.createHash("sha256").update(JSON.stringify(found)).digest("hex").slice(0, 16);
  res.set("ETag", `"${tag}"`).json(found);
}));

router.post("/reviews", wrap(async (req, res) => {
  const id = await reviews.save(readReview(req.body));
  res.status(201).location(`/reviews/${id}`).json({ id });
}));

/** Sums and means by state, for the report of the week. */
function reviewSummary(rows) {
  const byState = rows.reduce((groups, row) => {
    const group = groups.get(row.state) ?? { count: 0, sum: 0 };
    group.count += 1;
    group.sum += row.product_id;
    return groups.set(row.state, group);
  }, new Map());
  return [...byState].map(([state, { count, sum }]) => ({ state, count, mean: count ? sum / count : 0 }));
}

router.get("/reviews/summary", wrap(async (req, res) => {
  const rows = await reviews.list({}, { limit: 1000, offset: 0 });
  res.json(reviewSummary(rows));
}));

// --- warehouses ---

const WAREHOUSES_STATES = ["building", "running", "shut"];

function readWarehouse(body) {
  const problems = [];
  const warehouse = {
    label: text(body.label, { field: "label", max: 60, problems }),
    zone: CODE.test(body.zone) && body.zone.length <= 8 ? body.zone : (problems.push("zone must be a code"), ""),
    capacity: integer(body.capacity, { field: "capacity", max: 1000000, problems }),
    manager: MAIL.test(body.manager) ? body.manager.toLowerCase() : (problems.push("manager must be an address"), ""),
  };
  if (problems.length > 0) throw new BadRequest(problems);
  return warehouse;
}

class WarehouseStore {
  #cache = new Map();

  constructor(db) {
    this.db = db;
  }

  async list({ zone, state }, { limit, offset }) {
    const where = [];
    const values = [];
    if (zone) {
      values.push(zone);
      where.push(`zone = $${values.length}`);
    }
    if (WAREHOUSES_STATES.includes(state)) {
      values.push(state);
      where.push(`state = $${values.length}`);
    }
    const filter = where.length > 0 ? `WHERE ${where.join(" AND ")}` : "";
    values.push(limit, offset);
    const { rows } = await this.db.query(
      `SELECT id, label, zone, capacity, manager, state FROM warehouses ${filter} ORDER BY id LIMIT $${values.length - 1} OFFSET $${values.length}`,
      values,
    );
    return rows;
  }

  async byId(id) {
    if (this.#cache.has(id)) return this.#cache.get(id);
    const { rows } = await this.db.query("SELECT * FROM warehouses WHERE id = $1", [id]);
    const found = rows[0] ?? null;
    if (found) this.#cache.set(id, found);
    return found;
  }

  async update(id, warehouse) {
    const client = await this.db.connect();
    try {
      await client.query("BEGIN");
      const result = await client.query("UPDATE warehouses SET label = $2, zone = $3, capacity = $4, manager = $5 WHERE id = $1", [
        id,
        warehouse.label, warehouse.zone, warehouse.capacity, warehouse.manager,
      ]);
      await client.query("COMMIT");
      this.#cache.delete(id);
      return result.rowCount === 1;
    } catch (error) {
      await client.query("ROLLBACK");
      logger.error({ err: error, id: Number(id) }, "warehouse not updated");
      throw error;
    } finally {
      client.release();
    }
  }
}

const warehouses = new WarehouseStore(pool);

router.get("/warehouses", wrap(async (req, res) => {
  const rows = await warehouses.list(req.query, page(req.query));
  res.set("Cache-Control", "no-store").json({ warehouses: rows, count: rows.length });
}));

router.get("/warehouses/:id(\\d+)", wrap(async (req, res) => {
  const found = await warehouses.byId(Number(req.params.id));
  if (!found) {
    res.status(404).json({ error: "no such warehouse" });
    return;
  }
  const tag = crypto.createHash("sha256").update(JSON.stringify(found)).digest("hex").slice(0, 16);
  res.set("ETag", `"${tag}"`).json(found);
}));

router.put("/warehouses/:id(\\d+)", wrap(async (req, res) => {
  const changed = await warehouses.update(Number(req.params.id), readWarehouse(req.body));
  res.status(changed ? 204 : 404).end();
}));

// --- suppliers ---

const SUPPLIERS_STATES = ["trial", "approved", "left"];

function readSupplier(body) {
  const problems = [];
  const supplier = {
    company: text(body.company, { field: "company", max: 120, problems }),
    contact: MAIL.test(body.contact) ? body.contact.toLowerCase() : (problems.push("contact must be an address"), ""),
    country: CODE.test(body.country) && body.country.length <= 2 ? body.country : (problems.push("country must be a code"), ""),
    leadDays: integer(body.leadDays, { field: "leadDays", max: 365, problems }),
  };
  if (problems.length > 0) throw new BadRequest(problems);
  return supplier;
}

class SupplierStore {
  #cache = new Map();

  constructor(db) {
    this.db = db;
  }

  async list({ country, state }, { limit, offset }) {
    const where = [];
    const values = [];
    if (country) {
      values.push(country);
      where.push(`country = $${values.length}`);
    }
    if (SUPPLIERS_STATES.includes(state)) {
      values.push(state);
      where.push(`state = $${values.length}`);
    }
    const filter = where.length > 0 ? `WHERE ${where.join(" AND ")}` : "";
    values.push(limit, offset);
    const { rows } = await this.db.query(
      `SELECT id, company, contact, country, lead_days, state FROM suppliers ${filter} ORDER BY id LIMIT $${values.length - 1} OFFSET $${values.length}`,
      values,
    );
    return rows;
  }

  async byId(id) {
    if (this.#cache.has(id)) return this.#cache.get(id);
    const { rows } = await this.db.query("SELECT * FROM suppliers WHERE id = $1", [id]);
    const found = rows[0] ?? null;
    if (found) this.#cache.set(id, found);
    return found;
  }

  async save(supplier) {
    const values = [supplier.company, supplier.contact, supplier.country, supplier.leadDays];
    const { rows } = await this.db.query(
      "INSERT INTO suppliers (company, contact, country, lead_days) VALUES ($1, $2, $3, $4) RETURNING id",
      values,
    );
    logger.info({ supplier: rows[0].id }, "supplier saved");
    return rows[0].id;
  }
}

const suppliers = new SupplierStore(pool);

router.get("/suppliers", wrap(async (req, res) => {
  const rows = await suppliers.list(req.query, page(req.query));
  res.set("Cache-Control", "no-store").json({ suppliers: rows, count: rows.length });
}));

router.get("/suppliers/:id(\\d+)", wrap(async (req, res) => {
  const found = await suppliers.byId(Number(req.params.id));
  if (!found) {
    res.status(404).json({ error: "no such supplier" });
    return;
  }
  const tag = crypto.createHash("sha256").update(JSON.stringify(found)).digest("hex").slice(0, 16);
  res.set("ETag", `"${tag}"`).json(found);
}));

router.post("/suppliers", wrap(async (req, res) => {
  const id = await suppliers.save(readSupplier(req.body));
  res.status(201).location(`/suppliers/${id}`).json({ id });
}));

// --- refunds ---

const REFUNDS_STATES = ["asked", "granted", "paid"];

function readRefund(body) {
  const problems = [];
  const refund = {
    orderId: integer(body.orderId, { field: "orderId", max: 1000000000, problems }),
    amount: integer(body.amount, { field: "amount", max: 1000000, problems }),
    reason: text(body.reason, { field: "reason", max: 500, problems }),
    iban: CODE.test(body.iban) && body.iban.length <= 34 ? body.iban : (problems.push("iban must be a code"), ""),
  };
  if (problems.length > 0) throw new BadRequest(problems);
  return refund;
}

class RefundStore {
  #cache = new Map();

  constructor(db) {
    this.db = db;
  }

  async list({ iban, state }, { limit, offset }) {
    const where = [];
    const values = [];
    if (iban) {
      values.push(iban);
      where.push(`iban = $${values.length}`);
    }
    if (REFUNDS_STATES.includes(state)) {
      values.push(state);
      where.push(`state = $${values.length}`);
    }
    const filter = where.length > 0 ? `WHERE ${where.join(" AND ")}` : "";
    values.push(limit, offset);
    const { rows } = await this.db.query(
      `SELECT id, order_id, amount, reason, iban, state FROM refunds ${filter} ORDER BY id LIMIT $${values.length - 1} OFFSET $${values.length}`,
      values,
    );
    return rows;
  }

  async byId(id) {
    if (this.#cache.has(id)) return this.#cache.get(id);
    const { rows } = await this.db.query("SELECT * FROM refunds WHERE id = $1", [id]);
    const found = rows[0] ?? null;
    if (found) this.#cache.set(id, found);
    return found;
  }

  async update(id, refund) {
    const client = await this.db.connect();
    try {
      await client.query("BEGIN");
      const result = await client.query("UPDATE refunds SET order_id = $2, amount = $3, reason = $4, iban = $5 WHERE id = $1", [
        id,
        refund.orderId, refund.amount, refund.reason, refund.iban,
      ]);
      await client.query("COMMIT");
      this.#cache.delete(id);
      return result.rowCount === 1;
    } catch (error) {
      await client.query("ROLLBACK");
      logger.error({ err: error, id: Number(id) }, "refund not updated");
      throw error;
    } finally {
      client.release();
    }
  }
}

const refunds = new RefundStore(pool);

router.get("/refunds", wrap(async (req, res) => {
  const rows = await refunds.list(req.query, page(req.query));
  res.set("Cache-Control", "no-store").json({ refunds: rows, count: rows.length });
}));

router.get("/refunds/:id(\\d+)", wrap(async (req, res) => {
  const found = await refunds.byId(Number(req.params.id));
  if (!found) {
    res.status(404).json({ error: "no such refund" });
    return;
  }
  const tag = crypto.createHash("sha256").update(JSON.stringify(found)).digest("hex").slice(0, 16);
  res.set("ETag", `"${tag}"`).json(found);
}));

router.put("/refunds/:id(\\d+)", wrap(async (req, res) => {
  const changed = await refunds.update(Number(req.params.id), readRefund(req.body));
  res.status(changed ? 204 : 404).end();
}));

/** Sums and means by state, for the report of the week. */
function refundSummary(rows) {
  const byState = rows.reduce((groups, row) => {
    const group = groups.get(row.state) ?? { count: 0, sum: 0 };
    group.count += 1;
    group.sum += row.order_id;
    return groups.set(row.state, group);
  }, new Map());
  return [...byState].map(([state, { count, sum }]) => ({ state, count, mean: count ? sum / count : 0 }));
}

router.get("/refunds/summary", wrap(async (req, res) => {
  const rows = await refunds.list({}, { limit: 1000, offset: 0 });
  res.json(refundSummary(rows));
}));

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
