"""Administration of the shop: one resource after the other."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Iterator

import psycopg
from flask import Blueprint, Response, abort, current_app, jsonify, request, url_for

logger = logging.getLogger(__name__)
bp = Blueprint("admin", __name__)

PAGE = 50
MAIL = re.compile(r"^[^\s@]{1,64}@[a-z0-9.-]{1,190}$", re.IGNORECASE)
CODE = re.compile(r"^[A-Za-z0-9-]{1,64}$")


class BadRequest(ValueError):
    def __init__(self, problems: list[str]) -> None:
        super().__init__("the request is not valid")
        self.problems = problems


@contextmanager
def database() -> Iterator[psycopg.Connection]:
    connection = psycopg.connect(current_app.config["DATABASE_URL"])
    try:
        yield connection
        connection.commit()
    except Exception:
        connection.rollback()
        raise
    finally:
        connection.close()


def integer(value: Any, name: str, most: int, problems: list[str]) -> int:
    """A whole number within bounds, or a note of the problem."""
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = -1
    if not 0 <= number <= most:
        problems.append(f"{name} must be a number up to {most}")
        return 0
    return number


def text(value: Any, name: str, most: int, problems: list[str]) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= most:
        problems.append(f"{name} must have 1 to {most} characters")
        return ""
    return value.strip()


def page() -> tuple[int, int]:
    number = max(1, request.args.get("page", 1, type=int))
    return PAGE, (number - 1) * PAGE


@bp.errorhandler(BadRequest)
def bad_request(error: BadRequest):
    return jsonify(problems=error.problems), 400


CUSTOMERS_STATES = ("active", "blocked", "closed")


@dataclass
class Customer:
    name: str
    email: str
    city: str
    credit: int
    state: str = "active"
    tags: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, body: dict[str, Any]) -> Customer:
        problems: list[str] = []
        name = text(body.get("name"), "name", 80, problems)
        email = str(body.get("email", "")).lower()
        if not MAIL.match(email):
            problems.append("email must be an address")
        city = text(body.get("city"), "city", 60, problems)
        credit = integer(body.get("credit"), "credit", 100000, problems)
        if problems:
            raise BadRequest(problems)
        return cls(name, email, city, credit)


class CustomerStore:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.seen: dict[int, Customer] = {}

    def list(self, city: str | None, state: str | None, limit: int, offset: int) -> list[dict[str, Any]]:
        where, values = [], []
        if city:
            where.append("city = %s")
            values.append(city)
        if state in CUSTOMERS_STATES:
            where.append("state = %s")
            values.append(state)
        query = "SELECT id, name, email, city, credit, state FROM customers"
        if where:
            query += " WHERE " + " AND ".join(where)
        query += " ORDER BY id LIMIT %s OFFSET %s"
        with self.connection.cursor() as cursor:
            cursor.execute(query, (*values, limit, offset))
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row)) for row in cursor.fetchall()]

    def by_id(self, number: int) -> Customer | None:
        if number in self.seen:
            return self.seen[number]
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, email, city, credit, state FROM customers WHERE id = %s", (number,))
            row = cursor.fetchone()
        if row is None:
            return None
        self.seen[number] = Customer(*row)
        return self.seen[number]

    def save(self, customer: Customer) -> int:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO customers (name, email, city, credit) VALUES (%s, %s, %s, %s) RETURNING id",
                (customer.name, customer.email, customer.city, customer.credit),
            )
            (number,) = cursor.fetchone()
        logger.info("customer %d saved", number)
        return number


@bp.get("/customers")
def customers():
    limit, offset = page()
    with database() as connection:
        rows = CustomerStore(connection).list(request.args.get("city"), request.args.get("state"), limit, offset)
    response = jsonify(customers=rows, count=len(rows))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/customers/<int:number>")
def customer(number: int):
    with database() as connection:
        found = CustomerStore(connection).by_id(number)
    if found is None:
        abort(404)
    body = json.dumps(asdict(found), default=str, sort_keys=True)
    tag = hashlib.sha256(body.encode()).hexdigest()[:16]
    return Response(body, headers={"ETag": f'"{tag}"'}, mimetype="application/json")


@bp.post("/customers")
def add_customer():
    customer_read = Customer.read(request.get_json())
    with database() as connection:
        number = CustomerStore(connection).save(customer_read)
    return jsonify(id=number), 201, {"Location": url_for("admin.customer", number=number)}


def customer_summary(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Counts and means by state, for the report of the week."""
    groups: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        groups[row["state"]].append(row["credit"])
    return [
        {"state": state, "count": len(values), "mean": sum(values) / len(values)}
        for state, values in sorted(groups.items())
        if values
    ]


