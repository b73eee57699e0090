"""Wish lists: what a customer would like to have, and who may see it."""

import logging
from dataclasses import dataclass

import psycopg
from flask import Blueprint, abort, current_app, jsonify, request, session

logger = logging.getLogger(__name__)
bp = Blueprint("wishlists", __name__)

MAX_ITEMS = 100
VISIBILITIES = {"private", "friends", "public"}


@dataclass(frozen=True)
class Item:
    product: int
    quantity: int
    price: int = 0

    @property
    def total(self) -> int:
        return self.quantity * self.price


def problems_of(body: dict) -> list[str]:
    problems = []
    title = body.get("title")
    if not isinstance(title, str) or not title.strip():
        problems.append("a title is missing")
    if body.get("visibility") not in VISIBILITIES:
        problems.append("the visibility is not one")
    items = body.get("items")
    if not isinstance(items, list) or len(items) > MAX_ITEMS:
        problems.append(f"there may be up to {MAX_ITEMS} items")
    return problems


def load(connection, number: int):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, owner, title, visibility FROM wishlists WHERE id = %s", (number,))
        row = cursor.fetchone()
        if row is None:
            return None, []
        cursor.execute(
            """
            SELECT i.product_id, i.quantity, p.price
              FROM wishlist_items i JOIN products p ON p.id = i.product_id
             WHERE i.wishlist_id = %s
             ORDER BY i.position
            """,
            (number,),
        )
        return row, [Item(*values) for values in cursor.fetchall()]


@bp.get("/wishlists/<int:number>")
def show(number: int):
    with psycopg.connect(current_app.config["DATABASE_URL"]) as connection:
        row, items = load(connection, number)
    if row is None:
        abort(404)
    identity, owner, title, visibility = row
    if visibility == "private" and owner != session.get("customer"):
        abort(403)
    return jsonify(
        id=identity,
        title=title,
        visibility=visibility,
        items=[{"product": item.product, "quantity": item.quantity} for item in items],
        total=sum(item.total for item in items),
    )


@bp.post("/wishlists")
def create():
    body = request.get_json()
    problems = problems_of(body)
    if problems:
        return jsonify(problems=problems), 400
    items = [Item(int(item["product"]), int(item["quantity"])) for item in body["items"]]
    with psycopg.connect(current_app.config["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wishlists (owner, title, visibility) VALUES (%s, %s, %s) RETURNING id",
            (session["customer"], body["title"].strip(), body["visibility"]),
        )
        (number,) = cursor.fetchone()
        cursor.executemany(
            "INSERT INTO wishlist_items (wishlist_id, position, product_id, quantity) VALUES (%s, %s, %s, %s)",
            [(number, position, item.product, item.quantity) for position, item in enumerate(items)],
        )
    logger.info("wish list %d with %d items created", number, len(items))
    return jsonify(id=number), 201


@bp.delete("/wishlists/<int:number>")
def remove(number: int):
    with psycopg.connect(current_app.config["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute("DELETE FROM wishlists WHERE id = %s AND owner = %s", (number, session.get("customer")))
        removed = cursor.rowcount == 1
    return ("", 204) if removed else abort(404)
