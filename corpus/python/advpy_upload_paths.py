import logging
from flask import Flask, request
from pathlib import Path, PurePosixPath
import os
import glob
import shutil
import zipfile
import io

app = Flask(__name__)
UPLOADS = Path("uploads")
EXT = {".png", ".jpg"}


@app.post("/1")
def one():
    f = request.files["f"]
    ext = os.path.splitext(f.filename)[1].lower()
    if ext not in EXT:
        return "bad", 400
    f.save(UPLOADS / ("upload" + ext))
    f.save(UPLOADS / f.filename)  # error: path-traversal
    return ""


@app.get("/2")
def two():
    name = PurePosixPath(request.args["n"]).name
    return {"t": (UPLOADS / name).read_text()}


@app.get("/3")
def three():
    return {"f": glob.glob("uploads/" + request.args["p"])}  # error: path-traversal


@app.get("/4")
def four():
    p = UPLOADS.joinpath(request.args["n"])
    return {"t": p.read_text()}  # error: path-traversal


@app.get("/5")
def five():
    p = UPLOADS.joinpath(request.args["n"]).resolve()
    try:
        p.relative_to(UPLOADS.resolve())
    except ValueError:
        return "bad", 400
    return {"t": p.read_text()}


@app.get("/6")
def six():
    known = {p.name: p for p in UPLOADS.iterdir()}
    p = known.get(request.args["n"])
    if p is None:
        return "no", 404
    return {"t": p.read_text()}


@app.get("/7")
def seven():
    if request.args["n"] not in os.listdir(UPLOADS):
        return "no", 404
    return {"t": open(os.path.join(UPLOADS, request.args["n"])).read()}


@app.get("/9")
def nine():
    year = int(request.args["year"])
    return {"t": Path(f"uploads/{year:04d}/report.txt").read_text()}
