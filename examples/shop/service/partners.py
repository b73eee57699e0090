"""Warehouses, suppliers and resellers."""

import logging
import os

import defusedxml.ElementTree
import requests
from flask import Blueprint, abort, jsonify, request
from lxml import etree

from .db import find_order
from .security import sign

bp = Blueprint("partners", __name__, url_prefix="/partners")
log = logging.getLogger(__name__)

WAREHOUSE = "https://warehouse.tern.internal/api"
RESELLERS = {
    "needleworks": "https://api.needleworks.example/tern",
    "maschenware": "https://shop.maschenware.example/hooks/tern",
}


@bp.post("/warehouse/<int:order_id>")
def push_to_warehouse(order_id: int):
    order = find_order(order_id)
    if order is None:
        abort(404)
    response = requests.put(f"{WAREHOUSE}/orders/{order_id}", json=dict(order), verify=False, timeout=10)
    response.raise_for_status()
    return jsonify(pushed=True)


@bp.post("/resellers/<name>")
def notify_reseller(name: str):
    url = RESELLERS.get(name)
    if url is None:
        abort(404)
    body = request.get_data()
    signature = sign(body, os.environ["RESELLER_KEY"].encode())
    response = requests.post(url, data=body, headers={"x-tern-signature": signature}, timeout=10)
    log.info("notified reseller: %d", response.status_code)
    return jsonify(status=response.status_code)


@bp.post("/webhooks/test")
def test_webhook():
    callback = request.get_json()["callback"]
    try:
        response = requests.post(callback, json={"event": "ping"}, timeout=5)
    except requests.RequestException as error:
        return jsonify(reachable=False, why=type(error).__name__), 200
    return jsonify(reachable=response.ok)


@bp.post("/catalogue")
def import_catalogue():
    parser = etree.XMLParser(resolve_entities=True, load_dtd=True, no_network=False)
    root = etree.fromstring(request.get_data(), parser=parser)
    return jsonify(articles=[article.get("id") for article in root.iter("article")])


@bp.post("/stock")
def import_stock():
    root = defusedxml.ElementTree.fromstring(request.get_data())
    return jsonify({article.get("id"): int(article.get("stock", 0)) for article in root.iter("article")})
