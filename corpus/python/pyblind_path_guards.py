import os
import re
import tarfile
import uuid
import zipfile
from pathlib import Path
from aiohttp import web
from fastapi import FastAPI, HTTPException, UploadFile
from fastapi.responses import FileResponse
from werkzeug.security import safe_join

app = FastAPI()
ROOT = Path("/srv/data")
EXT = {".png", ".jpg"}


@app.get("/1/{n}")
def one(n: str):
    return FileResponse(ROOT / os.path.basename(n))


@app.get("/2/{n}")
def two(n: str):
    p = os.path.normpath(os.path.join("/srv/data", n))
    if not p.startswith("/srv/data/"):
        raise HTTPException(404)
    return FileResponse(p)


@app.get("/3")
def three(n: str):
    p = os.path.join("/srv/data", n)
    if not os.path.exists(p):
        raise HTTPException(404)
    return FileResponse(p)  # error: path-traversal


@app.get("/4")
def four(n: str):
    p = (ROOT / n).resolve()
    if ROOT.resolve() not in p.parents:
        raise HTTPException(404)
    return FileResponse(p)


@app.get("/5")
def five(n: str):
    if not re.fullmatch(r"[\w-]+\.csv", n):
        raise HTTPException(404)
    return FileResponse(ROOT / n)


@app.get("/6")
def six(n: str):
    if Path(n).suffix not in EXT:
        raise HTTPException(404)
    return FileResponse(ROOT / n)  # error: path-traversal


@app.get("/7")
def seven(n: str):
    n = n.replace("../", "")
    return FileResponse(ROOT / n)  # error: path-traversal


@app.get("/8")
def eight(n: str):
    n = n.replace("/", "_").replace("\\", "_")
    return FileResponse(ROOT / f"f-{n}")


@app.get("/9")
def nine(n: str):
    files = {p.name: p for p in ROOT.iterdir()}
    if n not in files:
        raise HTTPException(404)
    return FileResponse(files[n])


@app.post("/10")
async def ten(file: UploadFile):
    ext = os.path.splitext(file.filename)[1]
    name = f"{uuid.uuid4()}{ext}"
    (ROOT / name).write_bytes(await file.read())
    return name


@app.post("/11")
async def eleven(file: UploadFile):
    with zipfile.ZipFile(file.file) as z:
        for info in z.infolist():
            target = (ROOT / info.filename).resolve()
            if not target.is_relative_to(ROOT):
                continue
            target.write_bytes(z.read(info))
    return ""


@app.post("/12")
async def twelve(file: UploadFile):
    with tarfile.open(fileobj=file.file) as t:
        for m in t.getmembers():
            with open(os.path.join("/srv/out", m.name), "wb") as out:  # error: path-traversal
                out.write(t.extractfile(m).read())
    return ""


@app.get("/13/{year}/{month}")
def thirteen(year: int, month: int):
    return FileResponse(f"/srv/reports/{year}-{month:02d}.pdf")


@app.get("/14")
def fourteen(n: str):
    p = safe_join("/srv/data", n)
    if p is None:
        raise HTTPException(404)
    return FileResponse(p)


@app.get("/15")
def fifteen(n: str):
    p = os.path.realpath(f"/srv/data/{n}")
    if os.path.commonpath((p, "/srv/data")) != "/srv/data":
        raise HTTPException(404)
    with open(p) as f:
        return f.read()


@app.get("/16")
def sixteen(n: str):
    p = ROOT / n
    if ".." in p.parts:
        raise HTTPException(404)
    return FileResponse(p)  # error: path-traversal


@app.get("/17")
def seventeen(n: str):
    p = ROOT.joinpath(n).resolve()
    p.relative_to(ROOT)
    return p.read_text()


@app.get("/18")
def eighteen(n: str):
    os.chdir(ROOT)
    with open(n) as f:  # error: path-traversal
        return f.read()


@app.get("/19")
def nineteen(n: str):
    try:
        with open(ROOT / n) as f:  # error: path-traversal
            return f.read()
    except FileNotFoundError:
        return ""


async def handler(request):
    return web.FileResponse(Path("/srv") / request.match_info["n"])  # error: path-traversal


async def handler2(request):
    return web.FileResponse(Path("/srv") / Path(request.match_info["n"]).name)


wapp = web.Application()
wapp.router.add_get("/f/{n:.*}", handler)
wapp.router.add_get("/g/{n}", handler2)
wapp.router.add_static("/static", "/srv/static")
