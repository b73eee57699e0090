import functools
from flask import Flask, request
from markupsafe import escape

app = Flask(__name__)
LAST = ""


def shout(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs).upper()
    return wrapper


def escaped(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        return str(escape(f(*args, **kwargs)))
    return wrapper


@shout
def read_name():
    return request.args["name"]


@escaped
def read_safe_name():
    return request.args["name"]


@app.route("/a")
def a():
    return read_name()  # error: xss


@app.route("/b")
def b():
    return read_safe_name()


def box(content, *, css="plain"):
    return f'<div class="{css}">{content}</div>'


@app.route("/c")
def c():
    boxed = functools.partial(box, css="wide")
    return boxed(request.args["t"])  # error: xss


@app.route("/c2")
def c2():
    boxed = functools.partial(box, "fixed")
    return boxed(css="wide")


def last(*args):
    return args[-1]


def named(**kw):
    return kw["title"]


@app.route("/d")
def d():
    return last(request.args["t"], "constant")


@app.route("/e")
def e():
    return named(title=request.args["t"], other="x")  # error: xss


@app.route("/f")
def f():
    return named(title="x", other=request.args["t"])


@app.route("/g")
def g():
    values = map(escape, request.args.getlist("t"))
    return "".join(values)


@app.route("/h")
def h():
    values = map(str.strip, request.args.getlist("t"))
    return "".join(values)  # error: xss


@app.route("/i")
def i():
    return "".join(filter(lambda t: len(t) > 2, request.args.getlist("t")))  # error: xss


@app.route("/j")
def j():
    return "".join(filter(str.isalnum, request.args.get("t", "")))


@app.route("/k")
def k():
    return functools.reduce(lambda acc, t: acc + "<li>" + t, request.args.getlist("t"), "")  # error: xss


@app.route("/m")
def m():
    global LAST
    LAST = request.args["t"]
    return show_last()  # error: xss


def show_last():
    return LAST


def lines(text):
    for line in text.split("\n"):
        yield "<li>" + line


def safe_lines(text):
    for line in text.split("\n"):
        yield "<li>" + escape(line)


@app.route("/n")
def n():
    return "".join(lines(request.args["t"]))  # error: xss


@app.route("/o")
def o():
    return "".join(safe_lines(request.args["t"]))


@app.route("/p")
def p():
    def sanitize(text):
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return "<b>" + sanitize(request.args["t"]) + "</b>"


@app.route("/q")
def q():
    table = {"up": lambda v: v.upper(), "esc": lambda v: str(escape(v))}
    if request.args.get("up"):
        return table["up"](request.args["t"])  # error: xss
    return table["esc"](request.args["t"])


def first_of(seq, default=None):
    return next(iter(seq), default)


@app.route("/r")
def r():
    return first_of(request.args.getlist("t"), "none")  # error: xss
