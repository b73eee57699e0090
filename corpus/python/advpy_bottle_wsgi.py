import html
import os
import sqlite3
from urllib.parse import parse_qs
from wsgiref.simple_server import make_server
from bottle import Bottle, request, response, route, run, template, static_file, redirect

app = Bottle()


@route("/hello/<name>")
def hello(name):
    return "<b>Hello " + name + "</b>"  # error: xss


@route("/hello2/<name>")
def hello2(name):
    return template("<b>Hello {{name}}</b>", name=name)


@route("/hello3/<n:int>")
def hello3(n):
    return "<b>%s</b>" % n


@app.get("/tpl")
def tpl():
    return template("<b>" + request.query.t + "</b>")  # error: template-injection


@app.post("/save")
def save():
    db = sqlite3.connect("x.db")
    db.execute("INSERT INTO t VALUES ('%s')" % request.forms.get("v"))  # error: sql-injection
    db.execute("INSERT INTO t VALUES (?)", (request.forms.get("v"),))
    return {"ok": request.forms.get("v")}


@app.get("/static/<path:path>")
def static(path):
    return static_file(path, root="/srv/static")


@app.get("/read")
def read():
    response.content_type = "text/plain"
    return open("/srv/" + request.query["f"]).read()  # error: path-traversal


@app.get("/go")
def go():
    redirect(request.query.get("to"))  # error: open-redirect


def application(environ, start_response):
    params = parse_qs(environ["QUERY_STRING"])
    name = params.get("name", ["world"])[0]
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"<h1>" + name.encode() + b"</h1>"]  # error: xss


def application_safe(environ, start_response):
    params = parse_qs(environ.get("QUERY_STRING", ""))
    name = html.escape(params.get("name", ["world"])[0])
    start_response("200 OK", [("Content-Type", "text/html")])
    return [f"<h1>{name}</h1>".encode("utf-8")]


def application_text(environ, start_response):
    size = int(environ.get("CONTENT_LENGTH") or 0)
    body = environ["wsgi.input"].read(size)
    start_response("200 OK", [("Content-Type", "text/plain")])
    os.system("echo " + body.decode())  # error: command-injection
    return [body]


if __name__ == "__main__":
    make_server("127.0.0.1", 8000, application).serve_forever()
