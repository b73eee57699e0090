import hashlib
import io
import os
import shutil
import tempfile
import uuid
import zipfile
from pathlib import Path

from flask import Blueprint, abort, current_app, jsonify, request, send_file, send_from_directory
from werkzeug.utils import safe_join, secure_filename

bp = Blueprint("documents", __name__, url_prefix="/documents")
STORE = Path(os.environ.get("DOCUMENT_STORE", "/srv/documents"))
ALLOWED = {".pdf", ".txt", ".odt"}


def user_folder(user_id: int) -> Path:
    folder = STORE / str(user_id)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def inside_store(candidate: Path) -> bool:
    return candidate.resolve().is_relative_to(STORE)


@bp.post("/<int:user_id>")
def upload(user_id):
    sent = request.files.get("document")
    if sent is None or sent.filename == "":
        abort(400)
    suffix = os.path.splitext(sent.filename)[1].lower()
    if suffix not in ALLOWED:
        abort(415)
    name = secure_filename(sent.filename)
    sent.save(user_folder(user_id) / name)
    keep = request.form.get("keep_original_name")
    if keep:
        sent.save(os.path.join(STORE, "originals", sent.filename))  # error: path-traversal
    return jsonify(name=name), 201


@bp.get("/<int:user_id>/<path:name>")
def download(user_id, name):
    return send_from_directory(user_folder(user_id), name, as_attachment=True)


@bp.get("/<int:user_id>/raw")
def raw(user_id):
    name = request.args["name"]
    target = user_folder(user_id) / name
    if not inside_store(target):
        abort(403)
    return send_file(target)


@bp.get("/shared")
def shared():
    name = request.args.get("name", "index.txt")
    full = os.path.normpath(os.path.join(STORE, "shared", name))
    if request.args.get("check") == "no":
        with open(full, "rb") as handle:  # error: path-traversal
            return send_file(io.BytesIO(handle.read()), mimetype="text/plain")
    if not full.startswith(os.path.join(STORE, "shared") + os.sep):
        abort(403)
    with open(full, "rb") as handle:
        digest = hashlib.sha256(handle.read()).hexdigest()
    current_app.logger.info("shared document %s", digest)
    return send_file(full)


@bp.get("/joined")
def joined():
    path = safe_join(str(STORE), request.args["name"])
    if path is None:
        abort(404)
    return send_file(path)


@bp.delete("/<int:user_id>/<name>")
def remove(user_id, name):
    if name.startswith("."):
        abort(400)
    victim = f"{STORE}/{user_id}/{name}"
    if ".." in name or "/" in name:
        abort(400)
    os.remove(victim)
    folder = request.args.get("folder")
    if folder:
        shutil.rmtree(os.path.join(STORE, folder.strip("/")))  # error: path-traversal
    return "", 204


@bp.post("/copy")
def copy():
    body = request.get_json()
    source, target = body["source"], body["target"]
    if not source.replace("-", "").isalnum():
        abort(400)
    shutil.copyfile(
        STORE / source,
        STORE / target,  # error: path-traversal
    )
    return jsonify(ok=True)


@bp.post("/bundle")
def bundle():
    names = request.get_json()["names"]
    stamp = uuid.uuid4().hex
    folder = tempfile.mkdtemp(prefix="bundle-")
    archive = os.path.join(folder, stamp + ".zip")
    with zipfile.ZipFile(archive, "w") as out:
        for name in names:
            out.write(STORE / os.path.basename(name), arcname=name)
    return send_file(archive, download_name=request.args.get("as", "bundle.zip"))


@bp.post("/unpack")
def unpack():
    sent = request.files["archive"]
    with zipfile.ZipFile(io.BytesIO(sent.read())) as archive:
        for info in archive.infolist():
            target = os.path.join("/srv/unpacked", info.filename)
            with open(target, "wb") as out:  # error: path-traversal
                out.write(archive.read(info))
    return jsonify(ok=True)
