import logging
from datetime import datetime

import pandas as pd
from flask import Blueprint, abort, jsonify, render_template, request
from flask_login import current_user, login_required
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import create_engine, desc, func, text
from sqlalchemy.orm import sessionmaker

db = SQLAlchemy()
reports = Blueprint("reports", __name__)
warehouse = create_engine("postgresql://warehouse/reports")
WarehouseSession = sessionmaker(bind=warehouse)
logger = logging.getLogger(__name__)


class Sale(db.Model):
    __tablename__ = "sales"
    id = db.Column(db.Integer, primary_key=True)
    region = db.Column(db.String(40))
    product = db.Column(db.String(80))
    amount = db.Column(db.Numeric)
    sold_at = db.Column(db.DateTime)


def day(name, fallback):
    value = request.args.get(name)
    return datetime.fromisoformat(value) if value else fallback


def totals(session, region):
    statement = text("SELECT sum(amount) FROM sales WHERE region = :region")
    return session.execute(statement, {"region": region}).scalar()


def filtered(session, column, value):
    return session.execute(text(f"SELECT * FROM sales WHERE {column} = '{value}'")).fetchall()  # error: sql-injection


@reports.get("/sales")
@login_required
def sales():
    query = Sale.query.filter_by(region=request.args.get("region", "north"))
    product = request.args.get("product")
    if product:
        query = query.filter(Sale.product.ilike(f"%{product}%"))
    if request.args.get("order") == "amount":
        query = query.order_by(desc(Sale.amount))
    page = query.paginate(page=request.args.get("page", 1, type=int), per_page=50)
    return render_template("sales.html", page=page, product=product)


@reports.get("/sales/total")
@login_required
def total():
    region = request.args["region"]
    summed = totals(db.session, region)
    by_hand = db.session.execute(text("SELECT count(*) FROM sales WHERE region = '" + region + "'"))  # error: sql-injection
    grouped = db.session.query(Sale.product, func.sum(Sale.amount)).group_by(Sale.product).all()
    logger.info("%s asks for totals", current_user.id)
    return jsonify(total=float(summed or 0), rows=by_hand.scalar(), groups=len(grouped))


@reports.get("/sales/find")
@login_required
def find():
    with WarehouseSession() as session:
        rows = filtered(session, "region", "north")
        if request.args.get("product"):
            rows += filtered(session, "product", request.args["product"])
    return jsonify(count=len(rows))


@reports.get("/warehouse")
@login_required
def from_warehouse():
    table = request.args.get("table", "daily")
    if table not in ("daily", "monthly"):
        abort(404)
    start, end = day("start", datetime(2024, 1, 1)), day("end", datetime.now())
    with warehouse.connect() as connection:
        connection.exec_driver_sql(f"REFRESH MATERIALIZED VIEW {table}_sales")
        rows = connection.execute(text(f"SELECT * FROM {table}_sales WHERE day >= '{start:%Y-%m-%d}'"))
        group = request.args.get("group")
        if group:
            rows = connection.exec_driver_sql("SELECT %s, sum(amount) FROM daily_sales GROUP BY 1" % group)  # error: sql-injection
    return jsonify(rows=[list(row) for row in rows], end=end.isoformat())


@reports.get("/frame")
@login_required
def frame():
    product = request.args.get("product", "")
    safe = pd.read_sql_query("SELECT * FROM sales WHERE product = %(p)s", warehouse, params={"p": product})
    other = pd.read_sql(f"SELECT * FROM sales WHERE product = '{product}'", warehouse)  # error: sql-injection
    return jsonify(safe=len(safe), other=len(other))


@reports.post("/sales/sort")
@login_required
def sort():
    column = request.get_json()["column"]
    allowed = {c.name for c in Sale.__table__.columns}
    if column in allowed:
        ordered = Sale.query.order_by(text(column)).all()
    else:
        ordered = Sale.query.order_by(text(column + " DESC")).all()  # error: sql-injection
    return jsonify([sale.id for sale in ordered])
