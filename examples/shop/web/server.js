import path from "node:path";
import { fileURLToPath } from "node:url";
import cors from "cors";
import express from "express";
import session from "express-session";
import helmet from "helmet";
import { config } from "./config.js";
import { logger } from "./lib/log.js";
import account from "./routes/account.js";
import admin from "./routes/admin.js";
import cart from "./routes/cart.js";
import orders from "./routes/orders.js";
import products from "./routes/products.js";

const here = path.dirname(fileURLToPath(import.meta.url));
const app = express();

app.set("view engine", "ejs");
app.set("views", path.join(here, "views"));
app.disable("x-powered-by");

app.use(helmet());
app.use(cors({ origin: config.storefronts, credentials: true }));
app.use(express.static(path.join(here, "public"), { maxAge: "1h" }));
app.use(express.json({ limit: "100kb" }));
app.use(express.urlencoded({ extended: false }));
app.use(
  session({
    name: "tern.sid",
    secret: config.sessionSecret,
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: false, secure: config.production, sameSite: "lax", maxAge: 14 * 24 * 3600 * 1000 },
  }),
);

app.use((req, res, next) => {
  const started = process.hrtime.bigint();
  res.on("finish", () => {
    const ms = Number(process.hrtime.bigint() - started) / 1e6;
    logger.info("request", { method: req.method, url: req.originalUrl, status: res.statusCode, ms });
  });
  next();
});

app.get("/", (req, res) => res.redirect("/products"));
app.use("/products", products);
app.use("/cart", cart);
app.use("/account", account);
app.use("/orders", orders);
app.use("/admin", admin);

app.get("/health", (req, res) => {
  res.type("text/plain").send(`ok ${req.query.probe ?? ""}`);
});

app.use((req, res) => {
  res.status(404).render("not-found", { path: req.path });
});

app.use((error, req, res, next) => {
  if (res.headersSent) {
    return next(error);
  }
  logger.error("request failed", { url: req.originalUrl, code: error.code, stack: error.stack });
  return res.status(500).json({ error: "Something went wrong. Please try again." });
});

app.listen(config.port, () => logger.info(`listening on port ${config.port}`));
