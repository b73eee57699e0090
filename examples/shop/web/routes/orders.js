import path from "node:path";
import { Router } from "express";
import { config } from "../config.js";
import { pool } from "../db.js";
import { logger } from "../lib/log.js";

const router = Router();

const INVOICES = path.resolve("data/invoices");
const LABELS = path.resolve("data/labels");
const CARRIER = "https://api.carrier.example/v2";

router.use((req, res, next) => {
  if (!req.session.customerId) {
    res.status(401).json({ error: "please log in" });
    return;
  }
  next();
});

router.get("/", async (req, res) => {
  const { rows } = await pool.query(
    "SELECT id, placed_at, total_cents FROM orders WHERE customer = $1 ORDER BY placed_at DESC",
    [req.session.customerId],
  );
  res.json(rows);
});

router.get("/invoice", (req, res) => {
  const file = path.join(INVOICES, String(req.query.file));
  res.download(file);
});

router.get("/receipts/:name", (req, res) => {
  const name = path.basename(req.params.name);
  res.download(path.join(INVOICES, name), "receipt.pdf");
});

router.get("/:id/label", (req, res, next) => {
  const id = Number.parseInt(req.params.id, 10);
  if (Number.isNaN(id)) {
    next();
    return;
  }
  res.sendFile(path.join(LABELS, `${id}.pdf`));
});

router.get("/manuals/:file", (req, res) => {
  res.sendFile(req.params.file, { root: path.resolve("data/manuals"), dotfiles: "deny" });
});

router.get("/parcels/:code", async (req, res) => {
  const response = await fetch(`${CARRIER}/parcels/${encodeURIComponent(req.params.code)}`);
  if (!response.ok) {
    logger.warn("carrier does not answer", { status: response.status, parcel: req.params.code });
    res.status(502).json({ error: "the carrier does not answer" });
    return;
  }
  res.json(await response.json());
});

router.post("/:id/notes", async (req, res) => {
  const id = Number(req.params.id);
  const response = await fetch(`${config.orderService}/orders/${id}/notes`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ note: String(req.body.note ?? "").slice(0, 500) }),
  });
  res.status(response.status).json({ saved: response.ok });
});

export default router;
