import ldap
import ldap.filter
import ldap3
from ldap3.utils.conv import escape_filter_chars
from lxml import etree
import lxml.etree as ET
import xml.etree.ElementTree as StdET
import xml.sax
from defusedxml import ElementTree as SafeET
from flask import Flask, request, jsonify

app = Flask(__name__)


@app.route("/x1", methods=["POST"])
def x1():
    doc = etree.fromstring(request.data)  # error: xml-external-entities
    return jsonify(doc.tag)


@app.route("/x2", methods=["POST"])
def x2():
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return jsonify(etree.fromstring(request.data, parser).tag)


@app.route("/x3", methods=["POST"])
def x3():
    parser = ET.XMLParser(resolve_entities=True)  # error: xml-parser-with-entities
    return jsonify(ET.parse(request.stream, parser=parser).getroot().tag)  # error: xml-external-entities


@app.route("/x4", methods=["POST"])
def x4():
    return jsonify(SafeET.fromstring(request.data).tag, StdET.fromstring(request.data).tag)


@app.route("/x5", methods=["POST"])
def x5():
    parser = xml.sax.make_parser()
    parser.setFeature(xml.sax.handler.feature_external_ges, True)
    parser.parse(request.stream)  # error: xml-external-entities
    return ""


def directory():
    conn = ldap.initialize("ldap://localhost")
    conn.simple_bind_s()
    return conn


@app.route("/l1")
def l1():
    return jsonify(directory().search_s("dc=x", ldap.SCOPE_SUBTREE, "(uid=" + request.args["u"] + ")"))  # error: ldap-injection


@app.route("/l2")
def l2():
    u = ldap.filter.escape_filter_chars(request.args["u"])
    return jsonify(directory().search_s("dc=x", ldap.SCOPE_SUBTREE, f"(uid={u})"))


@app.route("/l3")
def l3():
    f = ldap.filter.filter_format("(uid=%s)", [request.args["u"]])
    return jsonify(directory().search_s("dc=x", ldap.SCOPE_SUBTREE, f))


@app.route("/l4")
def l4():
    conn = ldap3.Connection(ldap3.Server("ldap://localhost"), auto_bind=True)
    conn.search("dc=x", "(uid=%s)" % request.args["u"])  # error: ldap-injection
    conn.search("dc=x", "(uid=%s)" % escape_filter_chars(request.args["u"]))
    conn.search("ou=%s,dc=x" % request.args["ou"], "(objectClass=person)")  # error: ldap-injection
    return ""


TREE = etree.parse("users.xml")


@app.route("/p1")
def p1():
    return jsonify(TREE.xpath("//user[name='" + request.args["n"] + "']"))  # error: xpath-injection


@app.route("/p2")
def p2():
    return jsonify(TREE.xpath("//user[name=$n]", n=request.args["n"]))


@app.route("/p3")
def p3():
    find = etree.XPath("//user[name=$n]")
    return jsonify(find(TREE, n=request.args["n"]))


@app.route("/p4")
def p4():
    root = StdET.parse("users.xml").getroot()
    return jsonify(root.findall(".//user[@id='%s']" % request.args["id"]))  # error: xpath-injection


@app.route("/p5")
def p5():
    n = request.args["n"]
    if "'" in n:
        return "bad", 400
    return jsonify(TREE.xpath(f"//user[name='{n}']"))
