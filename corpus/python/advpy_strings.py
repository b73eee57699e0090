import base64
import string
from string import Template
from flask import Flask, request
from markupsafe import Markup, escape

app = Flask(__name__)


@app.route("/1")
def one():
    return Template("<b>$name</b>").substitute(name=request.args["n"])  # error: xss


@app.route("/2")
def two():
    return Template("<b>$name</b>").safe_substitute({"name": escape(request.args["n"])})


@app.route("/3")
def three():
    raw = base64.b64encode(request.args["n"].encode()).decode()
    return raw


@app.route("/4")
def four():
    raw = base64.b64encode(request.args["n"].encode()).decode()
    text = base64.b64decode(raw).decode("utf-8")
    return text  # error: xss


@app.route("/5")
def five():
    return "<b>{}</b>".format(request.args["n"])  # error: xss


@app.route("/6")
def six():
    return "<b>{n}</b>".format(n=escape(request.args["n"]), unused=request.args["n"])


@app.route("/7")
def seven():
    return "<b>%(n)s</b>" % {"n": request.args["n"]}  # error: xss


@app.route("/8")
def eight():
    return "<b>%(n)s</b>" % {"n": "x", "m": request.args["n"]}


@app.route("/9")
def nine():
    return "<b>%d</b>" % int(request.args["n"])


@app.route("/10")
def ten():
    return Markup("<b>{}</b>").format(request.args["n"])


@app.route("/11")
def eleven():
    return Markup("<b>" + request.args["n"] + "</b>")  # error: xss


@app.route("/12")
def twelve():
    return "".join(c for c in request.args["n"] if c in string.ascii_letters)


@app.route("/13")
def thirteen():
    return "".join(c for c in request.args["n"] if c != "<script>")  # error: xss


@app.route("/14")
def fourteen():
    n = request.args["n"]
    if n.isdigit():
        return "<b>" + n + "</b>"
    return "bad: " + n  # error: xss


@app.route("/15")
def fifteen():
    n = request.args["n"]
    if not n.isalnum():
        n = "anonymous"
    return "<b>" + n + "</b>"


@app.route("/16")
def sixteen():
    return request.args["n"].encode("ascii", "xmlcharrefreplace").decode()  # error: xss


@app.route("/17")
def seventeen():
    head, _, tail = request.args["n"].partition(":")
    return tail or head  # error: xss


@app.route("/18")
def eighteen():
    return bytes.fromhex(request.args["n"]).decode()  # error: xss


@app.route("/19")
def nineteen():
    return request.args["n"].encode().hex()


@app.route("/20")
def twenty():
    return "<b>{0:>10}</b>".format(request.args["n"])  # error: xss


@app.route("/21")
def twentyone():
    return f"<b>{float(request.args['n']):.2f}</b>"


@app.route("/22")
def twentytwo():
    return f"<b>{request.args['n']!r}</b>"  # error: xss


@app.route("/23")
def twentythree():
    n = request.args["n"]
    n = n.translate(str.maketrans({"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "'": "&#39;"}))
    return "<b>" + n + "</b>"