@bp.get("/customers/summary")
def customers_summary():
    with database() as connection:
        rows = CustomerStore(connection).list(None, None, 1000, 0)
    return jsonify(summary=customer_summary(rows), at=datetime.now().isoformat())


PRODUCTS_STATES = ("draft", "listed", "retired")


@dataclass
class Product:
    title: str
    sku: str
    price: int
    weight: int
    state: str = "draft"
    tags: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, body: dict[str, Any]) -> Product:
        problems: list[str] = []
        title = text(body.get("title"), "title", 120, problems)
        sku = str(body.get("sku", ""))
        if not CODE.match(sku) or len(sku) > 24:
            problems.append("sku must be a code")
        price = integer(body.get("price"), "price", 1000000, problems)
        weight = integer(body.get("weight"), "weight", 50000, problems)
        if problems:
            raise BadRequest(problems)
        return cls(title, sku, price, weight)


class ProductStore:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.seen: dict[int, Product] = {}

    def list(self, sku: str | None, state: str | None, limit: int, offset: int) -> list[dict[str, Any]]:
        where, values = [], []
        if sku:
            where.append("sku = %s")
            values.append(sku)
        if state in PRODUCTS_STATES:
            where.append("state = %s")
            values.append(state)
        query = "SELECT id, title, sku, price, weight, state FROM products"
        if where:
            query += " WHERE " + " AND ".join(where)
        query += " ORDER BY id LIMIT %s OFFSET %s"
        with self.connection.cursor() as cursor:
            cursor.execute(query, (*values, limit, offset))
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row)) for row in cursor.fetchall()]

    def by_id(self, number: int) -> Product | None:
        if number in self.seen:
            return self.seen[number]
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT title, sku, price, weight, state FROM products WHERE id = %s", (number,))
            row = cursor.fetchone()
        if row is None:
            return None
        self.seen[number] = Product(*row)
        return self.seen[number]

    def update(self, number: int, product: Product) -> bool:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "UPDATE products SET title = %s, sku = %s, price = %s, weight = %s WHERE id = %s",
                (product.title, product.sku, product.price, product.weight, number),
            )
            changed = cursor.rowcount == 1
        if not changed:
            logger.warning("product %d is not there", number)
        self.seen.pop(number, None)
        return changed


@bp.get("/products")
def products():
    limit, offset = page()
    with database() as connection:
        rows = ProductStore(connection).list(request.args.get("sku"), request.args.get("state"), limit, offset)
    response = jsonify(products=rows, count=len(rows))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/products/<int:number>")
def product(number: int):
    with database() as connection:
        found = ProductStore(connection).by_id(number)
    if found is None:
        abort(404)
    body = json.dumps(asdict(found), default=str, sort_keys=True)
    tag = hashlib.sha256(body.encode()).hexdigest()[:16]
    return Response(body, headers={"ETag": f'"{tag}"'}, mimetype="application/json")


@bp.put("/products/<int:number>")
def change_product(number: int):
    product_read = Product.read(request.get_json())
    with database() as connection:
        changed = ProductStore(connection).update(number, product_read)
    return ("", 204) if changed else abort(404)


ORDERS_STATES = ("new", "paid", "shipped", "done")


@dataclass
class Order:
    customer_id: int
    total: int
    note: str
    currency: str
    state: str = "new"
    tags: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, body: dict[str, Any]) -> Order:
        problems: list[str] = []
        customer_id = integer(body.get("customer_id"), "customer_id", 1000000000, problems)
        total = integer(body.get("total"), "total", 10000000, problems)
        note = text(body.get("note"), "note", 400, problems)
        currency = str(body.get("currency", ""))
        if not CODE.match(currency) or len(currency) > 3:
            problems.append("currency must be a code")
        if problems:
            raise BadRequest(problems)
        return cls(customer_id, total, note, currency)


