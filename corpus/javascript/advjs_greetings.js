const express = require("express");
const escapeHtml = require("escape-html");
const app = express();
app.use(express.urlencoded({ extended: true }));

app.get("/hello", function (req, res) {
  const name = req.query.name || "stranger";
  res.send("<h1>Hello, " + name + "</h1>"); // error: xss
});

app.get("/hello-safe", function (req, res) {
  const name = req.query.name || "stranger";
  res.send("<h1>Hello, " + escapeHtml(name) + "</h1>");
});

app.get("/hello-encoded", function (req, res) {
  res.send(`<a href="/u?n=${encodeURIComponent(req.query.name)}">you</a>`);
});

app.get("/hello-encodeuri", function (req, res) {
  res.send(`<a href="/u?n=${encodeURI(req.query.name)}">you</a>`);
});

app.get("/hello-upper", function (req, res) {
  res.send(`<b>${req.query.name.trim().toUpperCase()}</b>`); // error: xss
});

app.get("/hello-ternary", function (req, res) {
  const theme = req.query.theme === "dark" ? "dark" : "light";
  res.send(`<body class="${theme}"></body>`);
});

app.get("/hello-script-once", function (req, res) {
  const clean = req.query.name.replace("<script>", "");
  res.send(`<p>${clean}</p>`); // error: xss
});

app.get("/hello-text", function (req, res) {
  res.type("text/plain");
  res.send("Hello, " + req.query.name);
});

app.get("/hello-text-late", function (req, res) {
  res.set("Content-Type", "text/html");
  res.send("Hello, " + req.query.name); // error: xss
});

app.get("/hello-json", function (req, res) {
  res.json({ hello: req.query.name });
});

app.get("/age", function (req, res) {
  const age = Number(req.query.age);
  if (Number.isNaN(age)) {
    return res.status(400).send("Not a number: " + req.query.age); // error: xss
  }
  res.send(`<p>You are ${age}</p>`);
});

app.get("/age-unary", (req, res) => {
  const age = +req.query.age;
  const next = ~~req.query.page + 1;
  res.send("<i>" + (age + 1) + "</i>" + next + "<b>" + (req.query.a | 0) + "</b>");
});

app.listen(3000, () => console.log("listening"));
