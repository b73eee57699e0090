"""A desk for bundles: uploads, imports from a partner, themes and pages."""

import asyncio
import importlib
import logging
import os
import shutil
import sqlite3
import zipfile

import websockets
from flask import Flask, abort, make_response, redirect, request, send_file

from desk import Bundle
from desk.rules import ensure_folder

app = Flask(__name__)
log = logging.getLogger(__name__)
ROOT = "/srv/bundles"
THEMES = ("plain", "dark")


def connection():
    return sqlite3.connect("desk.db")


def active_theme():
    row = connection().execute("SELECT module FROM themes WHERE active").fetchone()
    return importlib.import_module(f"desk.themes.{row[0]}")


@app.get("/theme")
def preview_theme():
    theme = importlib.import_module("desk.themes." + request.args["theme"])  # error: code-injection
    return theme.title()


@app.get("/theme/known")
def known_theme():
    name = request.args["theme"]
    if name not in THEMES:
        abort(404)
    return importlib.import_module("desk.themes." + name).title()


@app.post("/bundles")
def upload():
    upload = request.files["bundle"]
    ending = upload.filename.rsplit(".", 1)[-1]
    upload.save(os.path.join(ROOT, "incoming." + ending))
    upload.save(os.path.join(ROOT, upload.filename))  # error: path-traversal
    log.info("upload %s", upload.filename)  # error: log-injection
    log.info("upload %r of %d bytes", upload.filename, request.content_length)
    return "", 201


@app.post("/bundles/unpack")
def unpack():
    bundle = zipfile.ZipFile(os.path.join(ROOT, "incoming.zip"))
    first = os.path.join("/tmp/incoming", bundle.namelist()[0])
    for folder, _, files in os.walk(first):
        log.debug("%s holds %d files", len(folder), len(files))
    for name in bundle.namelist():
        shutil.copy("/tmp/template", os.path.join("/tmp/incoming", name))  # error: path-traversal
        shutil.copy("/tmp/template", os.path.join("/tmp/incoming", os.path.basename(name)))
    return "", 204


@app.get("/bundles/file")
def bundle_file():
    path = os.path.realpath(os.path.join(ROOT, request.args["name"]))
    if not path.startswith(ROOT + os.sep):
        abort(403)
    if os.path.isdir(path):
        path = os.path.join(path, "index.html")
    return send_file(path)


@app.get("/bundles/raw")
def raw_file():
    path = os.path.join(ROOT, request.args["name"])
    if request.args.get("strict"):
        if ".." in path:
            abort(403)
        path = path + ".html"
    return send_file(path)  # error: path-traversal


@app.get("/bundles/folder")
def make_folder():
    name = request.args["name"]
    ensure_folder(name)
    return {"files": os.listdir(os.path.join(ROOT, name))}  # error: path-traversal


@app.post("/records")
def record():
    bundle = Bundle(title=request.form["title"], pages=12)
    if request.form.get("short"):
        return make_response(f"<p>{bundle.pages} pages</p>")
    return make_response(f"<h1>{bundle.title}</h1>")  # error: xss


@app.get("/go")
def go():
    target = request.args.get("next", "/")
    if not target.startswith("/") or target.startswith("//") or "\\" in target:
        target = "/"
    return redirect(target)


@app.get("/went")
def went():
    return redirect(request.args.get("next", "/"))  # error: open-redirect


async def partner():
    async with websockets.connect("wss://partner.example.com/bundles") as stream:
        async for message in stream:
            log.info("partner says %s", message)


async def visitor(connection):
    async for message in connection:
        log.info("visitor says %s", message)  # error: log-injection


async def main():
    async with websockets.serve(visitor, "localhost", 8765):
        await partner()


if __name__ == "__main__":
    asyncio.run(main())
