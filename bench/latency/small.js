"use strict";

const express = require("express");
const { Pool } = require("pg");
const pino = require("pino");

const logger = pino({ name: "wishlists" });
const pool = new Pool();
const router = express.Router();
router.use(express.json());

const MAX_ITEMS = 100;
const VISIBILITIES = new Set(["private", "friends", "public"]);

/** A wish list as clients see it. */
function present(row, items) {
  return {
    id: row.id,
    title: row.title,
    visibility: row.visibility,
    items: items.map(({ product_id: product, quantity }) => ({ product, quantity })),
    total: items.reduce((sum, item) => sum + item.price * item.quantity, 0),
  };
}

function problemsOf(body) {
  const problems = [];
  if (typeof body.title !== "string" || body.title.trim().length === 0) {
    problems.push("a title is missing");
  }
  if (!VISIBILITIES.has(body.visibility)) {
    problems.push("the visibility is not one");
  }
  if (!Array.isArray(body.items) || body.items.length > MAX_ITEMS) {
    problems.push(`there may be up to ${MAX_ITEMS} items`);
  }
  return problems;
}

async function load(id) {
  const lists = await pool.query("SELECT id, owner, title, visibility FROM wishlists WHERE id = $1", [id]);
  if (lists.rows.length === 0) return null;
  const items = await pool.query(
    `SELECT i.product_id, i.quantity, p.price
       FROM wishlist_items i JOIN products p ON p.id = i.product_id
      WHERE i.wishlist_id = $1
      ORDER BY i.position`,
    [id],
  );
  return { row: lists.rows[0], items: items.rows };
}

router.get("/wishlists/:id", async (req, res, next) => {
  try {
    const found = await load(Number(req.params.id));
    if (!found) {
      res.status(404).json({ error: "no such wish list" });
      return;
    }
    if (found.row.visibility === "private" && found.row.owner !== req.session?.customer) {
      res.status(403).json({ error: "this wish list is private" });
      return;
    }
    res.json(present(found.row, found.items));
  } catch (error) {
    next(error);
  }
});

router.post("/wishlists", async (req, res, next) => {
  const problems = problemsOf(req.body);
  if (problems.length > 0) {
    res.status(400).json({ problems });
    return;
  }
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const { title, visibility, items } = req.body;
    const created = await client.query(
      "INSERT INTO wishlists (owner, title, visibility) VALUES ($1, $2, $3) RETURNING id",
      [req.session.customer, title.trim(), visibility],
    );
    const [{ id }] = created.rows;
    for (const [position, item] of items.entries()) {
      await client.query(
        "INSERT INTO wishlist_items (wishlist_id, position, product_id, quantity) VALUES ($1, $2, $3, $4)",
        [id, position, Number(item.product), Number(item.quantity)],
      );
    }
    await client.query("COMMIT");
    logger.info({ wishlist: id, items: items.length }, "wish list created");
    res.status(201).json({ id });
  } catch (error) {
    await client.query("ROLLBACK");
    next(error);
  } finally {
    client.release();
  }
});

module.exports = { router };
