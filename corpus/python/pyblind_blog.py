import functools
import logging
import os
import sqlite3
from datetime import datetime

import click
from flask import Blueprint, Flask, Response, abort, current_app, flash, g, jsonify, redirect, render_template, request, send_from_directory, session, url_for
from flask.cli import with_appcontext
from jinja2 import Environment, PackageLoader
from markupsafe import escape
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.security import check_password_hash, generate_password_hash

bp = Blueprint("blog", __name__)
logger = logging.getLogger(__name__)
PER_PAGE = 10


def get_db():
    if "db" not in g:
        g.db = sqlite3.connect(current_app.config["DATABASE"], detect_types=sqlite3.PARSE_DECLTYPES)
        g.db.row_factory = sqlite3.Row
    return g.db


def login_required(view):
    @functools.wraps(view)
    def wrapped_view(**kwargs):
        if g.user is None:
            return redirect(url_for("auth.login", next=request.path))
        return view(**kwargs)

    return wrapped_view


@bp.before_app_request
def load_logged_in_user():
    user_id = session.get("user_id")
    g.user = get_db().execute("SELECT * FROM user WHERE id = ?", (user_id,)).fetchone() if user_id else None


@bp.route("/login", methods=("GET", "POST"))
def login():
    if request.method == "POST":
        username = request.form["username"]
        error = None
        user = get_db().execute("SELECT * FROM user WHERE username = ?", (username,)).fetchone()
        if user is None:
            error = "Incorrect username."
            logger.warning("failed login for %s", username)  # error: log-injection
        elif not check_password_hash(user["password"], request.form["password"]):
            error = f"Wrong password for {username}"
            logger.warning("wrong password for %r", username)
        if error is None:
            session.clear()
            session["user_id"] = user["id"]
            target = request.args.get("next")
            if target and target.startswith("/") and not target.startswith(("//", "/\\")):
                return redirect(target)
            return redirect(url_for("index"))
        flash(error)
    return render_template("login.html")


def get_post(id, check_author=True):
    post = get_db().execute("SELECT * FROM post WHERE id = %s" % id).fetchone()  # error: sql-injection
    if post is None:
        abort(404, f"Post id {id} doesn't exist.")
    return post


@bp.route("/<id>/update", methods=("GET", "POST"))
@login_required
def update(id):
    post = get_post(id)
    if request.method == "POST":
        title = request.form["title"]
        body = request.form.get("body") or ""
        get_db().execute("UPDATE post SET title = ?, body = ? WHERE id = ?", (title, body, id))
        get_db().commit()
    return render_template("update.html", post=post)


@bp.route("/<int:id>/show")
def show(id):
    post = get_post(id)
    return render_template("show.html", post=post)


@bp.route("/tag/<tag>")
def tag(tag):
    page = max(request.args.get("page", 1, type=int), 1)
    posts = get_db().execute(
        "SELECT * FROM post WHERE tag = ? ORDER BY created LIMIT {} OFFSET {}".format(PER_PAGE, (page - 1) * PER_PAGE), (tag,)
    ).fetchall()
    if not posts:
        return "<h1>No posts tagged {}</h1>".format(tag), 404  # error: xss
    return jsonify([dict(p) for p in posts])


@bp.route("/feed.xml")
def feed():
    base = request.url_root
    q = request.args.get("q", "")
    xml = f"<feed><id>{base}</id><title>{escape(q)}</title></feed>"
    return Response(xml, mimetype="application/atom+xml")


@bp.route("/uploads/<path:name>")
def uploads(name):
    return send_from_directory(os.path.join(current_app.instance_path, "uploads"), name)


@bp.app_errorhandler(HTTPException)
def handle(e):
    if request.accept_mimetypes.best == "application/json":
        return jsonify(code=e.code, name=e.name), e.code
    return "<h1>%s</h1><p>%s</p>" % (e.code, request.args.get("msg", e.name)), e.code  # error: xss


@click.command("init-db")
@click.argument("name")
@with_appcontext
def init_db_command(name):
    get_db().executescript(open("schema.sql").read())
    click.echo("Initialized " + name)


@bp.route("/archive")
def archive():
    fmt = request.args.get("fmt", "%Y")
    return "<p>" + datetime.now().strftime(fmt) + "</p>"  # error: xss


@bp.route("/import", methods=["POST"])
def imp():
    for f in request.files.getlist("files"):
        ext = f.filename.rsplit(".", 1)[1].lower()
        if ext not in {"md", "txt"}:
            continue
        f.save(os.path.join(current_app.config["UPLOAD_FOLDER"], f.filename))  # error: path-traversal
        logger.info("saved %s (%s)", f.filename, ext)  # error: log-injection
    return redirect(request.url)


def create_app(test_config=None):
    app = Flask(__name__, instance_relative_config=True)
    app.register_blueprint(bp)
    app.cli.add_command(init_db_command)
    return app
