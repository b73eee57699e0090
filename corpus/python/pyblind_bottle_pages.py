import bottle
from bottle import Bottle, HTTPError, HTTPResponse, abort, get, post, redirect, request, response, route, run, static_file, template, SimpleTemplate
import sqlite3
import xml.etree.ElementTree as ET
import lxml.etree

app = Bottle()


@app.route("/hello/<name>")
def hello(name):
    return "<b>Hello " + name + "</b>"  # error: xss


@app.route("/hello2/<name>")
def hello2(name):
    return template("<b>Hello {{name}}</b>!", name=name)


@app.route("/hello3/<name>")
def hello3(name):
    return template("<b>Hello " + name + "</b>!")  # error: template-injection


@app.route("/num/<n:int>")
def num(n):
    return f"<b>{n}</b>"


@app.route("/re/<n:re:[a-z]+>")
def rex(n):
    return f"<b>{n}</b>"


@app.post("/login")
def login():
    user = request.forms.get("user")
    db = sqlite3.connect("x.db")
    c = db.cursor()
    c.execute("SELECT * FROM u WHERE n = ?", (user,))
    c.executescript("INSERT INTO log VALUES ('" + user + "')")  # error: sql-injection
    redirect(request.query.next or "/")  # error: open-redirect


@app.get("/static/<path:path>")
def static(path):
    return static_file(path, root="/srv/static")


@app.get("/download")
def download():
    f = request.params.f
    return open("/srv/" + f).read()  # error: path-traversal


@app.get("/json")
def js():
    response.content_type = "application/json"
    return '{"name": "%s"}' % request.query.get("name")


@app.get("/xss2")
def xss2():
    response.set_header("X-A", "b")
    return ["<p>", request.cookies.get("a"), "</p>"]  # error: xss


@app.get("/header")
def header():
    raise HTTPResponse("<p>" + request.headers.get("X-N", "") + "</p>", status=400)  # error: xss


@app.post("/xml")
def xml():
    tree = lxml.etree.parse(request.body, lxml.etree.XMLParser(resolve_entities=True, load_dtd=True, no_network=False))  # error: xml-external-entities
    user = request.forms.user
    found = tree.xpath("//user[@name='" + user + "']")  # error: xpath-injection
    found2 = tree.xpath("//user[@name=$n]", n=user)
    return {"n": len(found) + len(found2)}


@app.error(404)
def e404(error):
    return "Nothing here, sorry: " + bottle.html_escape(request.path)
