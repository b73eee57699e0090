"""Wrong tool for the job: encoders used in another context."""
import html
import json
import os
import re
import shlex
import sqlite3
from urllib.parse import quote, quote_plus
from flask import Flask, request, redirect, Response
from markupsafe import escape, Markup

app = Flask(__name__)


@app.get("/shell-html")
def shell_html():
    os.system("echo " + html.escape(request.args["q"]))  # error: command-injection
    return ""


@app.get("/html-shell")
def html_shell():
    return "<p>" + shlex.quote(request.args["q"]) + "</p>"  # error: xss


@app.get("/sql-shell")
def sql_shell():
    sqlite3.connect("x").execute("SELECT " + shlex.quote(request.args["q"]))  # error: sql-injection
    return ""


@app.get("/path-html")
def path_html():
    return open("/srv/" + escape(request.args["q"])).read(), 200, {"Content-Type": "text/plain"}  # error: path-traversal


@app.get("/html-url")
def html_url():
    return '<a href="%s">link</a>' % escape(request.args["u"])  # error: xss


@app.get("/html-url-ok")
def html_url_ok():
    return '<a href="/search?q=%s">link</a>' % quote_plus(request.args["u"])


@app.get("/script")
def script():
    return "<script>var q = '%s';</script>" % escape(request.args["q"])


@app.get("/redirect-escape")
def redirect_escape():
    return redirect(escape(request.args["u"]))  # error: open-redirect


@app.get("/regex-html")
def regex_html():
    re.compile(html.escape(request.args["q"]))  # error: regex-injection
    return ""


@app.get("/json-in-script")
def json_in_script():
    return "<script>var q = " + json.dumps(request.args["q"]) + ";</script>"  # error: xss


@app.get("/path-quote")
def path_quote():
    return open("/srv/" + quote(request.args["q"])).read(), 200, {"Content-Type": "text/plain"}  # error: path-traversal


@app.get("/markup-of-escape")
def markup_of_escape():
    return Markup("<b>" + escape(request.args["q"]) + "</b>")


@app.get("/escape-after-markup")
def escape_after_markup():
    value = escape(Markup(request.args["q"]))  # error: xss
    return "<b>" + value + "</b>"


@app.get("/bleach")
def bleached():
    import bleach
    return bleach.clean(request.args["q"])
