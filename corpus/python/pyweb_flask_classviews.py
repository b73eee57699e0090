"""Class-based views, error handlers and hooks of a Flask application."""

import logging
import re

from flask import Flask, Response, abort, current_app, make_response, redirect, request, session, url_for
from flask.views import MethodView, View
from markupsafe import escape

app = Flask(__name__)
log = logging.getLogger("shop.views")
SLUG = re.compile(r"^[a-z0-9-]{1,40}$")


class Labelled(MethodView):
    title = "Shop"
    audit = logging.getLogger("shop.audit")

    def heading(self, text):
        return f"<h1>{self.title}: {text}</h1>"

    def note(self, text):
        self.audit.info("seen: %s", text)  # error: log-injection


class ProductView(Labelled):
    def get(self, slug):
        self.note(slug)
        return self.heading(slug)  # error: xss

    def post(self, slug):
        if not SLUG.match(slug):
            abort(404)
        log.info("bought %s", slug)
        return self.heading(slug)

    def put(self, slug):
        label = request.get_json().get("label", "")
        current_app.logger.warning("label of %s: %s", escape(slug), label)  # error: log-injection
        return {"label": label}


class Search(View):
    methods = ["GET"]

    def __init__(self, template):
        self.template = template

    def dispatch_request(self):
        term = request.values.get("q", "").strip()
        if not term:
            return redirect(url_for("home"))
        return self.template.replace("@term@", term)  # error: xss


class SafeSearch(View):
    def dispatch_request(self):
        term = escape(request.values.get("q", "").strip())
        return "<p>You asked for <em>%s</em></p>" % term


app.add_url_rule("/products/<slug>", view_func=ProductView.as_view("product"))
app.add_url_rule("/search", view_func=Search.as_view("search", "<p>@term@</p>"))
app.add_url_rule("/search/safe", view_func=SafeSearch.as_view("safe-search"))


def legacy():
    return "<p>" + request.args.get("old", "") + "</p>"  # error: xss


def legacy_plain():
    return Response(request.args.get("old", ""), content_type="text/plain")


app.add_url_rule("/legacy", "legacy", legacy)
app.add_url_rule("/legacy/plain", "legacy-plain", legacy_plain)


@app.errorhandler(404)
def missing(error):
    return f"<p>There is no {request.path} here</p>", 404  # error: xss


@app.errorhandler(405)
def not_allowed(error):
    return f"<p>{escape(request.method)} is not allowed for {escape(request.path)}</p>", 405


@app.errorhandler(500)
def broken(error):
    log.error("failed at %s", request.full_path)  # error: log-injection
    log.error("failed at %r", request.full_path)
    return "<p>Sorry</p>", 500


@app.after_request
def stamp(response):
    response.headers["X-Served-By"] = "shop"
    return response


@app.route("/language")
def language():
    chosen = request.args.get("lang", "en")
    match chosen:
        case "en" | "de" | "fr":
            session["lang"] = chosen
            return "<p>Language: " + chosen + "</p>"
        case _:
            return "<p>Unknown language: " + chosen + "</p>", 400  # error: xss


@app.route("/agent")
def agent():
    browser = request.user_agent.string or request.headers.get("User-Agent", "")
    log.info("browser %s", browser)
    return make_response(f"<p>You use {browser}</p>", 200)  # error: xss


@app.route("/upload", methods=["POST"])
def upload():
    if (picked := request.files.get("file")) is None:
        return "no file", 400
    return f"Stored {picked.filename}"  # error: xss


@app.route("/lookup")
def lookup():
    try:
        number = int(request.args["number"])
    except (KeyError, ValueError):
        return "not a number", 400
    return f"<p>Number {number}</p>"


@app.route("/lookup/named")
def lookup_named():
    raw = request.args.get("number", "")
    try:
        number = int(raw)
    except ValueError:
        return f"<p>{raw} is not a number</p>", 400  # error: xss
    return f"<p>{number + 1}</p>"
