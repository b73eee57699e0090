"""Uploads, downloads, redirects and outgoing requests of a Flask application."""

import os
import pathlib
import posixpath
import uuid
from urllib.parse import urljoin, urlparse, urlsplit

import httpx
import requests
from flask import Flask, abort, current_app, flash, make_response, redirect, request, send_file, send_from_directory, session, url_for
from werkzeug.utils import safe_join, secure_filename

app = Flask(__name__)
app.config["UPLOAD_FOLDER"] = "/srv/uploads"
ROOT = pathlib.Path("/srv/files").resolve()
ALLOWED = {"png", "jpg", "pdf"}
FEEDS = {"news": "https://news.example.org/feed", "jobs": "https://jobs.example.org/feed"}


def allowed(filename):
    return "." in filename and filename.rsplit(".", 1)[1].lower() in ALLOWED


def is_local(target):
    base = urlparse(request.host_url)
    test = urlparse(urljoin(request.host_url, target))
    return test.scheme in ("http", "https") and base.netloc == test.netloc


@app.post("/upload")
def upload():
    file = request.files["file"]
    if not file or not allowed(file.filename):
        flash("no file")
        return redirect(request.url)
    file.save(os.path.join(app.config["UPLOAD_FOLDER"], file.filename))  # error: path-traversal
    return redirect(url_for("show", name=file.filename))


@app.post("/upload/safe")
def upload_safe():
    file = request.files["file"]
    name = secure_filename(file.filename)
    file.save(os.path.join(current_app.config["UPLOAD_FOLDER"], name))
    return {"name": name}


@app.post("/upload/generated")
def upload_generated():
    file = request.files.get("file")
    suffix = os.path.splitext(secure_filename(file.filename))[1]
    file.save(ROOT / f"{uuid.uuid4().hex}{suffix}")
    return "", 204


@app.get("/files/<path:name>")
def show(name):
    return send_from_directory(ROOT, name)


@app.get("/files/raw/<path:name>")
def show_raw(name):
    return send_file(ROOT / name)  # error: path-traversal


@app.get("/files/joined")
def show_joined():
    path = safe_join(str(ROOT), request.args["name"])
    if path is None:
        abort(404)
    return send_file(path, as_attachment=True)


@app.get("/files/resolved")
def show_resolved():
    path = (ROOT / request.args["name"]).resolve()
    if not path.is_relative_to(ROOT):
        abort(403)
    return path.read_text(), 200, {"Content-Type": "text/plain"}


@app.get("/files/base")
def show_base():
    return send_file(os.path.join("/srv/files", os.path.basename(request.args["name"])))


@app.get("/files/dots")
def show_dots():
    name = request.args["name"].replace("../", "")
    return send_file("/srv/files/" + name)  # error: path-traversal


@app.get("/go")
def go():
    target = request.args.get("next")
    if target and is_local(target):
        return redirect(target)
    return redirect(url_for("index"))


@app.get("/go/raw")
def go_raw():
    return redirect(request.args.get("next") or request.referrer or url_for("index"))  # error: open-redirect


@app.get("/go/netloc")
def go_netloc():
    target = request.args.get("next", "")
    parts = urlsplit(target)
    if parts.netloc or parts.scheme or not target.startswith("/") or target.startswith(("//", "/\\")):
        target = "/"
    return redirect(target)


@app.get("/go/header")
def go_header():
    response = make_response("", 302)
    response.headers["Location"] = request.args["next"]  # error: open-redirect
    return response


@app.get("/go/suffix")
def go_suffix():
    return redirect("https://shop.example.org/items/" + request.args["item"])


@app.get("/go/host")
def go_host():
    return redirect("https://" + request.args["shop"] + ".example.org/")  # error: open-redirect


@app.get("/feed")
def feed():
    url = FEEDS.get(request.args["feed"])
    if url is None:
        abort(404)
    return requests.get(url, timeout=5).json()


@app.get("/feed/any")
def feed_any():
    answer = requests.get(request.args["url"], timeout=5)  # error: ssrf
    return answer.json()


@app.get("/feed/host")
def feed_host():
    with httpx.Client() as client:
        answer = client.get(f"https://{request.args['host']}/feed")  # error: ssrf
    return {"status": answer.status_code}


@app.get("/feed/item")
def feed_item():
    item = request.args["item"]
    return requests.get("https://news.example.org/items/%s" % item, timeout=5).json()


@app.get("/cookie")
def cookie():
    response = make_response("", 204)
    response.set_cookie("theme", request.args.get("theme", "light"))
    return response
