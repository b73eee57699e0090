import { Router } from "express";
import { pool } from "../db.js";

const router = Router();

const COUPON = /^[A-Z0-9-]{4,16}$/;
const WRAPPINGS = ["none", "paper", "cloth"];

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

function applyOptions(target, changes) {
  for (const key of Object.keys(changes)) {
    const value = changes[key];
    if (isObject(value) && isObject(target[key])) {
      applyOptions(target[key], value);
    } else {
      target[key] = value;
    }
  }
  return target;
}

function cartOf(req) {
  req.session.cart ??= { items: [], options: { gift: { wrapping: "none", note: "" }, delivery: {} } };
  return req.session.cart;
}

router.get("/", (req, res) => {
  res.json(cartOf(req));
});

router.post("/items", async (req, res) => {
  const product = Number(req.body.product);
  const quantity = Math.min(Math.max(Number(req.body.quantity) || 1, 1), 99);
  const { rows } = await pool.query("SELECT id, name, price_cents FROM products WHERE id = $1", [product]);
  if (rows.length === 0) {
    res.status(404).json({ error: `no product ${product}` });
    return;
  }
  cartOf(req).items.push({ ...rows[0], quantity });
  res.status(201).json(cartOf(req));
});

router.patch("/options", (req, res) => {
  const cart = cartOf(req);
  applyOptions(cart.options, req.body);
  res.json(cart);
});

router.put("/wrapping", (req, res) => {
  const { wrapping } = req.body;
  if (!WRAPPINGS.includes(wrapping)) {
    res.status(400).json({ error: "unknown wrapping" });
    return;
  }
  cartOf(req).options.gift.wrapping = wrapping;
  res.status(200).send(`<span class="wrapping">${wrapping}</span>`);
});

router.post("/coupon", async (req, res) => {
  const { code } = req.body;
  if (typeof code !== "string" || !COUPON.test(code)) {
    res.status(400).send("<p>This is not a coupon.</p>");
    return;
  }
  const { rows } = await pool.query("SELECT percent FROM coupons WHERE code = $1 AND expires > now()", [code]);
  const text = rows.length > 0 ? `Coupon ${code}: ${Number(rows[0].percent)} % off` : `Coupon ${code} has expired`;
  res.send(`<p>${text}</p>`);
});

export default router;
