"""Files that visitors name."""
import glob
import io
import os
import shutil
import tempfile
from pathlib import Path, PurePosixPath

import aiofiles
from flask import Flask, abort, jsonify, request, send_file, send_from_directory
from werkzeug.utils import safe_join, secure_filename

app = Flask(__name__)
BASE = Path("/srv/files").resolve()
ROOT = "/srv/files"


def inside(path):
    return os.path.realpath(path).startswith(ROOT + os.sep)


@app.get("/open")
def opening():
    name = request.args["name"]
    open(os.path.join(ROOT, name)).read()  # error: path-traversal
    open(f"{ROOT}/{name}.txt")  # error: path-traversal
    io.open(name, "rb")  # error: path-traversal
    open(os.path.join(ROOT, os.path.basename(name)))
    open(os.path.join(ROOT, secure_filename(name)))
    open(os.path.join(ROOT, str(int(request.args["id"])) + ".txt"))
    os.remove("/srv/files/" + name)  # error: path-traversal
    os.makedirs(os.path.join(ROOT, name), exist_ok=True)  # error: path-traversal
    shutil.rmtree(os.path.join(ROOT, name))  # error: path-traversal
    shutil.copy("/srv/template.txt", os.path.join(ROOT, name))  # error: path-traversal
    glob.glob(os.path.join(ROOT, name, "*.txt"))  # error: path-traversal
    os.rename(os.path.join(ROOT, "a"), os.path.join(ROOT, name))  # error: path-traversal
    os.path.exists(os.path.join(ROOT, "a"))
    return jsonify({})


@app.get("/checked")
def checked():
    full = os.path.normpath(os.path.join(ROOT, request.args["name"]))
    if not full.startswith(ROOT + "/"):
        abort(404)
    open(full)
    other = os.path.abspath(os.path.join(ROOT, request.args["other"]))
    if other.startswith(ROOT + "/"):
        return send_file(other)
    open(other)  # error: path-traversal
    third = os.path.realpath(os.path.join(ROOT, request.args["third"]))
    if os.path.commonpath([ROOT, third]) != ROOT:
        raise PermissionError(third)
    os.unlink(third)
    fourth = os.path.join(ROOT, request.args["fourth"])
    if not fourth.startswith(ROOT):
        abort(404)
    open(fourth)  # error: path-traversal
    fifth = os.path.join(ROOT, request.args["fifth"])
    if not inside(fifth):
        abort(403)
    return jsonify(open(fifth).readlines())


@app.get("/pathlib")
def with_pathlib():
    name = request.args["name"]
    (BASE / name).read_text()  # error: path-traversal
    BASE.joinpath(name).write_bytes(b"")  # error: path-traversal
    (BASE / Path(name).name).read_text()
    (BASE / PurePosixPath(name).name).unlink()
    target = (BASE / name).resolve()
    if not target.is_relative_to(BASE):
        abort(404)
    target.read_bytes()
    loose = (BASE / request.args["loose"]).resolve()
    if loose.is_relative_to(BASE):
        loose.unlink()
    else:
        loose.touch()  # error: path-traversal
    strict = (BASE / request.args["strict"]).resolve()
    try:
        strict.relative_to(BASE)
    except ValueError:
        abort(404)
    strict.open()
    parents = (BASE / request.args["parents"]).resolve()
    if BASE not in parents.parents:
        abort(404)
    with parents.open("rb") as handle:
        handle.read()
    with (BASE / request.args["bak"]).with_suffix(".bak").open("w") as handle:  # error: path-traversal
        handle.write("x")
    list(BASE.glob(request.args["glob"] + "/*"))  # error: path-traversal
    for child in BASE.iterdir():
        if child.name == name:
            return send_file(child)
    return jsonify({})


@app.get("/async")
async def asynchronous():
    name = request.args["name"]
    async with aiofiles.open(os.path.join(ROOT, name)) as handle:  # error: path-traversal
        await handle.read()
    async with aiofiles.open(safe_join(ROOT, name)) as handle:
        await handle.read()
    return send_from_directory(ROOT, name)


@app.post("/upload")
def upload():
    uploaded = request.files["file"]
    uploaded.save(os.path.join(ROOT, uploaded.filename))  # error: path-traversal
    uploaded.save(os.path.join(ROOT, secure_filename(uploaded.filename)))
    with tempfile.NamedTemporaryFile(suffix=".txt") as tmp:
        uploaded.save(tmp.name)
    extension = os.path.splitext(uploaded.filename)[1].lower()
    if extension not in {".png", ".jpg"}:
        abort(400)
    uploaded.save(os.path.join(ROOT, "avatar" + extension))
    folder = request.form["folder"]
    if ".." in folder or folder.startswith("/"):
        abort(400)
    uploaded.save(os.path.join(ROOT, folder, "a.png"))
    return jsonify({})


@app.get("/choices")
def choices():
    pages = {"home": "home.html", "about": "about.html"}
    page = pages.get(request.args["page"], "home.html")
    open(os.path.join(ROOT, page))
    name = request.args["name"]
    for listed in os.listdir(ROOT):
        if listed == name:
            open(os.path.join(ROOT, name))
            break
    else:
        open(os.path.join(ROOT, name))  # error: path-traversal
    name = name.replace("../", "")
    open(os.path.join(ROOT, name))  # error: path-traversal
    return jsonify({})