class OrderStore:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.seen: dict[int, Order] = {}

    def list(self, currency: str | None, state: str | None, limit: int, offset: int) -> list[dict[str, Any]]:
        where, values = [], []
        if currency:
            where.append("currency = %s")
            values.append(currency)
        if state in ORDERS_STATES:
            where.append("state = %s")
            values.append(state)
        query = "SELECT id, customer_id, total, note, currency, state FROM orders"
        if where:
            query += " WHERE " + " AND ".join(where)
        query += " ORDER BY id LIMIT %s OFFSET %s"
        with self.connection.cursor() as cursor:
            cursor.execute(query, (*values, limit, offset))
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row)) for row in cursor.fetchall()]

    def by_id(self, number: int) -> Order | None:
        if number in self.seen:
            return self.seen[number]
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT customer_id, total, note, currency, state FROM orders WHERE id = %s", (number,))
            row = cursor.fetchone()
        if row is None:
            return None
        self.seen[number] = Order(*row)
        return self.seen[number]

    def save(self, order: Order) -> int:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO orders (customer_id, total, note, currency) VALUES (%s, %s, %s, %s) RETURNING id",
                (order.customer_id, order.total, order.note, order.currency),
            )
            (number,) = cursor.fetchone()
        logger.info("order %d saved", number)
        return number


@bp.get("/orders")
def orders():
    limit, offset = page()
    with database() as connection:
        rows = OrderStore(connection).list(request.args.get("currency"), request.args.get("state"), limit, offset)
    response = jsonify(orders=rows, count=len(rows))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/orders/<int:number>")
def order(number: int):
    with database() as connection:
        found = OrderStore(connection).by_id(number)
    if found is None:
        abort(404)
    body = json.dumps(asdict(found), default=str, sort_keys=True)
    tag = hashlib.sha256(body.encode()).hexdigest()[:16]
    return Response(body, headers={"ETag": f'"{tag}"'}, mimetype="application/json")


@bp.post("/orders")
def add_order():
    order_read = Order.read(request.get_json())
    with database() as connection:
        number = OrderStore(connection).save(order_read)
    return jsonify(id=number), 201, {"Location": url_for("admin.order", number=number)}


INVOICES_STATES = ("open", "paid", "late", "void")


@dataclass
class Invoice:
    order_id: int
    amount: int
    due: date
    reference: str
    state: str = "open"
    tags: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, body: dict[str, Any]) -> Invoice:
        problems: list[str] = []
        order_id = integer(body.get("order_id"), "order_id", 1000000000, problems)
        amount = integer(body.get("amount"), "amount", 10000000, problems)
        try:
            due = date.fromisoformat(body.get("due", ""))
        except ValueError:
            due = date.min
            problems.append("due must be a date")
        reference = str(body.get("reference", ""))
        if not CODE.match(reference) or len(reference) > 30:
            problems.append("reference must be a code")
        if problems:
            raise BadRequest(problems)
        return cls(order_id, amount, due, reference)


class InvoiceStore:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.seen: dict[int, Invoice] = {}

    def list(self, reference: str | None, state: str | None, limit: int, offset: int) -> list[dict[str, Any]]:
        where, values = [], []
        if reference:
            where.append("reference = %s")
            values.append(reference)
        if state in INVOICES_STATES:
            where.append("state = %s")
            values.append(state)
        query = "SELECT id, order_id, amount, due, reference, state FROM invoices"
        if where:
            query += " WHERE " + " AND ".join(where)
        query += " ORDER BY id LIMIT %s OFFSET %s"
        with self.connection.cursor() as cursor:
            cursor.execute(query, (*values, limit, offset))
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row)) for row in cursor.fetchall()]

    def by_id(self, number: int) -> Invoice | None:
        if number in self.seen:
            return self.seen[number]
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT order_id, amount, due, reference, state FROM invoices WHERE id = %s", (number,))
            row = cursor.fetchone()
        if row is None:
            return None
        self.seen[number] = Invoice(*row)
        return self.seen[number]

    def update(self, number: int, invoice: Invoice) -> bool:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "UPDATE invoices SET order_id = %s, amount = %s, due = %s, reference = %s WHERE id = %s",
                (invoice.order_id, invoice.amount, invoice.due, invoice.reference, number),
            )
            changed = cursor.rowcount == 1
        if not changed:
            logger.warning("invoice %d is not there", number)
        self.seen.pop(number, None)
        return changed


