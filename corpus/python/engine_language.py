import re
from flask import Blueprint, Flask, abort
from flask import request as incoming

app = Flask(__name__)
bp = Blueprint("pages", __name__)

TABLE = {"red": "<b>red</b>", "blue": "<b>blue</b>"}
ALLOWED = ("asc", "desc")
NAME = re.compile(r"[A-Za-z0-9_]+")


def identity(value):
    return value


def wrap(tag, body):
    return "<{0}>{1}</{0}>".format(tag, body)


def second(first, other):
    return other


def is_allowed(value):
    return value in ALLOWED


def require_name(value):
    if not NAME.fullmatch(value):
        raise ValueError("bad name")
    return value


def fill(target, value):
    target["title"] = value
    target["static"] = "fixed"


class Page:
    kind = "page"

    def __init__(self, title):
        self.title = title
        self.size = 3

    @property
    def heading(self):
        return f"<h1>{self.title}</h1>"

    def render(self):
        return self.heading


class Article(Page):
    def __init__(self, title, body):
        super().__init__(title)
        self.body = body

    def show(self):
        return self.render() + self.body


@app.route("/one")
def one():
    q = incoming.args.get("q", "")
    return wrap("p", q)  # error: xss


@app.route("/two")
def two():
    q = incoming.args.get("q", "")
    return wrap("p", second(q, "constant"))


@app.route("/three")
def three():
    q = incoming.args["q"]
    if not is_allowed(q):
        return "bad"
    return wrap("p", q)


@app.route("/four")
def four():
    return wrap("p", require_name(incoming.args["name"]))


@app.route("/five")
def five():
    record = {"safe": "x", "bad": incoming.args["q"]}
    if incoming.args.get("plain"):
        return record["safe"]
    return record["bad"]  # error: xss


@app.route("/six")
def six():
    target = {}
    fill(target, incoming.form["title"])
    if len(target) > 3:
        return target["static"]
    return "<p>" + target["title"] + "</p>"  # error: xss


@app.route("/seven")
def seven():
    page = Page(incoming.args["t"])
    return page.render()  # error: xss


@app.route("/eight")
def eight():
    return Article("fixed", "text").show()


@app.route("/nine")
def nine():
    names = incoming.args.getlist("n")
    items = ["<li>%s</li>" % name for name in names if name]
    return "".join(items)  # error: xss


@app.route("/ten")
def ten():
    names = incoming.args.getlist("n")
    return ", ".join(str(len(name)) for name in names)


@app.route("/eleven")
def eleven():
    value = incoming.args.get("v")
    try:
        number = int(value)
    except (TypeError, ValueError):
        return f"not a number: {value}"  # error: xss
    return f"<b>{number}</b>"


@app.route("/twelve")
def twelve():
    value = incoming.args.get("v", "")
    limit = 7 * 6
    text = value
    if limit > 40:
        text = "always"
    return text


@app.route("/thirteen/<name>")
def thirteen(name):
    if name not in TABLE:
        abort(404)
    return TABLE[name] + name


@app.route("/fourteen")
def fourteen():
    items = []
    items.append("first")
    items.append(incoming.args["q"])
    items.append("last")
    items.pop(0)
    if incoming.args.get("x"):
        return items[1]
    return items[0]  # error: xss


@app.route("/fifteen")
def fifteen():
    def inner(text):
        return "<i>" + text + "</i>"

    render = lambda text: inner(text)
    return render(incoming.args["q"])  # error: xss


@bp.route("/sixteen")
def sixteen():
    kinds = {"a": identity, "b": wrap}
    text = incoming.cookies.get("c") or "none"
    match text:
        case "a":
            return kinds["a"](text)
        case other:
            return other  # error: xss


@app.route("/seventeen")
def seventeen():
    text = incoming.args["q"].replace("<", "").replace(">", "")
    partial = incoming.args["q"].replace("<script>", "")
    if len(text) > 10:
        return text
    return partial  # error: xss
