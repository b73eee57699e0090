"""Documents and directories."""
import xml.dom.minidom
import xml.dom.pulldom
import xml.etree.ElementTree as ET
import xml.sax
from io import BytesIO, StringIO
from xml.sax.handler import ContentHandler, feature_external_ges

import defusedxml.ElementTree as safe_et
import elementpath
import ldap
import ldap.dn
import ldap.filter
import ldap3
import xmltodict
from flask import Flask, jsonify, request
from ldap3.utils.conv import escape_filter_chars
from ldap3.utils.dn import escape_rdn
from lxml import etree, objectify

app = Flask(__name__)
HARDENED = etree.XMLParser(resolve_entities=False, no_network=True)
catalogue = etree.parse("catalogue.xml")


@app.post("/lxml")
def with_lxml():
    body = request.data
    etree.fromstring(body)  # error: xml-external-entities
    etree.parse(BytesIO(body))  # error: xml-external-entities
    etree.fromstring(body, parser=HARDENED)
    etree.fromstring(body, etree.XMLParser(resolve_entities=True))  # error: xml-external-entities
    etree.fromstring(body, etree.XMLParser(load_dtd=True, no_network=False))  # error: xml-external-entities
    etree.XML(body, parser=etree.XMLParser(resolve_entities=False))
    objectify.fromstring(body)  # error: xml-external-entities
    parser = etree.XMLParser(remove_blank_text=True)
    parser.feed(body)  # error: xml-external-entities
    parser.close()
    etree.HTML(body)
    safe_et.fromstring(body)
    for _, element in etree.iterparse(BytesIO(body), resolve_entities=False):
        element.clear()
    return jsonify({})


@app.post("/stdlib")
def with_stdlib():
    text = request.form["xml"]
    ET.fromstring(text)
    ET.parse(StringIO(text))
    xml.dom.minidom.parseString(text)
    xml.sax.parseString(text.encode(), ContentHandler())
    xmltodict.parse(text)
    reader = xml.sax.make_parser()
    reader.setFeature(feature_external_ges, True)
    reader.parse(StringIO(text))  # error: xml-external-entities
    closed = xml.sax.make_parser()
    closed.setFeature(feature_external_ges, False)
    closed.parse(StringIO(text))
    xml.dom.pulldom.parseString(text)
    return jsonify({})


@app.get("/xpath")
def with_xpath():
    name = request.args["name"]
    catalogue.xpath("//item[@name='" + name + "']")  # error: xpath-injection
    catalogue.xpath("//item[@name=$name]", name=name)
    catalogue.xpath("//item[@id=%d]" % int(request.args["id"]))
    find = etree.XPath("//item[@name=$n]")
    find(catalogue, n=name)
    etree.XPath(f"//item[@name='{name}']")(catalogue)  # error: xpath-injection
    evaluator = etree.XPathEvaluator(catalogue)
    evaluator("//item[@name='%s']" % name)  # error: xpath-injection
    evaluator("//item[@name=$n]", n=name)
    tree = ET.parse("catalogue.xml")
    tree.find(".//item[@name='" + name + "']")  # error: xpath-injection
    tree.getroot().findall("./item/" + name)  # error: xpath-injection
    tree.findall("./item")
    elementpath.select(tree, "//item[@name='" + name + "']")  # error: xpath-injection
    elementpath.select(tree, "//item[@name=$n]", variables={"n": name})
    if not name.isalnum():
        return jsonify({}), 400
    catalogue.xpath("//item[@name='" + name + "']")
    return jsonify({})


@app.post("/xslt")
def with_xslt():
    sheet = etree.fromstring(request.data, parser=HARDENED)
    etree.XSLT(sheet)  # error: code-injection
    transform = etree.XSLT(etree.parse("sheet.xsl"))
    transform(catalogue, title=etree.XSLT.strparam(request.args["title"]))
    return jsonify({})


@app.get("/ldap")
def with_python_ldap():
    user = request.args["user"]
    conn = ldap.initialize("ldaps://directory")
    base = "ou=people,dc=example,dc=com"
    conn.search_s(base, ldap.SCOPE_SUBTREE, "(uid=" + user + ")")  # error: ldap-injection
    conn.search_s(base, ldap.SCOPE_SUBTREE, "(uid=%s)" % ldap.filter.escape_filter_chars(user))
    conn.search_s(base, ldap.SCOPE_SUBTREE, ldap.filter.filter_format("(uid=%s)", [user]))
    conn.search_ext_s("uid=" + user + "," + base, ldap.SCOPE_BASE)  # error: ldap-injection
    conn.search_s("uid=" + ldap.dn.escape_dn_chars(user) + "," + base, ldap.SCOPE_BASE)
    return jsonify({})


@app.get("/ldap3")
def with_ldap3():
    user = request.args["user"]
    server = ldap3.Server("directory", use_ssl=True)
    with ldap3.Connection(server, auto_bind=True) as conn:
        conn.search("dc=example,dc=com", f"(uid={user})", attributes=["cn"])  # error: ldap-injection
        conn.search("dc=example,dc=com", f"(uid={escape_filter_chars(user)})")
        conn.search(search_base="dc=example,dc=com", search_filter="(cn=" + user + ")")  # error: ldap-injection
        conn.search("uid=" + escape_rdn(user) + ",dc=example", "(objectClass=*)")
        conn.search("dc=example,dc=com", "(uidNumber=%d)" % int(user))
    return jsonify({})
