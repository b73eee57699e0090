"""Unpacking what was sent."""
import os
import shutil
import tarfile
import tempfile
import zipfile
from pathlib import Path

from flask import Flask, jsonify, request

app = Flask(__name__)
TARGET = "/srv/unpacked"


def safe_members(archive):
    base = os.path.realpath(TARGET)
    for member in archive.getmembers():
        path = os.path.realpath(os.path.join(base, member.name))
        if path.startswith(base + os.sep) and not (member.issym() or member.islnk()):
            yield member


@app.post("/tar")
def tar():
    upload = request.files["archive"]
    with tarfile.open(fileobj=upload.stream) as archive:
        archive.extractall(TARGET)  # error: archive-extract-all
    with tarfile.open(fileobj=upload.stream) as archive:
        archive.extractall(TARGET, filter="data")
    with tarfile.open(fileobj=upload.stream) as archive:
        archive.extractall(TARGET, members=safe_members(archive))
    with tarfile.open(fileobj=upload.stream, mode="r:gz") as archive:
        archive.extractall(path=TARGET, filter="fully_trusted")  # error: archive-extract-all
    return jsonify({})


@app.post("/tar-members")
def members():
    upload = request.files["archive"]
    with tarfile.open(fileobj=upload.stream) as archive:
        for member in archive.getmembers():
            with open(os.path.join(TARGET, member.name), "wb") as out:  # error: path-traversal
                shutil.copyfileobj(archive.extractfile(member), out)
        for member in archive:
            name = os.path.basename(member.name)
            with open(os.path.join(TARGET, name), "wb") as out:
                shutil.copyfileobj(archive.extractfile(member), out)
    return jsonify({})


@app.post("/zip")
def zipped():
    with zipfile.ZipFile(request.files["archive"]) as archive:
        archive.extractall(TARGET)
        for name in archive.namelist():
            with open(os.path.join(TARGET, name), "wb") as out:  # error: path-traversal
                out.write(archive.read(name))
        for info in archive.infolist():
            target = os.path.join(TARGET, info.filename)
            if not os.path.realpath(target).startswith(os.path.realpath(TARGET) + os.sep):
                raise ValueError("outside")
            with open(target, "wb") as out:
                out.write(archive.read(info))
        for info in archive.infolist():
            destination = Path(TARGET) / info.filename
            destination.write_bytes(archive.read(info))  # error: path-traversal
    return jsonify({})


@app.post("/shutil")
def unpack():
    upload = request.files["archive"]
    with tempfile.TemporaryDirectory() as folder:
        saved = os.path.join(folder, "upload.zip")
        upload.save(saved)
        shutil.unpack_archive(saved, folder)
    shutil.unpack_archive(os.path.join("/srv/in", request.form["name"]), TARGET)  # error: path-traversal
    shutil.make_archive("/srv/out/export", "zip", TARGET)
    shutil.make_archive("/srv/out/" + request.form["name"], "zip", TARGET)  # error: path-traversal
    return jsonify({})


def build_release(version: str):
    with tarfile.open("release.tar.gz", "w:gz") as archive:
        archive.add("dist", arcname=f"app-{version}")
    with zipfile.ZipFile("release.zip", "w") as archive:
        archive.write("dist/app", "app")
