"""The orders database."""

import sqlite3
from pathlib import Path

from flask import current_app, g

SCHEMA = Path(__file__).with_name("schema.sql")


def get_db() -> sqlite3.Connection:
    if "db" not in g:
        g.db = sqlite3.connect(current_app.config["DATABASE"], timeout=5)
        g.db.row_factory = sqlite3.Row
    return g.db


def close_db(_error: BaseException | None = None) -> None:
    db = g.pop("db", None)
    if db is not None:
        db.close()


def find_order(order_id: int) -> sqlite3.Row | None:
    return get_db().execute("SELECT * FROM orders WHERE id = ?", (order_id,)).fetchone()


def init_db() -> None:
    get_db().executescript(SCHEMA.read_text(encoding="utf-8"))
