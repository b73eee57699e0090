"""Takes over orders that partners send as XML, from HTTP and from a queue."""
import io
import logging
import re
import socketserver
import sqlite3
import xml.etree.ElementTree as ET
import xml.sax
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, quote, unquote, urlparse
from xml.sax.handler import ContentHandler, feature_external_ges, feature_external_pes

import defusedxml.ElementTree as safe_xml
from flask import Flask, jsonify, request
from lxml import etree

app = Flask(__name__)
log = logging.getLogger("exchange")
HARDENED = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
NUMBER = re.compile(r"[0-9]{6,10}")


class Orders(ContentHandler):
    def __init__(self):
        super().__init__()
        self.numbers = []

    def startElement(self, name, attrs):
        if name == "order":
            self.numbers.append(attrs.get("number"))


def store(number, partner):
    connection = sqlite3.connect("exchange.db")
    with connection:
        connection.execute("INSERT INTO orders VALUES (?, ?)", (number, partner))


def lookup(partner):
    connection = sqlite3.connect("exchange.db")
    return connection.execute(f"SELECT number FROM orders WHERE partner = '{partner}'").fetchall()  # error: sql-injection


@app.post("/orders")
def orders():
    document = request.get_data()
    version = request.headers.get("X-Format", "2")
    if version == "1":
        root = etree.fromstring(document)  # error: xml-external-entities
    elif version == "2":
        root = etree.fromstring(document, HARDENED)
    else:
        root = safe_xml.fromstring(document)
    number = root.findtext("number")
    if not NUMBER.fullmatch(number):
        return jsonify(error="bad number"), 400
    store(number, root.get("partner"))
    log.info("order %s stored", number)
    log.info("order of partner %s", root.get("partner"))  # error: log-injection
    return jsonify(number=number)


@app.post("/batch")
def batch():
    handler = Orders()
    parser = xml.sax.make_parser()
    parser.setContentHandler(handler)
    parser.setFeature(feature_external_ges, False)
    parser.parse(io.BytesIO(request.get_data()))
    loose = xml.sax.make_parser()
    loose.setContentHandler(handler)
    loose.setFeature(feature_external_pes, True)
    loose.parse(request.stream)  # error: xml-external-entities
    return jsonify(count=len(handler.numbers))


@app.post("/catalogue")
def catalogue():
    upload = request.files["catalogue"]
    names = [item.get("name") for item in ET.parse(upload.stream).getroot()]
    checked = etree.parse(upload)  # error: xml-external-entities
    return jsonify(names=names, root=checked.getroot().tag)


class Status(BaseHTTPRequestHandler):
    def do_GET(self):
        query = parse_qs(urlparse(self.path).query)
        partner = query["partner"][0]
        found = lookup(partner)
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("X-Partner", partner)  # error: header-injection
        self.send_header("X-Partner-Name", quote(partner))
        self.send_header("X-Count", str(len(found)))
        self.end_headers()
        self.wfile.write(b"%d" % len(found))


class Line(socketserver.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline().decode()
        command, _, argument = line.partition(" ")
        log.info("command %r", command)
        if command == "STORE" and argument.strip().isdigit():
            store(argument.strip(), "line")
        else:
            log.warning("unknown line: " + unquote(line))  # error: log-injection


def serve():
    HTTPServer(("127.0.0.1", 8081), Status).serve_forever()
