"""Orders: finding, changing and describing them."""

import base64
import json
import logging
import pickle

from flask import Blueprint, Response, abort, jsonify, request
from markupsafe import escape

from .db import find_order, get_db

bp = Blueprint("orders", __name__, url_prefix="/orders")
log = logging.getLogger(__name__)

STATUSES = ("open", "paid", "packed", "sent", "returned")
COLUMNS = {"date": "placed_at", "total": "total_cents", "customer": "customer"}


def order_by(column: str, descending: bool) -> str:
    direction = "DESC" if descending else "ASC"
    return f"ORDER BY {COLUMNS.get(column, 'placed_at')} {direction}"


@bp.get("/")
def list_orders():
    status = request.args.get("status", "open")
    if status not in STATUSES:
        abort(400)
    clause = order_by(request.args.get("sort", "date"), "desc" in request.args)
    limit = request.args.get("limit", default=50, type=int)
    rows = get_db().execute(
        f"SELECT id, number, customer, total_cents FROM orders WHERE status = '{status}' {clause} LIMIT {limit}"
    )
    return jsonify([dict(row) for row in rows])


@bp.get("/search")
def search_orders():
    term = request.args.get("q", "")
    since = request.args.get("since", "1970-01-01")
    query = "SELECT id, number, customer FROM orders WHERE customer LIKE ?"
    if since:
        query = query + " AND placed_at >= '%s'" % since
    rows = get_db().execute(query, (f"%{term}%",)).fetchall()
    return jsonify([dict(row) for row in rows])


@bp.post("/lookup")
def lookup_orders():
    numbers = request.get_json()["numbers"][:100]
    marks = ",".join("?" for _ in numbers)
    rows = get_db().execute(f"SELECT id, number, status FROM orders WHERE number IN ({marks})", numbers)
    return jsonify([dict(row) for row in rows])


@bp.post("/<int:order_id>/notes")
def add_note(order_id: int):
    note = request.get_json().get("note", "")
    db = get_db()
    with db:
        db.execute("UPDATE orders SET note = ? WHERE id = ?", (note, order_id))
    log.info("note on order %d: %s", order_id, note)
    return jsonify(saved=True), 201


@bp.post("/<int:order_id>/status")
def set_status(order_id: int):
    status = request.get_json().get("status")
    if status not in STATUSES:
        log.warning("order %d: unknown status %r", order_id, status)
        abort(400)
    with get_db() as db:
        db.execute("UPDATE orders SET status = ? WHERE id = ?", (status, order_id))
    log.info("order %d is now %s", order_id, status)
    return jsonify(status=status)


@bp.get("/<int:order_id>/receipt")
def receipt(order_id: int):
    order = find_order(order_id)
    if order is None:
        return f"<p>There is no order {order_id}.</p>", 404
    greeting = request.args.get("greeting", "Thank you for your order")
    rows = f"<tr><td>{escape(order['number'])}</td><td>{order['total_cents'] / 100:.2f} €</td></tr>"
    return f"<h1>{greeting}, {escape(order['customer'])}!</h1><table>{rows}</table>"


@bp.get("/<int:order_id>/summary")
def summary(order_id: int):
    title = escape(request.args.get("title", "Order"))
    return f"<h1>{title} {order_id}</h1>"


@bp.get("/basket")
def restore_basket():
    saved = request.cookies.get("basket")
    if not saved:
        return jsonify(items=[])
    basket = pickle.loads(base64.urlsafe_b64decode(saved))
    return jsonify(items=basket["items"])


@bp.get("/wishlist")
def restore_wishlist():
    saved = request.cookies.get("wishlist", "e30=")
    wishlist = json.loads(base64.urlsafe_b64decode(saved))
    return Response(json.dumps(wishlist), mimetype="application/json")