@bp.get("/invoices")
def invoices():
    limit, offset = page()
    with database() as connection:
        rows = InvoiceStore(connection).list(request.args.get("reference"), request.args.get("state"), limit, offset)
    response = jsonify(invoices=rows, count=len(rows))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/invoices/<int:number>")
def invoice(number: int):
    with database() as connection:
        found = InvoiceStore(connection).by_id(number)
    if found is None:
        abort(404)
    body = json.dumps(asdict(found), default=str, sort_keys=True)
    tag = hashlib.sha256(body.encode()).hexdigest()[:16]
    return Response(body, headers={"ETag": f'"{tag}"'}, mimetype="application/json")


@bp.put("/invoices/<int:number>")
def change_invoice(number: int):
    invoice_read = Invoice.read(request.get_json())
    with database() as connection:
        changed = InvoiceStore(connection).update(number, invoice_read)
    return ("", 204) if changed else abort(404)


def invoice_summary(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Counts and means by state, for the report of the week."""
    groups: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        groups[row["state"]].append(row["order_id"])
    return [
        {"state": state, "count": len(values), "mean": sum(values) / len(values)}
        for state, values in sorted(groups.items())
        if values
    ]


@bp.get("/invoices/summary")
def invoices_summary():
    with database() as connection:
        rows = InvoiceStore(connection).list(None, None, 1000, 0)
    return jsonify(summary=invoice_summary(rows), at=datetime.now().isoformat())


SHIPMENTS_STATES = ("packed", "moving", "delivered", "lost")


@dataclass
class Shipment:
    order_id: int
    carrier: str
    tracking: str
    parcels: int
    state: str = "packed"
    tags: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, body: dict[str, Any]) -> Shipment:
        problems: list[str] = []
        order_id = integer(body.get("order_id"), "order_id", 1000000000, problems)
        carrier = str(body.get("carrier", ""))
        if not CODE.match(carrier) or len(carrier) > 12:
            problems.append("carrier must be a code")
        tracking = str(body.get("tracking", ""))
        if not CODE.match(tracking) or len(tracking) > 40:
            problems.append("tracking must be a code")
        parcels = integer(body.get("parcels"), "parcels", 50, problems)
        if problems:
            raise BadRequest(problems)
        return cls(order_id, carrier, tracking, parcels)


class ShipmentStore:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.seen: dict[int, Shipment] = {}

    def list(self, carrier: str | None, state: str | None, limit: int, offset: int) -> list[dict[str, Any]]:
        where, values = [], []
        if carrier:
            where.append("carrier = %s")
            values.append(carrier)
        if state in SHIPMENTS_STATES:
            where.append("state = %s")
            values.append(state)
        query = "SELECT id, order_id, carrier, tracking, parcels, state FROM shipments"
        if where:
            query += " WHERE " + " AND ".join(where)
        query += " ORDER BY id LIMIT %s OFFSET %s"
        with self.connection.cursor() as cursor:
            cursor.execute(query, (*values, limit, offset))
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row)) for row in cursor.fetchall()]

    def by_id(self, number: int) -> Shipment | None:
        if number in self.seen:
            return self.seen[number]
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT order_id, carrier, tracking, parcels, state FROM shipments WHERE id = %s", (number,))
            row = cursor.fetchone()
        if row is None:
            return None
        self.seen[number] = Shipment(*row)
        return self.seen[number]

    def save(self, shipment: Shipment) -> int:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO shipments (order_id, carrier, tracking, parcels) VALUES (%s, %s, %s, %s) RETURNING id",
                (shipment.order_id, shipment.carrier, shipment.tracking, shipment.parcels),
            )
            (number,) = cursor.fetchone()
        logger.info("shipment %d saved", number)
        return number


@bp.get("/shipments")
def shipments():
    limit, offset = page()
    with database() as connection:
        rows = ShipmentStore(connection).list(request.args.get("carrier"), request.args.get("state"), limit, offset)
    response = jsonify(shipments=rows, count=len(rows))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/shipments/<int:number>")
def shipment(number: int):
    with database() as connection:
        found = ShipmentStore(connection).by_id(number)
    if found is None:
        abort(404)
    body = json.dumps(asdict(found), default=str, sort_keys=True)
    tag = hashlib.sha256(body.encode()).hexdigest()[:16]
    return Response(body, headers={"ETag": f'"{tag}"'}, mimetype="application/json")


@bp.post("/shipments")
def add_shipment():
    shipment_read = Shipment.read(request.get_json())
    with database() as connection:
        number = ShipmentStore(connection).save(shipment_read)
    return jsonify(id=number), 201, {"Location": url_for("admin.shipment", number=number)}


COUPONS_STATES = ("planned", "running", "over")


@dataclass
class Coupon:
    code: str
    percent: int
    until: date
    limit: int
    state: str = "planned"
    tags: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, body: dict[str, Any]) -> Coupon:
        problems: list[str] = []
        code = str(body.get("code", ""))
        if not CODE.match(code) or len(code) > 16:
            problems.append("code must be a code")
        percent = integer(body.get("percent"), "percent", 100, problems)
        try:
            until = date.fromisoformat(body.get("until", ""))
        except ValueError:
            until = date.min
            problems.append("until must be a date")
        limit = integer(body.get("limit"), "limit", 10000, problems)
        if problems:
            raise BadRequest(problems)
        return cls(code, percent, until, limit)


class CouponStore:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.seen: dict[int, Coupon] = {}

    def list(self, code: str | None, state: str | None, limit: int, offset: int) -> list[dict[str, Any]]:
        where, values = [], []
        if code:
            where.append("code = %s")
            values.append(code)
        if state in COUPONS_STATES:
            where.append("state = %s")
            values.append(state)
        query = "SELECT id, code, percent, until, limit, state FROM coupons"
        if where:
            query += " WHERE " + " AND ".join(where)
        query += " ORDER BY id LIMIT %s OFFSET %s"
        with self.connection.cursor() as cursor:
            cursor.execute(query, (*values, limit, offset))
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row)) for row in cursor.fetchall()]

    def by_id(self, number: int) -> Coupon | None:
        if number in self.seen:
            return self.seen[number]
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT code, percent, until, limit, state FROM coupons WHERE id = %s", (number,))
            row = cursor.fetchone()
        if row is None:
            return None
        self.seen[number] = Coupon(*row)
        return self.seen[number]

    def update(self, number: int, coupon: Coupon) -> bool:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "UPDATE coupons SET code = %s, percent = %s, until = %s, limit = %s WHERE id = %s",
                (coupon.code, coupon.percent, coupon.until, coupon.limit, number),
            )
            changed = cursor.rowcount == 1
        if not changed:
            logger.warning("coupon %d is not there", number)
        self.seen.pop(number, None)
        return changed


@bp.get("/coupons")
def coupons():
    limit, offset = page()
    with database() as connection:
        rows = CouponStore(connection).list(request.args.get("code"), request.args.get("state"), limit, offset)
    response = jsonify(coupons=rows, count=len(rows))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/coupons/<int:number>")
def coupon(number: int):
    with database() as connection:
        found = CouponStore(connection).by_id(number)
    if found is None:
        abort(404)
    body = json.dumps(asdict(found), default=str, sort_keys=True)
    tag = hashlib.sha256(body.encode()).hexdigest()[:16]
    return Response(body, headers={"ETag": f'"{tag}"'}, mimetype="application/json")


@bp.put("/coupons/<int:number>")
def change_coupon(number: int):
    coupon_read = Coupon.read(request.get_json())
    with database() as connection:
        changed = CouponStore(connection).update(number, coupon_read)
    return ("", 204) if changed else abort(404)


REVIEWS_STATES = ("waiting", "shown", "hidden")


@dataclass
class Review:
    product_id: int
    stars: int
    text: str
    author: str
    state: str = "waiting"
    tags: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, body: dict[str, Any]) -> Review:
        problems: list[str] = []
        product_id = integer(body.get("product_id"), "product_id", 1000000000, problems)
        stars = integer(body.get("stars"), "stars", 5, problems)
        text = text(body.get("text"), "text", 2000, problems)
        author = text(body.get("author"), "author", 80, problems)
        if problems:
            raise BadRequest(problems)
        return cls(product_id, stars, text, author)


class ReviewStore:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.seen: dict[int, Review] = {}

    def list(self, author: str | None, state: str | None, limit: int, offset: int) -> list[dict[str, Any]]:
        where, values = [], []
        if author:
            where.append("author = %s")
            values.append(author)
        if state in REVIEWS_STATES:
            where.append("state = %s")
            values.append(state)
        query = "SELECT id, product_id, stars, text, author, state FROM reviews"
        if where:
            query += " WHERE " + " AND ".join(where)
        query += " ORDER BY id LIMIT %s OFFSET %s"
        with self.connection.cursor() as cursor:
            cursor.execute(query, (*values, limit, offset))
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row)) for row in cursor.fetchall()]

    def by_id(self, number: int) -> Review | None:
        if number in self.seen:
            return self.seen[number]
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT product_id, stars, text, author, state FROM reviews WHERE id = %s", (number,))
            row = cursor.fetchone()
        if row is None:
            return None
        self.seen[number] = Review(*row)
        return self.seen[number]

    def save(self, review: Review) -> int:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO reviews (product_id, stars, text, author) VALUES (%s, %s, %s, %s) RETURNING id",
                (review.product_id, review.stars, review.text, review.author),
            )
            (number,) = cursor.fetchone()
        logger.info("review %d saved", number)
        return number


@bp.get("/reviews")
def reviews():
    limit, offset = page()
    with database() as connection:
        rows = ReviewStore(connection).list(request.args.get("author"), request.args.get("state"), limit, offset)
    response = jsonify(reviews=rows, count=len(rows))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/reviews/<int:number>")
def review(number: int):
    with database() as connection:
        found = ReviewStore(connection).by_id(number)
    if found is None:
        abort(404)
    body = json.dumps(asdict(found), default=str, sort_keys=True)
    tag = hashlib.sha256(body.encode()).hexdigest()[:16]
    return Response(body, headers={"ETag": f'"{tag}"'}, mimetype="application/json")


@bp.post("/reviews")
def add_review():
    review_read = Review.read(request.get_json())
    with database() as connection:
        number = ReviewStore(connection).save(review_read)
    return jsonify(id=number), 201, {"Location": url_for("admin.review", number=number)}


def review_summary(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Counts and means by state, for the report of the week."""
    groups: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        groups[row["state"]].append(row["product_id"])
    return [
        {"state": state, "count": len(values), "mean": sum(values) / len(values)}
        for state, values in sorted(groups.items())
        if values
    ]


@bp.get("/reviews/summary")
def reviews_summary():
    with database() as connection:
        rows = ReviewStore(connection).list(None, None, 1000, 0)
    return jsonify(summary=review_summary(rows), at=datetime.now().isoformat())


WAREHOUSES_STATES = ("building", "running", "shut")


@dataclass
class Warehouse:
    label: str
    zone: str
    capacity: int
    manager: str
    state: str = "building"
    tags: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, body: dict[str, Any]) -> Warehouse:
        problems: list[str] = []
        label = text(body.get("label"), "label", 60, problems)
        zone = str(body.get("zone", ""))
        if not CODE.match(zone) or len(zone) > 8:
            problems.append("zone must be a code")
        capacity = integer(body.get("capacity"), "capacity", 1000000, problems)
        manager = str(body.get("manager", "")).lower()
        if not MAIL.match(manager):
            problems.append("manager must be an address")
        if problems:
            raise BadRequest(problems)
        return cls(label, zone, capacity, manager)


