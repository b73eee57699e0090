import base64
import hmac
import importlib
import json
import os
import pickle
from urllib.parse import urljoin, urlparse

import yaml
from flask import Blueprint, abort, current_app, flash, jsonify, redirect, render_template, render_template_string, request, session, url_for
from flask.views import MethodView
from flask_login import login_user
from jinja2 import Environment, FileSystemLoader, select_autoescape
from jinja2.sandbox import SandboxedEnvironment

from .models import Mailing, User
from .plugins import REGISTRY

admin = Blueprint("admin", __name__)
mails = Environment(loader=FileSystemLoader("mails"), autoescape=select_autoescape(["html"]))
sandbox = SandboxedEnvironment(autoescape=True)


def is_local(target):
    ours, theirs = urlparse(request.host_url), urlparse(urljoin(request.host_url, target))
    return theirs.scheme in ("http", "https") and ours.netloc == theirs.netloc


def sign(data: bytes) -> str:
    return hmac.new(current_app.secret_key, data, "sha256").hexdigest()


class LoginView(MethodView):
    def get(self):
        return render_template("login.html", next=request.args.get("next"))

    def post(self):
        user = User.query.filter_by(name=request.form["name"]).first()
        if user is None or not user.check(request.form["password"]):
            flash("No user called %s with this password" % request.form["name"])
            return redirect(url_for("admin.login"))
        login_user(user)
        target = request.args.get("next")
        if not target or not is_local(target):
            return redirect(url_for("admin.index"))
        return redirect(target)


class LogoutView(MethodView):
    def get(self):
        session.clear()
        return redirect(request.args.get("next", "/"))  # error: open-redirect


@admin.post("/mailings/preview")
def preview():
    source = request.form["source"]
    name = request.form.get("name", "you")
    fixed = mails.get_template("frame.html").render(name=name)
    dynamic = mails.from_string(source).render(name=name)  # error: template-injection
    quick = render_template_string("<p>Dear {{ name }}</p>", name=name)
    return jsonify(fixed=fixed, dynamic=dynamic, quick=quick)


@admin.get("/mailings/<int:mailing_id>")
def show(mailing_id):
    mailing = Mailing.query.get_or_404(mailing_id)
    heading = request.args.get("heading", mailing.title)
    page = "{% extends 'base.html' %}{% block body %}<h1>" + heading + "</h1>{% endblock %}"
    return render_template_string(page, mailing=mailing)  # error: template-injection


@admin.post("/settings/import")
def import_settings():
    document = request.files["settings"].read()
    if request.form.get("format") == "yaml":
        values = yaml.safe_load(document)
    elif request.form.get("format") == "legacy":
        values = yaml.load(document, yaml.UnsafeLoader)  # error: unsafe-deserialization
    else:
        values = json.loads(document)
    for key in values:
        current_app.config["X_" + str(key)] = values[key]
    return redirect(url_for("admin.index"))


@admin.get("/state")
def state():
    raw = base64.urlsafe_b64decode(request.cookies.get("state", ""))
    if request.args.get("v") == "2":
        return jsonify(json.loads(raw))
    return jsonify(pickle.loads(raw))  # error: unsafe-deserialization


@admin.post("/plugins/<name>/run")
def run_plugin(name):
    body = request.get_json()
    if name in REGISTRY:
        module = importlib.import_module(REGISTRY[name])
        handler = getattr(module, "run")
        return jsonify(handler(body))
    module = importlib.import_module("plugins." + name)  # error: code-injection
    return jsonify(module.run(body))


@admin.post("/rules/test")
def test_rule():
    rule = request.get_json()["rule"]
    value = float(request.get_json()["value"])
    threshold = float(os.environ.get("THRESHOLD", "1"))
    verdict = eval(rule, {"__builtins__": {}}, {"value": value})  # error: code-injection
    return jsonify(verdict=bool(verdict), over=value > threshold)


admin.add_url_rule("/login", view_func=LoginView.as_view("login"))
admin.add_url_rule("/logout", view_func=LogoutView.as_view("logout"))
