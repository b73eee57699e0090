import io
import xml.dom.minidom
import xml.dom.pulldom
import xml.etree.ElementTree as ET
import xml.sax
from xml.sax.handler import ContentHandler, feature_external_ges
from xml.sax import make_parser
import defusedxml.ElementTree
import defusedxml.lxml
import ldap
import ldap.dn
import ldap.filter
import ldap3
import lxml.html
import xmltodict
from ldap3 import Connection, Server, SUBTREE
from ldap3.utils.dn import escape_rdn
from lxml import etree, objectify
from flask import Flask, request

app = Flask(__name__)


@app.post("/a")
def a():
    data = request.data
    etree.fromstring(data, etree.XMLParser(resolve_entities=True))  # error: xml-external-entities
    etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    etree.fromstring(data, parser=etree.XMLParser(resolve_entities=False, no_network=True))
    p = etree.XMLParser(load_dtd=True, no_network=False, resolve_entities=True)  # error: xml-parser-with-entities
    etree.parse(io.BytesIO(data), p)  # error: xml-external-entities
    defusedxml.ElementTree.fromstring(data)
    parser = make_parser()
    parser.setFeature(feature_external_ges, True)
    parser.parse(io.BytesIO(data))  # error: xml-external-entities
    safe = make_parser()
    safe.setFeature(feature_external_ges, False)
    safe.parse(io.BytesIO(data))
    etree.iterparse(io.BytesIO(data), resolve_entities=False)
    return ""


@app.get("/x")
def xpaths():
    n = request.args["n"]
    doc = etree.parse("users.xml")
    doc.xpath(f"//u[@n='{n}']")  # error: xpath-injection
    doc.xpath("//u[@n=$n]", n=n)
    etree.XPath("//u[@n='" + n + "']")(doc)  # error: xpath-injection
    find = etree.XPath("//u[@n=$n]")
    find(doc, n=n)
    tree = ET.parse("users.xml")
    tree.find("./u[@n='%s']" % n)  # error: xpath-injection
    tree.getroot().findall(".//u[@n='" + n + "']")  # error: xpath-injection
    lxml.html.fromstring("<p></p>").xpath("//p[@c='%s']" % n)  # error: xpath-injection
    etree.ETXPath("//{ns}u[@n='" + n + "']")  # error: xpath-injection
    for u in tree.iter("u"):
        if u.get("n") == n:
            return u.get("id")
    if n.isalnum():
        doc.xpath(f"//u[@n='{n}']")
    return ""


@app.get("/l")
def ld():
    n = request.args["n"]
    c = ldap.initialize("ldap://x")
    c.search_s("dc=x", ldap.SCOPE_SUBTREE, "(uid=%s)" % n)  # error: ldap-injection
    c.search_s("dc=x", ldap.SCOPE_SUBTREE, "(uid=%s)" % ldap.filter.escape_filter_chars(n))
    c.search_s("dc=x", ldap.SCOPE_SUBTREE, ldap.filter.filter_format("(uid=%s)", [n]))
    c.search_s("ou=%s,dc=x" % n, ldap.SCOPE_BASE)  # error: ldap-injection
    c.search_s("ou=%s,dc=x" % ldap.dn.escape_dn_chars(n), ldap.SCOPE_BASE)
    c.search_ext("dc=x", ldap.SCOPE_SUBTREE, filterstr="(uid=" + n + ")")  # error: ldap-injection
    c.simple_bind_s(f"uid={n},dc=x", request.args["pw"])  # error: ldap-injection
    with Connection(Server("x"), user="cn=a") as conn:
        conn.search(search_base="dc=x", search_filter="(&(cn=" + n + "))", search_scope=SUBTREE)  # error: ldap-injection
        conn.search("ou=" + escape_rdn(n), "(cn=a)")
        conn.extend.standard.paged_search("dc=x", f"(uid={n})")  # error: ldap-injection
        conn.delete(f"uid={n},dc=x")  # error: ldap-injection
    return ""
