"""Imports of partners' documents."""
import io
import os
import xml.etree.ElementTree as ET
import xml.sax
import xml.sax.handler
from functools import lru_cache
from xml.dom import minidom, pulldom

import defusedxml
import defusedxml.lxml
import defusedxml.minidom
from flask import Flask, jsonify, request
from lxml import etree, html

app = Flask(__name__)


class Parsers:
    strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    open = etree.XMLParser(load_dtd=True, resolve_entities=True)  # error: xml-parser-with-entities

    @classmethod
    def parse(cls, data):
        return etree.fromstring(data, parser=cls.strict)

    @classmethod
    def parse_openly(cls, data):
        return etree.fromstring(data, parser=cls.open)  # error: xml-external-entities


@lru_cache
def hardened():
    return etree.XMLParser(resolve_entities=False)


def default_parser():
    return etree.XMLParser(huge_tree=True)  # error: xml-parser-with-entities


class Items(xml.sax.handler.ContentHandler):
    def __init__(self):
        super().__init__()
        self.names = []

    def startElement(self, name, attrs):
        self.names.append(attrs.get("name"))
        os.system("echo " + attrs.getValue("name"))  # error: command-injection

    def characters(self, content):
        self.names.append(content)


@app.post("/feed")
def feed():
    data = request.get_data()
    Parsers.parse(data)
    Parsers.parse_openly(data)
    etree.parse(io.BytesIO(data), hardened())
    etree.parse(io.BytesIO(data), default_parser())  # error: xml-external-entities
    etree.fromstring(data.decode().encode("utf-8"))  # error: xml-external-entities
    etree.parse("local.xml")
    etree.fromstring(b"<a/>")
    defusedxml.lxml.fromstring(data)
    defusedxml.minidom.parseString(data)
    minidom.parseString(data)
    pulldom.parseString(data.decode())
    html.fromstring(data)
    etree.fromstring(data, parser=etree.HTMLParser())
    etree.iterparse(io.BytesIO(data), resolve_entities=True)  # error: xml-external-entities
    for _, node in ET.iterparse(io.BytesIO(data)):
        node.clear()
    return jsonify({})


@app.post("/sax")
def sax():
    text = request.get_data(as_text=True)
    parser = xml.sax.make_parser()
    parser.setContentHandler(Items())
    parser.setFeature(xml.sax.handler.feature_external_ges, 1)
    parser.parse(io.StringIO(text))  # error: xml-external-entities
    safe = xml.sax.make_parser()
    safe.setFeature(xml.sax.handler.feature_external_pes, False)
    safe.parse(io.StringIO(text))
    xml.sax.parseString(text, Items())
    return jsonify({})


@app.post("/values")
def values():
    root = ET.fromstring(request.data)
    os.system("echo " + root.find("name").text)  # error: command-injection
    os.system("echo " + root.findtext("name"))  # error: command-injection
    os.system("echo " + root.get("name", ""))  # error: command-injection
    os.system("echo " + root.attrib["name"])  # error: command-injection
    os.system("echo %d" % int(root.find("n").text))
    os.system("echo " + str(len(root)))
    for item in root.iter("item"):
        os.system("echo " + item.text)  # error: command-injection
        os.system("echo " + item.tag)  # error: command-injection
    for child in root:
        os.system("echo " + child.get("a"))  # error: command-injection
    document = minidom.parseString(request.data)
    for node in document.getElementsByTagName("item"):
        os.system("echo " + node.firstChild.data)  # error: command-injection
        os.system("echo " + node.getAttribute("id"))  # error: command-injection
    tree = html.fromstring(request.data)
    os.system("echo " + tree.xpath("//h1")[0].text_content())  # error: command-injection
    os.system("echo " + tree.xpath("count(//h1)").__class__.__name__)
    return jsonify({})


@app.get("/query")
def query():
    tree = etree.parse("catalogue.xml")
    name, number = request.args["name"], int(request.args["n"])
    tree.xpath(f"//item[{number}]")
    tree.xpath(f"//item[@name={name!r}]")  # error: xpath-injection
    tree.xpath("//item[@name=$v]", v=name)
    expression = "//item[@name='{}']".format(name.replace("'", "").replace('"', ""))
    tree.xpath(expression)
    tree.xpath("//item[@name='{}']".format(name.replace("'", "")))
    tree.find(f"item[@name='{name}']")  # error: xpath-injection
    tree.xpath({"a": "//a", "b": "//b"}[name])
    return jsonify({})
