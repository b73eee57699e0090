import os
import pathlib
import tarfile
import zipfile
import shutil
from pathlib import Path
from flask import Flask, request, abort, send_file, send_from_directory, jsonify
from werkzeug.utils import secure_filename, safe_join

app = Flask(__name__)
ROOT = "/srv/files"
BASE = Path("/srv/files").resolve()
FILES = {"terms": "terms.txt", "privacy": "privacy.txt"}


@app.route("/1")
def one():
    with open(os.path.join(ROOT, request.args["f"])) as fh:  # error: path-traversal
        return jsonify(fh.read())


@app.route("/2")
def two():
    path = os.path.realpath(os.path.join(ROOT, request.args["f"]))
    if not path.startswith(ROOT + os.sep):
        abort(403)
    return send_file(path)


@app.route("/3")
def three():
    path = (BASE / request.args["f"]).resolve()
    if not path.is_relative_to(BASE):
        abort(403)
    return jsonify(path.read_text())


@app.route("/4")
def four():
    path = (BASE / request.args["f"]).resolve()
    if BASE not in path.parents:
        abort(403)
    return jsonify(path.read_text())


@app.route("/5")
def five():
    return send_from_directory(ROOT, request.args["f"])


@app.route("/6")
def six():
    return send_file(f"{ROOT}/{request.args['f']}")  # error: path-traversal


@app.route("/7", methods=["POST"])
def seven():
    up = request.files["file"]
    up.save(os.path.join(ROOT, up.filename))  # error: path-traversal
    up.save(os.path.join(ROOT, secure_filename(up.filename)))
    up.save(os.path.join(ROOT, os.path.basename(up.filename)))
    return ""


@app.route("/8")
def eight():
    name = FILES.get(request.args["f"], "index.txt")
    return jsonify(Path(ROOT, name).read_text())


@app.route("/9")
def nine():
    name = request.args["f"].replace("../", "")
    return jsonify(Path(ROOT, name).read_text())  # error: path-traversal


@app.route("/10", methods=["POST"])
def ten():
    with zipfile.ZipFile(request.files["z"]) as z:
        for info in z.infolist():
            target = os.path.join(ROOT, info.filename)
            with open(target, "wb") as out:  # error: path-traversal
                out.write(z.read(info))
    return ""


@app.route("/11", methods=["POST"])
def eleven():
    with zipfile.ZipFile(request.files["z"]) as z:
        for name in z.namelist():
            target = os.path.realpath(os.path.join(ROOT, name))
            if not target.startswith(os.path.realpath(ROOT) + os.sep):
                raise ValueError("bad entry")
            with open(target, "wb") as out:
                out.write(z.read(name))
        z.extractall(ROOT)
    return ""


@app.route("/12", methods=["POST"])
def twelve():
    with tarfile.open(fileobj=request.files["t"]) as t:
        t.extractall(ROOT, filter="data")
    with tarfile.open(fileobj=request.files["t"]) as t:
        t.extractall(ROOT)  # error: archive-extract-all
    return ""


@app.route("/13")
def thirteen():
    path = safe_join(ROOT, request.args["f"])
    if path is None:
        abort(404)
    os.remove(path)
    return ""


@app.route("/14")
def fourteen():
    f = request.args["f"]
    if ".." in f or f.startswith("/"):
        abort(400)
    with open(os.path.join(ROOT, f)) as fh:
        return jsonify(fh.read())


@app.route("/15")
def fifteen():
    shutil.rmtree(os.path.join(ROOT, request.args["d"]))  # error: path-traversal
    os.makedirs(os.path.join(ROOT, str(int(request.args["d"]))))
    shutil.copy("a", os.path.join(ROOT, request.args["d"]))  # error: path-traversal
    return ""


@app.route("/16")
def sixteen():
    p = os.path.abspath(os.path.join(ROOT, request.args["f"]))
    if os.path.commonpath([p, ROOT]) != ROOT:
        abort(403)
    return send_file(p)


@app.route("/17")
def seventeen():
    p = os.path.normpath(request.args["f"])
    if os.path.exists(os.path.join(ROOT, p)):
        return send_file(os.path.join(ROOT, p))  # error: path-traversal
    return ""


@app.route("/18")
def eighteen():
    p = os.path.join(ROOT, request.args["f"])
    if p.startswith(ROOT):
        return send_file(p)  # error: path-traversal
    return ""


@app.route("/19")
def nineteen():
    p = BASE / Path(request.args["f"]).name
    return jsonify(p.read_bytes().decode())
