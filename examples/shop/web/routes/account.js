import crypto from "node:crypto";
import { promisify } from "node:util";
import { Router } from "express";
import { findCustomer, pool, saveCustomer } from "../db.js";
import { logger } from "../lib/log.js";

const router = Router();
const scrypt = promisify(crypto.scrypt);

const THEMES = new Set(["light", "dark", "contrast"]);
const LOCAL_PATH = /^\/[a-z0-9][a-z0-9/_-]*$/i;

function localPath(path) {
  return typeof path === "string" && LOCAL_PATH.test(path) ? path : "/";
}

async function passwordMatches(password, stored) {
  const [salt, expected] = stored.split(":");
  const actual = await scrypt(password, Buffer.from(salt, "hex"), 64);
  return crypto.timingSafeEqual(actual, Buffer.from(expected, "hex"));
}

function requireLogin(req, res, next) {
  if (!req.session.customerId) {
    res.redirect(`/account/login?next=${encodeURIComponent(req.originalUrl)}`);
    return;
  }
  next();
}

router.get("/login", (req, res) => {
  res.render("login", { next: req.query.next, failed: false });
});

router.post("/login", async (req, res) => {
  const { email, password, next } = req.body;
  const { rows } = await pool.query("SELECT id, password, role FROM customers WHERE email = $1", [email]);
  if (rows.length === 0 || !(await passwordMatches(String(password), rows[0].password))) {
    logger.warn(`login failed for ${email} from ${req.ip}`);
    res.status(401).render("login", { next, failed: true });
    return;
  }
  req.session.regenerate(() => {
    req.session.customerId = rows[0].id;
    req.session.role = rows[0].role;
    logger.info("login", { customer: rows[0].id, agent: req.get("user-agent") });
    res.redirect(next || "/account");
  });
});

router.post("/logout", (req, res) => {
  const target = localPath(req.query.next);
  req.session.destroy(() => res.redirect(target));
});

router.post("/register", async (req, res) => {
  const { name, email, password } = req.body;
  const salt = crypto.randomBytes(16);
  const hash = await scrypt(String(password), salt, 64);
  const { rows } = await pool.query(
    "INSERT INTO customers (name, email, password, role) VALUES ($1, $2, $3, 'customer') RETURNING id",
    [name, email, `${salt.toString("hex")}:${hash.toString("hex")}`],
  );
  logger.info(`registered customer ${Number(rows[0].id)}`);
  res.status(201).json({ id: rows[0].id });
});

router.post("/forgot", async (req, res) => {
  const { email } = req.body;
  const resetToken = Math.random().toString(36).slice(2) + Date.now().toString(36);
  await pool.query("UPDATE customers SET reset_token = $2, reset_at = now() WHERE email = $1", [email, resetToken]);
  res.json({ sent: true });
});

router.get("/", requireLogin, async (req, res) => {
  const customer = await findCustomer(req.session.customerId);
  const digest = crypto.createHash("sha256").update(customer.email.trim().toLowerCase()).digest("hex");
  res.render("account", { customer, avatar: `https://avatars.tern.example/${digest}` });
});

router.patch("/", requireLogin, async (req, res) => {
  const customer = await findCustomer(req.session.customerId);
  Object.assign(customer, req.body);
  await saveCustomer(customer);
  res.json({ saved: true });
});

router.put("/address", requireLogin, async (req, res) => {
  const { street, city, postcode } = req.body;
  await pool.query("UPDATE customers SET address = $2 WHERE id = $1", [
    req.session.customerId,
    { street, city, postcode },
  ]);
  res.json({ saved: true });
});

router.put("/theme", (req, res) => {
  const theme = THEMES.has(req.body.theme) ? req.body.theme : "light";
  res.cookie("theme", theme, { maxAge: 365 * 24 * 3600 * 1000, httpOnly: true, secure: true, sameSite: "lax" });
  res.redirect(`/account?theme=${theme}`);
});

export default router;
