import { Router } from "express";
import { pool } from "../db.js";
import { escapeHtml, money } from "../lib/html.js";

const router = Router();

const PAGE_SIZE = 24;
const SORTS = new Map([
  ["newest", "created_at DESC"],
  ["price", "price_cents ASC"],
  ["name", "name ASC"],
]);

function pageOf(query) {
  const page = Number.parseInt(query.page, 10);
  return Number.isInteger(page) && page > 0 ? page : 1;
}

router.get("/", async (req, res) => {
  const order = SORTS.get(req.query.sort) ?? SORTS.get("newest");
  const offset = (pageOf(req.query) - 1) * PAGE_SIZE;
  const { rows } = await pool.query(
    `SELECT id, name, price_cents, image FROM products WHERE visible
      ORDER BY ${order} LIMIT ${PAGE_SIZE} OFFSET ${offset}`,
  );
  res.render("catalogue", { products: rows, sort: req.query.sort, page: pageOf(req.query) });
});

router.get("/suggest", async (req, res) => {
  const prefix = String(req.query.q ?? "").slice(0, 40);
  const { rows } = await pool.query(
    "SELECT name FROM products WHERE visible AND name ILIKE $1 ORDER BY name LIMIT 8",
    [`${prefix}%`],
  );
  res.json({ query: prefix, names: rows.map((row) => row.name) });
});

router.get("/search", async (req, res) => {
  const term = String(req.query.q ?? "").trim();
  if (term === "") {
    res.redirect("/products");
    return;
  }
  const { rows } = await pool.query(
    "SELECT id, name, price_cents FROM products WHERE visible AND name ILIKE $1 LIMIT 50",
    [`%${term}%`],
  );
  if (rows.length === 0) {
    res.status(404).send(`<h1>Nothing found</h1><p>No yarn, pattern or tool matches <em>${term}</em>.</p>`);
    return;
  }
  res.render("search", { term, products: rows });
});

router.get("/fibre/:fibre", async (req, res) => {
  const { fibre } = req.params;
  const { weight } = req.query;
  let sql = "SELECT id, name, price_cents FROM products WHERE visible AND fibre = $1";
  if (weight) {
    sql += ` AND weight = '${weight}'`;
  }
  sql += " ORDER BY name";
  const { rows } = await pool.query(sql, [fibre]);
  if (rows.length === 0) {
    res.status(404).send(`<p>There is no ${escapeHtml(fibre)} at the moment.</p>`);
    return;
  }
  res.render("catalogue", { products: rows, sort: "name", page: 1 });
});

router.get("/:id", async (req, res, next) => {
  const id = Number(req.params.id);
  if (!Number.isInteger(id)) {
    next();
    return;
  }
  const { rows } = await pool.query("SELECT * FROM products WHERE id = $1 AND visible", [id]);
  if (rows.length === 0) {
    res.status(404).send(`<p>There is no product ${id}.</p>`);
    return;
  }
  res.render("product", { product: rows[0], price: money(rows[0].price_cents), notice: req.query.notice });
});

router.get("/:id/reviews", async (req, res) => {
  const { rows } = await pool.query("SELECT id, title, body, stars, author, website FROM reviews WHERE product = $1", [
    Number(req.params.id),
  ]);
  res.json({ reviews: rows });
});

export default router;
