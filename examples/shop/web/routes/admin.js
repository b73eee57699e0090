import { exec, execFile } from "node:child_process";
import crypto from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import axios from "axios";
import { Router } from "express";
import { config } from "../config.js";
import { pool } from "../db.js";

const router = Router();
const run = promisify(exec);
const runFile = promisify(execFile);

const IMAGES = path.resolve("data/images");
const SUPPLIERS = new Set(["files.wooland.example", "cdn.needles.example"]);
const FORMATS = { webp: "image/webp", png: "image/png" };

router.use((req, res, next) => {
  if (req.session.role !== "admin") {
    res.status(403).send("<p>Only for administrators.</p>");
    return;
  }
  next();
});

router.post("/products/:id/image", async (req, res) => {
  const id = Number(req.params.id);
  const { data } = await axios.get(req.body.url, { responseType: "arraybuffer", timeout: 5000 });
  const target = path.join(IMAGES, `${id}.jpg`);
  await fs.writeFile(target, data);
  await pool.query("UPDATE products SET image = $2 WHERE id = $1", [id, `${id}.jpg`]);
  res.status(201).json({ id });
});

router.post("/products/:id/sheet", async (req, res) => {
  const id = Number(req.params.id);
  const source = new URL(req.body.url);
  if (source.protocol !== "https:" || !SUPPLIERS.has(source.hostname)) {
    res.status(400).json({ error: "not one of our suppliers" });
    return;
  }
  const { data } = await axios.get(source.href, { responseType: "arraybuffer", timeout: 5000, maxRedirects: 0 });
  await fs.writeFile(path.join(IMAGES, `${id}-sheet.pdf`), data);
  res.status(201).json({ id });
});

router.post("/products/:id/thumbnail", async (req, res) => {
  const source = path.join(IMAGES, `${Number(req.params.id)}.jpg`);
  const size = req.body.size ?? "200x200";
  await run(`convert ${source} -resize ${size} ${source}.thumb.jpg`);
  res.status(201).json({ size });
});

router.post("/products/:id/convert", async (req, res) => {
  const source = path.join(IMAGES, `${Number(req.params.id)}.jpg`);
  const quality = String(req.body.quality ?? "80");
  const format = Object.hasOwn(FORMATS, req.body.format) ? req.body.format : "webp";
  await runFile("convert", [source, "-quality", quality, `${source}.${format}`]);
  res.status(201).json({ type: FORMATS[format] });
});

router.post("/payments/webhook", async (req, res) => {
  const given = Buffer.from(String(req.get(config.payments.tokenHeader) ?? ""), "hex");
  const expected = crypto
    .createHmac("sha256", config.payments.webhookSecret)
    .update(JSON.stringify(req.body))
    .digest();
  if (given.length !== expected.length || !crypto.timingSafeEqual(given, expected)) {
    res.sendStatus(401);
    return;
  }
  await pool.query("UPDATE orders SET paid = true WHERE id = $1", [Number(req.body.order)]);
  res.sendStatus(204);
});

router.get("/stock.csv", async (req, res) => {
  const { rows } = await pool.query("SELECT id, name, stock FROM products WHERE stock <= $1", [
    Number(req.query.below ?? 5),
  ]);
  const etag = crypto.createHash("md5").update(JSON.stringify(rows)).digest("base64");
  res.set("ETag", `"${etag}"`).type("text/csv");
  res.send(rows.map((row) => `${row.id};${row.name};${row.stock}`).join("\n"));
});

export default router;
