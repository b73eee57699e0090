"""Pages that are put together by hand in many ways."""

import html
import io
import json
import textwrap
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial, reduce
from itertools import chain
from string import Template
from typing import Iterator, NamedTuple
from urllib.parse import quote, urlencode

import bleach
import markdown
import nh3
from flask import Flask, Response, make_response, request, stream_with_context
from markupsafe import Markup, escape

app = Flask(__name__)
ROW = "<tr><td>{name}</td><td>{value}</td></tr>"
LAYOUT = Template("<html><title>$title</title>$body</html>")


class Cell(NamedTuple):
    name: str
    value: str


@dataclass
class Node:
    tag: str
    text: str = ""
    children: list = field(default_factory=list)

    def add(self, child):
        self.children.append(child)
        return self

    def render(self):
        inner = "".join(child.render() for child in self.children)
        return f"<{self.tag}>{html.escape(self.text)}{inner}</{self.tag}>"

    def render_raw(self):
        return f"<{self.tag}>{self.text}</{self.tag}>"


class PageBuilder:
    def __init__(self, title):
        self.parts = ["<title>", html.escape(title), "</title>"]

    def text(self, value):
        self.parts.append(html.escape(value))
        return self

    def raw(self, value):
        self.parts.append(value)
        return self

    def build(self):
        return "".join(self.parts)

    def __str__(self):
        return self.build()


@contextmanager
def element(out, tag):
    out.write(f"<{tag}>")
    yield out
    out.write(f"</{tag}>")


def rows(pairs) -> Iterator[str]:
    for name, value in pairs:
        yield ROW.format(name=escape(name), value=escape(value))


def rows_raw(pairs) -> Iterator[str]:
    for name, value in pairs:
        yield ROW.format(name=name, value=value)


def wrap(tag, text):
    return "<%s>%s</%s>" % (tag, text, tag)


bold = partial(wrap, "b")


@app.get("/table")
def table():
    return "<table>" + "".join(rows(request.args.items())) + "</table>"


@app.get("/table/raw")
def table_raw():
    return "<table>" + "".join(rows_raw(request.args.items())) + "</table>"  # error: xss


@app.get("/node")
def node():
    tree = Node("div").add(Node("p", request.args["text"]))
    return tree.render()


@app.get("/node/raw")
def node_raw():
    return Node("p", request.args["text"]).render_raw()  # error: xss


@app.get("/builder")
def builder():
    return PageBuilder(request.args["title"]).text(request.args["text"]).build()


@app.get("/builder/raw")
def builder_raw():
    page = PageBuilder("Page")
    page.raw(request.args["text"])
    return page.build()  # error: xss


@app.get("/buffer")
def buffer():
    out = io.StringIO()
    with element(out, "p"):
        out.write(request.args["text"])
    return out.getvalue()  # error: xss


@app.get("/buffer/safe")
def buffer_safe():
    out = io.StringIO()
    with element(out, "p"):
        out.write(html.escape(request.args["text"]))
    return out.getvalue()


@app.get("/wrapped")
def wrapped():
    return wrap("b", request.args["text"])  # error: xss


@app.get("/wrapped/partial")
def wrapped_partial():
    return bold(request.args["text"])  # error: xss


@app.get("/wrapped/tag")
def wrapped_safe():
    return wrap("b", html.escape(request.args["text"]))


@app.get("/cells")
def cells():
    cell = Cell(name="n", value=request.args["value"])
    return f"<td>{cell.name}</td>" + f"<td>{cell.value}</td>"  # error: xss


@app.get("/cells/name")
def cells_name():
    cell = Cell(name="n", value=request.args["value"])
    return f"<td>{cell.name}</td>"


@app.get("/layout")
def layout():
    return LAYOUT.substitute(title="Page", body=html.escape(request.args["body"]))


@app.get("/layout/raw")
def layout_raw():
    return LAYOUT.substitute({"title": "Page", "body": request.args["body"]})  # error: xss


@app.get("/stream")
def stream():
    def generate():
        yield "<p>"
        yield request.args["text"]
        yield "</p>"
    return Response(stream_with_context(generate()))  # error: xss


@app.get("/stream/csv")
def stream_csv():
    def generate():
        for name, value in request.args.items():
            yield f"{name},{value}\n"
    return Response(generate(), mimetype="text/csv")


@app.get("/markdown")
def as_markdown():
    return markdown.markdown(request.args["text"])  # error: xss


@app.get("/markdown/clean")
def as_clean_markdown():
    return bleach.clean(markdown.markdown(request.args["text"]), tags=["p", "b"])


@app.get("/nh3")
def as_nh3():
    return nh3.clean(request.args["text"])


@app.get("/script")
def script():
    return "<script>const data = " + json.dumps(request.args.to_dict()) + "</script>"  # error: xss


@app.get("/script/safe")
def script_safe():
    data = json.dumps(request.args.to_dict()).replace("<", "\\u003c")
    return "<script>const data = " + data + "</script>"


@app.get("/link")
def link():
    return '<a href="/search?%s">again</a>' % urlencode({"q": request.args["q"]})


@app.get("/link/path")
def link_path():
    return f'<a href="/items/{quote(request.args["q"])}">again</a>'


@app.get("/link/url")
def link_url():
    return f'<a href="{html.escape(request.args["url"])}">there</a>'  # error: xss


@app.get("/half")
def half():
    return "<p>" + request.args["text"].replace("<script>", "") + "</p>"  # error: xss


@app.get("/angle")
def angle():
    return "<p>" + request.args["text"].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</p>"


@app.get("/reduced")
def reduced():
    return reduce(lambda page, part: page + "<hr>" + part, request.args.getlist("part"), "")  # error: xss


@app.get("/conditional")
def conditional():
    mode = request.args.get("mode")
    title = "Notes" if mode == "notes" else "Pages"
    return f"<h1>{title}</h1>" + {"a": "<p>A</p>", "b": "<p>B</p>"}.get(mode, "")


@app.get("/template")
def dedented():
    page = f"""
        <main>
          {request.args["text"]}
        </main>
    """
    return textwrap.dedent(page)  # error: xss
