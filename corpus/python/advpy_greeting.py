import html
from flask import Flask, request
from markupsafe import escape

app = Flask(__name__)


@app.route("/hello")
def hello():
    name = request.args.get("name", "World")
    return f"<h1>Hello, {name}!</h1>"  # error: xss


@app.route("/hello-escaped")
def hello_escaped():
    name = request.args.get("name", "World")
    return f"<h1>Hello, {escape(name)}!</h1>"


@app.route("/hello-html")
def hello_html():
    name = html.escape(request.args.get("name", "World"))
    return "<h1>Hello, %s!</h1>" % name


@app.route("/hello-undone")
def hello_undone():
    name = html.escape(request.args.get("name", "World"))
    name = html.unescape(name)
    return "<h1>Hello, %s!</h1>" % name  # error: xss


@app.route("/hello-attr")
def hello_attr():
    name = html.escape(request.args.get("name", ""), quote=False)
    return '<input value="' + name + '">'  # error: xss


@app.route("/hello-number")
def hello_number():
    return "<p>Page " + str(int(request.args.get("page", "1"))) + "</p>"


@app.route("/hello-wrong-escape")
def hello_wrong_escape():
    from urllib.parse import unquote, quote
    q = quote(request.args.get("q", ""))
    return "<p>" + unquote(q) + "</p>"  # error: xss
