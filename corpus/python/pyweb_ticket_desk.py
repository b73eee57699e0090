"""A ticket desk: one Flask application as it grew."""

import logging
import os
import re
from functools import wraps
from html import escape
from http import HTTPStatus

import requests
from flask import (Blueprint, Flask, Response, abort, current_app, g, jsonify, make_response, redirect, render_template,
                   render_template_string, request, send_file, session, url_for)
from markupsafe import Markup

bp = Blueprint("tickets", __name__, url_prefix="/tickets")
log = logging.getLogger("desk")
STATES = ("open", "closed", "waiting")
SORTS = {"date": "created_at", "name": "title"}
NUMBER = re.compile(r"\A\d{1,9}\Z")


class BadTicket(Exception):
    def __init__(self, reason, status=HTTPStatus.BAD_REQUEST):
        super().__init__(reason)
        self.reason = reason
        self.status = status


def need(name, *, pattern=None):
    value = request.values.get(name)
    if value is None or (pattern and not pattern.match(value)):
        raise BadTicket(f"missing or bad: {name}")
    return value


def only_logged_in(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        if "user" not in session:
            log.info("anonymous at %s", request.path)  # error: log-injection
            return redirect(url_for("auth.login", next=request.path))
        return view(*args, **kwargs)
    return wrapper


@bp.errorhandler(BadTicket)
def bad_ticket(problem):
    return f"<p>{problem.reason}</p>", problem.status


@bp.get("/<ticket_id>")
@only_logged_in
def show(ticket_id):
    if not NUMBER.match(ticket_id):
        log.warning("odd ticket %s", ticket_id)  # error: log-injection
        return f"<p>No ticket {ticket_id}</p>", 404  # error: xss
    log.info("ticket %s", ticket_id)
    return f"<p>Ticket {ticket_id}</p>"


@bp.get("/list")
def listing():
    state = request.args.get("state", "open").lower()
    order = SORTS.get(request.args.get("sort"), "created_at")
    if state not in STATES:
        state = "open"
    log.info("list %s by %s", state, order)
    title = Markup("<h1>%s tickets</h1>") % state
    return render_template("list.html", title=title, q=request.args.get("q"))


@bp.post("/")
def create():
    title, number = need("title"), need("number", pattern=NUMBER)
    log.info("number %s", number)
    log.info("title %s", title)  # error: log-injection
    g.last = title
    response = make_response(jsonify(title=title), 201)
    response.headers["Location"] = url_for("tickets.show", ticket_id=number)
    return response


@bp.get("/export.<ext>")
def export(ext):
    kinds = {"csv": "text/csv", "html": "text/html"}
    body = "title\n" + request.args.get("title", "")
    if ext == "csv":
        return Response(body, mimetype=kinds[ext])
    if ext == "html":
        return Response(body, mimetype=kinds[ext])  # error: xss
    abort(404)


@bp.get("/attachment")
def attachment():
    name = os.path.normpath("/" + request.args["name"]).lstrip("/")
    full = os.path.join(current_app.config["FILES"], request.args["name"])
    if request.args.get("raw"):
        return send_file(full)  # error: path-traversal
    return send_file(os.path.join("/srv/files", name))


@bp.get("/widget")
def widget():
    color = request.args.get("color", "red")
    if not re.fullmatch(r"#?[0-9a-zA-Z]{3,8}", color):
        color = "red"
    text = request.args.get("text", "")[:20]
    style = f'style="color: {color}"'
    return f"<div {style}>" + escape(text, quote=True) + "</div>"


@bp.get("/search")
def search():
    q = request.args.get("q", type=str) or ""
    found = [t for t in ("printer", "screen") if q in t]
    page = "<p>%d found</p>" % len(found)
    if not found:
        page += "<p>Nothing for <em>" + q + "</em></p>"
    return page  # error: xss


@bp.get("/forward")
def forward():
    base = current_app.config["UPSTREAM"]
    answer = requests.get(f"{base}/tickets/{request.args['id']}", timeout=5)
    return answer.json()


@bp.get("/hook")
def hook():
    requests.post(request.args["callback"], json={}, timeout=5)  # error: ssrf
    return "", 204


@bp.get("/greeting")
def greeting():
    template = "<p>Hello {{ name }}</p>"
    if request.args.get("bold"):
        template = "<b>Hello %s</b>" % request.args["bold"]
    return render_template_string(template, name=request.args.get("name"))  # error: template-injection