class WarehouseStore:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.seen: dict[int, Warehouse] = {}

    def list(self, zone: str | None, state: str | None, limit: int, offset: int) -> list[dict[str, Any]]:
        where, values = [], []
        if zone:
            where.append("zone = %s")
            values.append(zone)
        if state in WAREHOUSES_STATES:
            where.append("state = %s")
            values.append(state)
        query = "SELECT id, label, zone, capacity, manager, state FROM warehouses"
        if where:
            query += " WHERE " + " AND ".join(where)
        query += " ORDER BY id LIMIT %s OFFSET %s"
        with self.connection.cursor() as cursor:
            cursor.execute(query, (*values, limit, offset))
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row)) for row in cursor.fetchall()]

    def by_id(self, number: int) -> Warehouse | None:
        if number in self.seen:
            return self.seen[number]
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT label, zone, capacity, manager, state FROM warehouses WHERE id = %s", (number,))
            row = cursor.fetchone()
        if row is None:
            return None
        self.seen[number] = Warehouse(*row)
        return self.seen[number]

    def update(self, number: int, warehouse: Warehouse) -> bool:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "UPDATE warehouses SET label = %s, zone = %s, capacity = %s, manager = %s WHERE id = %s",
                (warehouse.label, warehouse.zone, warehouse.capacity, warehouse.manager, number),
            )
            changed = cursor.rowcount == 1
        if not changed:
            logger.warning("warehouse %d is not there", number)
        self.seen.pop(number, None)
        return changed


