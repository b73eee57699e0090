import asyncio
import mmap
import os
import shelve
import sqlite3
from pathlib import Path, PureWindowsPath

import aiofiles
import anyio
from aiohttp import web, MultipartReader
from flask import Flask, request, send_file
from PIL import Image
from starlette.staticfiles import StaticFiles
import docx
import fitz
import h5py
import pandas as pd
import soundfile
import magic

app = Flask(__name__)
BASE = "/srv/files"


def resolve(name: str) -> Path:
    path = Path(BASE, name).resolve()
    if not str(path).startswith(BASE + "/"):
        raise PermissionError(name)
    return path


def resolve_bad(name: str) -> Path:
    path = Path(BASE, name)
    if not str(path).startswith(BASE):
        raise PermissionError(name)
    return path


def allowed(name):
    return "." in name and name.rsplit(".", 1)[1].lower() in {"png", "jpg"}


@app.get("/1")
def one():
    n = request.args["n"]
    Image.open(resolve(n))
    return ""


@app.get("/2")
def two():
    n = request.args["n"]
    Image.open(resolve_bad(n))  # error: path-traversal
    return ""


@app.get("/3")
def three():
    n = request.args["n"]
    if not allowed(n):
        return "bad"
    Image.new("RGB", (1, 1)).save(os.path.join(BASE, n))  # error: path-traversal
    return ""


@app.get("/4")
def four():
    n = request.args["n"]
    os.stat(os.path.join(BASE, n))
    os.path.getsize(os.path.join(BASE, n))
    with os.scandir(os.path.join(BASE, n)) as it:  # error: path-traversal
        names = [e.name for e in it]
    for root, dirs, files in os.walk(f"{BASE}/{n}"):  # error: path-traversal
        pass
    fd = os.open(BASE + "/" + n, os.O_RDONLY)  # error: path-traversal
    os.symlink("/srv/x", BASE + "/" + n)  # error: path-traversal
    os.chmod(BASE + "/" + n, 0o600)  # error: path-traversal
    return {"n": names}


@app.get("/5")
def five():
    n = request.args["n"]
    db = sqlite3.connect(f"{BASE}/{n}.db")  # error: path-traversal
    s = shelve.open(f"{BASE}/{n}")  # error: unsafe-deserialization
    h = h5py.File(f"{BASE}/{n}")  # error: path-traversal
    d = docx.Document(BASE + "/" + n)  # error: path-traversal
    p = pd.read_excel(BASE + "/" + n)  # error: path-traversal
    f = fitz.open(BASE + "/" + n)  # error: path-traversal
    return ""


@app.get("/6")
def six():
    n = request.args["n"]
    p = Path(BASE) / n
    p.with_name("x.txt").read_text()
    p.parent.mkdir(parents=True)  # error: path-traversal
    p.rename(Path(BASE) / "x")  # error: path-traversal
    (Path(BASE) / "x").rename(p)  # error: path-traversal
    list(Path(BASE).glob(n))  # error: path-traversal
    p.exists()
    return send_file(p)  # error: path-traversal


@app.get("/7")
def seven():
    n = request.args["n"]
    with open(n if n == "a.txt" else "b.txt") as f:
        return f.read()


@app.get("/8")
def eight():
    n = request.args["n"]
    n = os.path.normpath("/" + n).lstrip("/")
    return send_file(os.path.join(BASE, n))


@app.get("/9")
def nine():
    n = request.args["n"]
    n = os.path.normpath(n)
    return send_file(os.path.join(BASE, n))  # error: path-traversal


@app.get("/10")
def ten():
    n = request.args["n"].replace("..", "")
    return send_file(os.path.join(BASE, n))  # error: path-traversal


@app.get("/11")
def eleven():
    n = request.args["n"]
    if os.path.isabs(n) or ".." in n.split("/"):
        return "no"
    return send_file(os.path.join(BASE, n))


async def upload(request):
    reader = await request.multipart()
    field = await reader.next()
    filename = field.filename
    async with aiofiles.open(os.path.join(BASE, filename), "wb") as f:  # error: path-traversal
        while chunk := await field.read_chunk():
            await f.write(chunk)
    async with aiofiles.open(os.path.join(BASE, os.path.basename(filename)), "wb") as f:
        pass
    return web.Response()


async def raw(request):
    name = request.match_info["name"]
    async with await anyio.open_file(f"{BASE}/{name}") as f:  # error: path-traversal
        return web.Response(text=await f.read())


async def raw2(request):
    body = await anyio.Path(BASE, request.query["n"]).read_text()  # error: path-traversal
    await aiofiles.os.remove(BASE + request.query["n"])  # error: path-traversal
    return web.Response(text=body)
