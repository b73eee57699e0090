from collections import namedtuple
from dataclasses import dataclass, field
from typing import NamedTuple
from flask import Flask, request
from markupsafe import escape

app = Flask(__name__)
Row = namedtuple("Row", ["label", "value"])


class Point(NamedTuple):
    x: str
    y: str


@dataclass
class Comment:
    author: str
    body: str
    tags: list = field(default_factory=list)

    def render(self):
        return f"<p><b>{self.author}</b>: {self.body}</p>"

    def summary(self):
        return f"<p>{escape(self.body)}</p>"


class Holder:
    def __init__(self):
        self._value = None

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, new):
        self._value = new


class Base:
    def body(self):
        return "static"

    def render(self):
        return "<div>" + self.body() + "</div>"


class Unsafe(Base):
    def __init__(self, text):
        self.text = text

    def body(self):
        return self.text


class Safe(Unsafe):
    def body(self):
        return str(escape(self.text))


@app.route("/1")
def one():
    return Comment(request.form["author"], "hi").render()  # error: xss


@app.route("/2")
def two():
    return Comment("bob", request.form["body"]).summary()


@app.route("/3")
def three():
    row = Row("x", request.form["v"])
    return row.value  # error: xss


@app.route("/4")
def four():
    row = Row("x", request.form["v"])
    return row.label


@app.route("/5")
def five():
    p = Point(x=request.form["x"], y="0")
    return p.y


@app.route("/6")
def six():
    p = Point(x=request.form["x"], y="0")
    x, y = p
    return x  # error: xss


@app.route("/7")
def seven():
    h = Holder()
    h.value = request.form["v"]
    return h.value  # error: xss


@app.route("/8")
def eight():
    h = Holder()
    setattr(h, "label", request.form["v"])
    return getattr(h, "label")  # error: xss


@app.route("/9")
def nine():
    return Unsafe(request.form["v"]).render()  # error: xss


@app.route("/10")
def ten():
    return Safe(request.form["v"]).render()


@app.route("/11")
def eleven():
    h = Holder()
    h.a = request.form["v"]
    h.b = "fixed"
    return h.b


@app.route("/12")
def twelve():
    c = Comment(author="a", body="b")
    c.tags.append(request.form["tag"])
    return ", ".join(c.tags)  # error: xss


class Wrapper:
    def __init__(self, text):
        self.text = text

    def __str__(self):
        return self.text


class Quoted:
    def __init__(self, text):
        self.text = text

    def __str__(self):
        return str(escape(self.text))


@app.route("/13")
def thirteen():
    return f"<p>{Wrapper(request.form['v'])}</p>"  # error: xss


@app.route("/14")
def fourteen():
    return f"<p>{Quoted(request.form['v'])}</p>"


class Chain:
    def __init__(self):
        self.parts = []

    def add(self, part):
        self.parts.append(part)
        return self

    def build(self):
        return "".join(self.parts)


@app.route("/15")
def fifteen():
    return Chain().add("<p>").add(request.form["v"]).add("</p>").build()  # error: xss


@app.route("/16")
def sixteen():
    return Chain().add("<p>").add(str(len(request.form["v"]))).build()


class Context:
    def __enter__(self):
        return request.form["v"]

    def __exit__(self, *args):
        return False


@app.route("/17")
def seventeen():
    with Context() as value:
        return value  # error: xss
