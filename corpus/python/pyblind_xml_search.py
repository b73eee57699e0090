import io
import xml.etree.ElementTree as ET
import xml.sax
import xml.sax.handler
from xml.dom import minidom, pulldom
import lxml.etree as LE
import lxml.objectify
from lxml import html as lhtml
from lxml.builder import E
from bs4 import BeautifulSoup
from defusedxml import ElementTree as DET
from elasticsearch import Elasticsearch
from elasticsearch_dsl import Q, Search
from fastapi import FastAPI, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, Response
from neo4j import GraphDatabase
from pymongo import MongoClient
import signxml
import zeep

app = FastAPI()
es = Elasticsearch()
driver = GraphDatabase.driver("bolt://x")
db = MongoClient()["x"]


def parser(safe: bool):
    return LE.XMLParser(resolve_entities=not safe, no_network=safe)


@app.post("/1")
async def one(request: Request):
    body = await request.body()
    LE.fromstring(body)  # error: xml-external-entities
    LE.fromstring(body, parser=LE.XMLParser(resolve_entities=False))
    LE.XML(body, LE.XMLParser(no_network=True))  # error: xml-external-entities
    lxml.objectify.fromstring(body)  # error: xml-external-entities
    p = LE.XMLParser(resolve_entities=False)
    p.feed(body)
    root = p.close()
    lhtml.fromstring(body)
    DET.fromstring(body)
    BeautifulSoup(body, "lxml")
    return {"n": len(root)}


@app.post("/2")
async def two(file: UploadFile):
    tree = LE.parse(file.file)  # error: xml-external-entities
    ctx = LE.iterparse(file.file, events=("end",))  # error: xml-external-entities
    handler = xml.sax.handler.ContentHandler()
    sax = xml.sax.make_parser()
    sax.setFeature(xml.sax.handler.feature_external_ges, True)
    sax.setContentHandler(handler)
    sax.parse(file.file)  # error: xml-external-entities
    xml.sax.parse(file.file, handler)
    return {}


@app.get("/3")
def three(name: str, n: int):
    doc = LE.parse("x.xml")
    doc.xpath("//a[@n='%s']" % name)  # error: xpath-injection
    doc.xpath("//a[@n=$v]", v=name)
    doc.xpath(f"//a[position()={n}]")
    doc.getroot().findall(f".//a[@n='{name}']")  # error: xpath-injection
    ev = LE.XPathEvaluator(doc)
    ev(f"//a[@n='{name}']")  # error: xpath-injection
    ev("//a[@n=$v]", v=name)
    LE.XPath("//a[@n=$v]")(doc, v=name)
    doc.getroot().cssselect("a." + name)
    if name.replace("-", "").isalnum():
        doc.xpath(f"//a[@n='{name}']")
    el = E.p(name)
    return Response(LE.tostring(el), media_type="application/xml")


@app.get("/4")
def four(q: str, size: int = 10):
    es.search(index="x", query={"match": {"t": q}}, size=size)
    es.search(index="x", body={"query": {"query_string": {"query": q}}})
    es.search(index="x", body={"query": {"script": {"script": "doc['a'].value == '" + q + "'"}}})  # error: code-injection
    Search(using=es).query("match", title=q).execute()
    with driver.session() as s:
        s.run("MATCH (n) WHERE n.name = $name RETURN n", name=q)
        s.run(f"MATCH (n) WHERE n.name = '{q}' RETURN n")  # error: sql-injection
        s.run("MATCH (n:%s) RETURN n" % q)  # error: sql-injection
        s.execute_read(lambda tx: tx.run("MATCH (n {name: '" + q + "'}) RETURN n").data())  # error: sql-injection
    db.users.find({"name": q}).sort("name").limit(size)
    db.users.find({"$where": "this.a == " + q})  # error: code-injection
    db.users.aggregate([{"$match": {"name": q}}])
    db.users.distinct("name", {"a": q})
    return {}


@app.post("/5")
async def five(request: Request):
    f = await request.json()
    db.users.find_one({"name": f["name"], "pw": f["pw"]})  # error: nosql-injection
    db.users.find_one({"name": str(f["name"])})
    db.users.update_one({"_id": f["id"]}, {"$set": {"seen": True}})  # error: nosql-injection
    db.users.insert_one(f)
    if not isinstance(f["name"], str):
        return {}
    db.users.find_one({"name": f["name"]})
    return {}


@app.post("/6")
async def six(name: str = Form(), q: str = Form("")):
    db.users.find_one({"name": name})
    return HTMLResponse(f"<p>{name}</p>")  # error: xss
