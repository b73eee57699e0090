"""A small inventory service that builds its statements itself."""
import enum
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Iterable, Optional

from flask import Blueprint, abort, current_app, jsonify, request

bp = Blueprint("inventory", __name__)

COLUMNS = {"name", "price", "stock"}
DIRECTIONS = {"up": "ASC", "down": "DESC"}


class Table(str, enum.Enum):
    ITEMS = "items"
    ORDERS = "orders"


@contextmanager
def connection():
    conn = sqlite3.connect(current_app.config["DATABASE"])
    try:
        yield conn
        conn.commit()
    finally:
        conn.close()


@dataclass
class Query:
    table: str
    conditions: list = field(default_factory=list)
    params: list = field(default_factory=list)
    order: Optional[str] = None
    limit: int = 50

    def where(self, column: str, value: Any) -> "Query":
        if column not in COLUMNS:
            raise ValueError(column)
        self.conditions.append(f"{column} = ?")
        self.params.append(value)
        return self

    def sql(self) -> str:
        text = f"SELECT * FROM {self.table}"
        if self.conditions:
            text += " WHERE " + " AND ".join(self.conditions)
        if self.order:
            text += f" ORDER BY {self.order}"
        return text + f" LIMIT {self.limit}"


def run(conn, query: Query):
    return conn.execute(query.sql(), query.params).fetchall()  # error: sql-injection


def placeholders(values: Iterable) -> str:
    return ", ".join("?" for _ in values)


def check_column(name):
    if name not in COLUMNS:
        abort(400)
    return name


@bp.get("/items")
def items():
    query = Query("items").where("name", request.args.get("name"))
    with connection() as conn:
        return jsonify(run(conn, query))


@bp.get("/items/sorted")
def sorted_items():
    column = check_column(request.args.get("sort", "name"))
    direction = "DESC" if request.args.get("desc") else "ASC"
    with connection() as conn:
        rows = conn.execute(f"SELECT * FROM items ORDER BY {column} {direction}").fetchall()
        other = DIRECTIONS[request.args.get("dir", "up")]
        rows += conn.execute("SELECT * FROM items ORDER BY name " + other).fetchall()
        raw = request.args.get("raw", "ASC")
        rows += conn.execute("SELECT * FROM items ORDER BY name " + raw).fetchall()  # error: sql-injection
    return jsonify(rows)


@bp.post("/items/many")
def many():
    ids = request.get_json()["ids"]
    with connection() as conn:
        conn.execute(f"SELECT * FROM items WHERE id IN ({placeholders(ids)})", ids)
        conn.execute("SELECT * FROM items WHERE id IN (%s)" % ",".join(ids))  # error: sql-injection
        conn.execute("SELECT * FROM items WHERE id IN (%s)" % ",".join(str(int(i)) for i in ids))
        conn.executemany("INSERT INTO items (id) VALUES (?)", [(i,) for i in ids])
    return jsonify({})


@bp.patch("/items/<int:item>")
def update(item):
    data = request.get_json()
    with connection() as conn:
        assignments = ", ".join(f"{key} = ?" for key in data)
        conn.execute(f"UPDATE items SET {assignments} WHERE id = ?", [*data.values(), item])  # error: sql-injection
        known = {key: value for key, value in data.items() if key in COLUMNS}
        assignments = ", ".join(f"{key} = ?" for key in known)
        conn.execute(f"UPDATE items SET {assignments} WHERE id = ?", [*known.values(), item])
        conn.execute(f"DELETE FROM items WHERE id = {item}")
    return jsonify({})


@bp.get("/table/<name>")
def table(name):
    with connection() as conn:
        try:
            chosen = Table(name)
        except ValueError:
            abort(404)
        conn.execute(f"SELECT count(*) FROM {chosen.value}")
        conn.execute(f"SELECT count(*) FROM {name}")  # error: sql-injection
    return jsonify({})


@bp.get("/page")
def page():
    number = request.args.get("page", 1, type=int)
    size = min(int(request.args.get("size", 20)), 100)
    with connection() as conn:
        conn.execute(f"SELECT * FROM items LIMIT {size} OFFSET {(number - 1) * size}")
        conn.execute("SELECT * FROM items LIMIT " + request.args.get("size", "20"))  # error: sql-injection
    query = Query("items", order=request.args.get("order"))
    with connection() as conn:
        return jsonify(run(conn, query))
