"""Storefront API of the spare-parts shop."""
import json
import logging
import math
import os
import sqlite3
from contextlib import closing

from flask import Flask, Response, abort, g, jsonify, make_response, redirect, request, session, url_for
from markupsafe import Markup, escape

app = Flask(__name__)
app.config.from_prefixed_env()
log = logging.getLogger("shop.api")

SORTABLE = {"price": "price ASC", "newest": "created_at DESC", "name": "name ASC"}
PAGE_SIZE = 24


def db():
    if "db" not in g:
        g.db = sqlite3.connect(os.environ.get("SHOP_DB", "shop.sqlite"))
        g.db.row_factory = sqlite3.Row
    return g.db


@app.teardown_appcontext
def close_db(_exc):
    handle = g.pop("db", None)
    if handle is not None:
        handle.close()


def fetch_parts(where, params):
    with closing(db().cursor()) as cur:
        cur.execute("SELECT id, name, price FROM parts WHERE " + where, params)  # error: sql-injection
        return [dict(row) for row in cur.fetchall()]


def clean_header(value):
    return value.translate({10: None, 13: None})


@app.get("/parts")
def list_parts():
    page = max(1, request.args.get("page", default=1, type=int))
    order = SORTABLE.get(request.args.get("sort", "name"), SORTABLE["name"])
    needle = request.args.get("q", "").strip()
    offset = (page - 1) * PAGE_SIZE
    with closing(db().cursor()) as cur:
        cur.execute(
            f"SELECT id, name, price FROM parts WHERE name LIKE ? ORDER BY {order} LIMIT {PAGE_SIZE} OFFSET {offset}",
            (f"%{needle}%",),
        )
        rows = cur.fetchall()
    log.info("listing page=%d hits=%d", page, len(rows))
    if not rows:
        log.info("nothing found for %s", needle)  # error: log-injection
    pages = math.ceil(len(rows) / PAGE_SIZE)
    return jsonify(parts=[dict(r) for r in rows], pages=pages, q=needle)


@app.get("/parts/by-maker/<maker>")
def by_maker(maker):
    model = request.args.get("model")
    if model is None:
        return jsonify(fetch_parts("maker = ?", (maker,)))
    return jsonify(fetch_parts(f"maker = ? AND model = '{model}'", (maker,)))


@app.get("/parts/<int:part_id>/label")
def label(part_id):
    caption = request.args.get("caption", "")
    size = request.args.get("size", "m")
    if size not in ("s", "m", "l"):
        size = "m"
    html = f'<div class="label label-{size}" id="part-{part_id}"><span>{caption}</span></div>'
    response = make_response(html)  # error: xss
    response.headers["X-Part"] = str(part_id)
    return response


@app.get("/parts/<int:part_id>/card")
def card(part_id):
    caption = escape(request.args.get("caption", ""))
    text = Markup("<em>%s</em>") % request.args.get("note", "")
    return f"<div id='card-{part_id}'><h2>{caption}</h2>{text}</div>"


@app.post("/cart")
def add_to_cart():
    item = request.get_json(force=True)
    quantity = int(item["quantity"])
    sku = item["sku"]
    if not sku.isalnum():
        log.warning("odd sku %r in cart", sku)
        abort(400, description="bad sku")
    log.info("cart: %s x %d", sku, quantity)
    cart = session.setdefault("cart", {})
    cart[sku] = cart.get(sku, 0) + quantity
    return jsonify(cart)


@app.post("/feedback")
def feedback():
    author = request.form.get("author", "anonymous")
    text = request.form["text"]
    db().execute("INSERT INTO feedback (author, body) VALUES (?, ?)", (author, text))
    db().commit()
    log.info("feedback of %s stored", clean_header(author))
    log.debug("feedback body: " + text)  # error: log-injection
    return redirect(url_for("thanks", author=author))


@app.get("/thanks")
def thanks():
    who = request.args.get("author", "")
    body = "Thank you, " + who
    return Response(body, content_type="text/plain; charset=utf-8")


@app.get("/export")
def export():
    fields = request.args.getlist("field") or ["id", "name"]
    columns = ", ".join(fields)
    rows = db().execute(f"SELECT {columns} FROM parts").fetchall()  # error: sql-injection
    payload = json.dumps([dict(row) for row in rows])
    return Response(payload, mimetype="application/json")


@app.errorhandler(404)
def missing(_error):
    log.info("no such page: %s", request.path)  # error: log-injection
    return f"<h1>Not here</h1><p>{request.path}</p>", 404  # error: xss