@bp.get("/warehouses")
def warehouses():
    limit, offset = page()
    with database() as connection:
        rows = WarehouseStore(connection).list(request.args.get("zone"), request.args.get("state"), limit, offset)
    response = jsonify(warehouses=rows, count=len(rows))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/warehouses/<int:number>")
def warehouse(number: int):
    with database() as connection:
        found = WarehouseStore(connection).by_id(number)
    if found is None:
        abort(404)
    body = json.dumps(asdict(found), default=str, sort_keys=True)
    tag = hashlib.sha256(body.encode()).hexdigest()[:16]
    return Response(body, headers={"ETag": f'"{tag}"'}, mimetype="application/json")


@bp.put("/warehouses/<int:number>")
def change_warehouse(number: int):
    warehouse_read = Warehouse.read(request.get_json())
    with database() as connection:
        changed = WarehouseStore(connection).update(number, warehouse_read)
    return ("", 204) if changed else abort(404)


SUPPLIERS_STATES = ("trial", "approved", "left")


@dataclass
class Supplier:
    company: str
    contact: str
    country: str
    lead_days: int
    state: str = "trial"
    tags: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, body: dict[str, Any]) -> Supplier:
        problems: list[str] = []
        company = text(body.get("company"), "company", 120, problems)
        contact = str(body.get("contact", "")).lower()
        if not MAIL.match(contact):
            problems.append("contact must be an address")
        country = str(body.get("country", ""))
        if not CODE.match(country) or len(country) > 2:
            problems.append("country must be a code")
        lead_days = integer(body.get("lead_days"), "lead_days", 365, problems)
        if problems:
            raise BadRequest(problems)
        return cls(company, contact, country, lead_days)


