"""A guest book in Flask: every way in which a view can answer."""

import functools
import json
from dataclasses import dataclass
from html import escape as html_escape

from flask import Blueprint, Flask, Response, g, jsonify, make_response, render_template, render_template_string, request
from markupsafe import Markup, escape

app = Flask(__name__)
book = Blueprint("book", __name__, url_prefix="/book")
PAGE = "<!doctype html><title>%s</title><main>%s</main>"


@dataclass
class Entry:
    author: str
    text: str
    stars: int = 0

    @property
    def line(self):
        return f"<li>{self.author}: {self.text}</li>"

    @property
    def safe_line(self):
        return f"<li>{escape(self.author)}: {escape(self.text)} ({self.stars})</li>"


def page(title, body):
    return PAGE % (title, body)


def entry_from_form():
    form = request.form
    return Entry(author=form["author"], text=form.get("text", ""), stars=form.get("stars", 0, type=int))


def html(view):
    @functools.wraps(view)
    def wrapper(*args, **kwargs):
        return page("Guest book", view(*args, **kwargs))
    return wrapper


@book.route("/preview", methods=["POST"])
def preview():
    entry = entry_from_form()
    return page("Preview", entry.line)  # error: xss


@book.route("/preview/safe", methods=["POST"])
def preview_safe():
    entry = entry_from_form()
    return page("Preview", entry.safe_line)


@book.route("/by/<author>")
def by_author(author):
    return "<h1>Entries of " + author + "</h1>"  # error: xss


@book.route("/by-number/<int:number>")
def by_number(number):
    return "<h1>Entry " + str(number) + "</h1>"


@book.route("/tuple")
def with_status():
    name = request.args.get("name", "nobody")
    if name == "nobody":
        return "<p>nobody</p>", 404
    return f"<p>No entry of {name}</p>", 404, {"X-Book": "1"}  # error: xss


@book.route("/tuple/text")
def with_text_headers():
    name = request.args.get("name", "nobody")
    return f"No entry of {name}", 404, {"Content-Type": "text/plain; charset=utf-8"}


@book.route("/dict")
def as_dict():
    return {"name": request.args.get("name"), "markup": "<b>" + request.args.get("name", "") + "</b>"}


@book.route("/json")
def as_json():
    return jsonify(name=request.args["name"])


@book.route("/json/typed")
def as_json_typed():
    return Response(json.dumps({"name": request.args["name"]}), mimetype="application/json")


@book.route("/json/untyped")
def as_json_untyped():
    return json.dumps({"name": request.args["name"]})  # error: xss


@book.route("/late")
def content_type_afterwards():
    response = make_response("name: " + request.args["name"])
    response.mimetype = "text/plain"
    return response


@book.route("/late/headers")
def content_type_header_afterwards():
    response = make_response("name: " + request.args["name"])
    response.headers["Content-Type"] = "text/plain"
    return response


@book.route("/late/status")
def status_afterwards():
    response = make_response("name: " + request.args["name"])  # error: xss
    response.status_code = 400
    return response


@book.route("/template")
def in_template():
    return render_template("entry.html", author=request.args["author"])


@book.route("/template/string")
def in_template_string():
    return render_template_string("<p>{{ author }}</p>", author=request.args["author"])


@book.route("/template/marked")
def in_template_marked():
    badge = Markup("<b>" + request.args["author"] + "</b>")  # error: xss
    return render_template("entry.html", badge=badge)


@book.route("/template/formatted")
def in_template_formatted():
    badge = Markup("<b>{}</b>").format(request.args["author"])
    return render_template("entry.html", badge=badge)


@book.route("/percent")
def percent_markup():
    return Markup("<b>%s</b>") % request.args["author"]


@book.before_request
def remember():
    g.theme = request.cookies.get("theme", "light")


@book.route("/theme")
def theme():
    return '<body class="' + html_escape(g.theme) + '">'


@book.route("/wall")
def wall():
    lines = [f"<li>{html_escape(tag)}</li>" for tag in request.args.getlist("tag")]
    return "<ul>" + "".join(lines) + "</ul>"


@book.route("/wall/raw")
def wall_raw():
    lines = [f"<li>{tag}</li>" for tag in request.args.getlist("tag")]
    return "<ul>" + "".join(lines) + "</ul>"  # error: xss


app.register_blueprint(book)
