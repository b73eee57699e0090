from functools import wraps
from flask import Flask, Response, after_this_request, current_app, g, jsonify, redirect, render_template, request, send_file, session, url_for
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileAllowed
from flask_login import current_user, login_required
from markupsafe import Markup, escape
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import AnyOf, DataRequired, Length, Regexp
from sqlalchemy import text
from io import BytesIO
import logging
import os

app = Flask(__name__)
log = logging.getLogger("shop")


class SearchForm(FlaskForm):
    q = StringField("q", validators=[DataRequired()])
    page = IntegerField("page")
    sort = SelectField("sort", choices=[("a", "A"), ("b", "B")])
    doc = FileField("doc", validators=[FileAllowed(["pdf"])])
    note = TextAreaField("note")


@app.route("/search", methods=["GET", "POST"])
def search():
    form = SearchForm()
    if form.validate_on_submit():
        log.info("query %s", form.q.data)  # error: log-injection
        log.info("page %s sort %s", form.page.data, form.sort.data)
        db.session.execute(text("SELECT * FROM t WHERE q = '%s'" % form.q.data))  # error: sql-injection
        db.session.execute(text("SELECT * FROM t LIMIT %s" % form.page.data))
        form.doc.data.save(os.path.join("/srv/docs", form.doc.data.filename))  # error: path-traversal
        return "<p>%s</p>" % form.note.data  # error: xss
    return render_template("search.html", form=form)


def needs_token(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        token = request.headers.get("X-Token")
        if token != current_app.config["TOKEN"]:
            return "bad token " + escape(token), 403
        return f(*args, **kwargs)

    return wrapper


def with_user(f):
    @wraps(f)
    def wrapper(*args, **kwargs):
        return f(request.args.get("user"), *args, **kwargs)

    return wrapper


@app.route("/hello/<path:rest>")
@needs_token
def hello(rest):
    return "<p>" + rest + "</p>"  # error: xss


@app.route("/me")
@with_user
def me(user):
    return "<p>" + user + "</p>"  # error: xss


@app.before_request
def before():
    g.lang = request.args.get("lang", "en")
    g.n = request.args.get("n", type=int)
    if request.args.get("stop"):
        return "stopped " + request.args["stop"]  # error: xss


@app.route("/lang")
def lang():
    return f"<html lang={g.lang}></html>"  # error: xss


@app.route("/n")
def number():
    return f"<p>{g.n}</p>"


@app.after_request
def after(response):
    response.headers["X-Lang"] = g.lang
    return response


@app.template_filter("bold")
def bold(value):
    return Markup("<b>") + value + Markup("</b>")


@app.route("/body", methods=["POST"])
def body():
    data = request.get_data(as_text=True)
    resp = Response()
    resp.set_data("<pre>" + data + "</pre>")  # error: xss
    return resp


@app.route("/body2", methods=["POST"])
def body2():
    resp = Response(content_type="text/plain")
    resp.set_data(request.get_data(as_text=True))
    return resp


@app.route("/loc")
def loc():
    resp = Response(status=302)
    resp.location = request.values["to"]  # error: open-redirect
    return resp


@app.route("/loc2")
def loc2():
    resp = Response(status=302)
    resp.headers["Location"] = url_for("search", q=request.values["to"])
    return resp


@app.route("/file")
def file():
    return send_file(BytesIO(request.get_data()), download_name=request.args["name"])


@app.route("/file2")
def file2():
    with current_app.open_resource("static/" + request.args["name"]) as f:  # error: path-traversal
        return Response(f.read(), mimetype="application/octet-stream")


@app.route("/user")
@login_required
def user():
    return jsonify(name=current_user.name, q=request.args.get("q"))