class SupplierStore:
    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.seen: dict[int, Supplier] = {}

    def list(self, country: str | None, state: str | None, limit: int, offset: int) -> list[dict[str, Any]]:
        where, values = [], []
        if country:
            where.append("country = %s")
            values.append(country)
        if state in SUPPLIERS_STATES:
            where.append("state = %s")
            values.append(state)
        query = "SELECT id, company, contact, country, lead_days, state FROM suppliers"
        if where:
            query += " WHERE " + " AND ".join(where)
        query += " ORDER BY id LIMIT %s OFFSET %s"
        with self.connection.cursor() as cursor:
            cursor.execute(query, (*values, limit, offset))
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row)) for row in cursor.fetchall()]

    def by_id(self, number: int) -> Supplier | None:
        if number in self.seen:
            return self.seen[number]
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT company, contact, country, lead_days, state FROM suppliers WHERE id = %s", (number,))
            row = cursor.fetchone()
        if row is None:
            return None
        self.seen[number] = Supplier(*row)
        return self.seen[number]

    def save(self, supplier: Supplier) -> int:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO suppliers (company, contact, country, lead_days) VALUES (%s, %s, %s, %s) RETURNING id",
                (supplier.company, supplier.contact, supplier.country, supplier.lead_days),
            )
            (number,) = cursor.fetchone()
        logger.info("supplier %d saved", number)
        return number


@bp.get("/suppliers")
def suppliers():
    limit, offset = page()
    with database() as connection:
        rows = SupplierStore(connection).list(request.args.get("country"), request.args.get("state"), limit, offset)
    response = jsonify(suppliers=rows, count=len(rows))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/suppliers/<int:number>")
def supplier(number: int):
    with database() as connection:
        found = SupplierStore(connection).by_id(number)
    if found is None:
        abort(404)
    body = json.dumps(asdict(found), default=str, sort_keys=True)
    tag = hashlib.sha256(body.encode()).hexdigest()[:16]
    return Response(body, headers={"ETag": f'"{tag}"'}, mimetype="application/json")


@bp.post("/suppliers")
def add_supplier():
    supplier_read = Supplier.read(request.get_json())
    with database() as connection:
        number = SupplierStore(connection).save(supplier_read)
    return jsonify(id=number), 201, {"Location": url_for("admin.supplier", number=number)}

