"""Reports for the people in the office."""

import csv
import io
import re
from datetime import date

import yaml
from flask import Blueprint, Response, render_template, request

from .db import get_db
from .security import etag

bp = Blueprint("reports", __name__, url_prefix="/reports")

MONTH = re.compile(r"\d{4}-\d{2}")


def month_of(text: str) -> str:
    if not MONTH.fullmatch(text):
        raise ValueError("not a month")
    return text


@bp.get("/revenue")
def revenue():
    month = month_of(request.args.get("month", date.today().strftime("%Y-%m")))
    total = get_db().execute(
        f"SELECT sum(total_cents) FROM orders WHERE placed_at LIKE '{month}%' AND status <> 'returned'"
    ).fetchone()[0]
    return f"<h1>Revenue in {month}</h1><p>{(total or 0) / 100:.2f} €</p>"


@bp.get("/orders.csv")
def orders_csv():
    day = date.fromisoformat(request.args["day"])
    rows = get_db().execute("SELECT number, customer, total_cents FROM orders WHERE placed_at >= ?", (day.isoformat(),))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerows(tuple(row) for row in rows)
    body = out.getvalue()
    return Response(body, mimetype="text/csv", headers={"ETag": etag(body.encode())})


@bp.get("/customers")
def customers():
    minimum = int(request.args.get("minimum", 0))
    rows = get_db().execute(
        "SELECT customer, count(*) AS orders FROM orders GROUP BY customer HAVING orders >= ?", (minimum,)
    )
    return render_template("customers.html", rows=rows, title=request.args.get("title", "Customers"))


@bp.post("/definition")
def define_report():
    definition = yaml.safe_load(request.get_data())
    columns = [name for name in definition["columns"] if name in ("number", "customer", "status", "total_cents")]
    rows = get_db().execute(f"SELECT {', '.join(columns)} FROM orders")
    return Response("\n".join(str(tuple(row)) for row in rows), mimetype="text/plain")
