"""Invoices as PDF."""

import logging
import subprocess
import tempfile
from pathlib import Path

from flask import Blueprint, abort, render_template, request, send_file, send_from_directory

from .db import find_order

bp = Blueprint("invoices", __name__, url_prefix="/invoices")
log = logging.getLogger(__name__)

ARCHIVE = Path("data/invoices").resolve()
LAYOUTS = Path("data/layouts").resolve()
PAPERS = frozenset({"A4", "A5", "Letter"})


def write_page(order) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".html", delete=False, encoding="utf-8") as page:
        page.write(render_template("invoice.html", order=order))
    return page.name


@bp.post("/<int:order_id>")
def create_invoice(order_id: int):
    order = find_order(order_id)
    if order is None:
        abort(404)
    footer = request.form.get("footer", "Tern")
    target = ARCHIVE / f"{order_id}.pdf"
    page = write_page(order)
    subprocess.run(f"wkhtmltopdf --footer-center '{footer}' {page} {target}", shell=True, check=True, timeout=30)
    log.info("invoice for order %d written", order_id)
    return send_file(target, as_attachment=True)


@bp.post("/<int:order_id>/delivery-note")
def create_delivery_note(order_id: int):
    order = find_order(order_id)
    paper = request.form.get("paper", "A4")
    if order is None or paper not in PAPERS:
        abort(404)
    title = request.form.get("title", "Delivery note")
    target = ARCHIVE / f"{order_id}-delivery.pdf"
    subprocess.run(
        ["wkhtmltopdf", "--page-size", paper, "--title", title, write_page(order), str(target)],
        check=True,
        timeout=30,
    )
    return send_file(target, as_attachment=True)


@bp.get("/archive/<path:name>")
def archived_invoice(name: str):
    return send_from_directory(ARCHIVE, name, as_attachment=True)


@bp.get("/layouts")
def layout():
    wanted = (LAYOUTS / request.args.get("name", "default.html")).resolve()
    if not wanted.is_relative_to(LAYOUTS):
        abort(404)
    return send_file(wanted, mimetype="text/plain")


@bp.get("/logo")
def logo():
    variant = request.args.get("variant", "light")
    with open(f"data/logos/{variant}.svg", encoding="utf-8") as image:
        content = image.read()
    return content, 200, {"Content-Type": "image/svg+xml"}
