"""A document store with several ways of keeping to its folder."""
import hashlib
import os
import re
import uuid
from pathlib import Path

from fastapi import APIRouter, Depends, HTTPException, UploadFile
from fastapi.responses import FileResponse

router = APIRouter()
ROOT = Path("/srv/documents")
NAME = re.compile(r"[A-Za-z0-9_-]+\.(txt|pdf)")


class OutsideError(Exception):
    pass


class Storage:
    def __init__(self, root: Path):
        self.root = root.resolve()

    def resolve(self, name: str) -> Path:
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root):
            raise OutsideError(name)
        return path

    def loosely(self, name: str) -> Path:
        return self.root / name

    def read(self, name: str) -> bytes:
        return self.resolve(name).read_bytes()

    def read_loosely(self, name: str) -> bytes:
        return self.loosely(name).read_bytes()  # error: path-traversal

    def write(self, name: str, data: bytes) -> None:
        with open(self.resolve(name), "wb") as handle:
            handle.write(data)


def storage() -> Storage:
    return Storage(ROOT)


def safe_join(base: str, *parts: str) -> str:
    full = os.path.abspath(os.path.join(base, *parts))
    if os.path.commonpath([full, os.path.abspath(base)]) != os.path.abspath(base):
        raise OutsideError(full)
    return full


def is_inside(base: str, path: str) -> bool:
    return os.path.realpath(path).startswith(os.path.realpath(base) + os.sep)


@router.get("/documents/{name}")
def document(name: str, other: str, store: Storage = Depends(storage)):
    store = Storage(ROOT)
    return {"safe": store.read(name).hex(), "loose": store.read_loosely(other).hex()}


@router.get("/raw/{name:path}")
def raw(name: str):
    return FileResponse(ROOT / name)  # error: path-traversal


@router.get("/joined/{name:path}")
def joined(name: str):
    return FileResponse(safe_join(str(ROOT), name))


@router.get("/checked/{name:path}")
def checked(name: str):
    full = os.path.join(str(ROOT), name)
    if not is_inside(str(ROOT), full):
        raise HTTPException(404)
    return FileResponse(full)


@router.get("/unchecked/{name:path}")
def unchecked(name: str):
    full = os.path.join(str(ROOT), name)
    if is_inside(str(ROOT), full):
        return FileResponse(full)
    with open(full) as handle:  # error: path-traversal
        return {"text": handle.read()}


@router.get("/named/{name}")
def named(name: str):
    if not NAME.fullmatch(name):
        raise HTTPException(404)
    return FileResponse(ROOT / name)


@router.get("/matched/{name:path}")
def matched(name: str):
    if not NAME.search(name):
        raise HTTPException(404)
    return FileResponse(ROOT / name)  # error: path-traversal


@router.get("/split/{name:path}")
def split(name: str):
    head, tail = os.path.split(name)
    with open(ROOT / tail) as handle:
        handle.read()
    with open(ROOT / head / "index.txt") as handle:  # error: path-traversal
        handle.read()
    last = name.split("/")[-1]
    with open(ROOT / last) as handle:
        return handle.read()


@router.post("/upload")
async def upload(file: UploadFile):
    target = ROOT / f"{uuid.uuid4()}.bin"
    target.write_bytes(await file.read())
    digest = hashlib.sha256(file.filename.encode()).hexdigest()
    (ROOT / digest).write_bytes(b"")
    (ROOT / Path(file.filename).name).write_bytes(b"")
    (ROOT / file.filename).write_bytes(b"")  # error: path-traversal
    suffix = Path(file.filename).suffix
    (ROOT / f"{uuid.uuid4()}{suffix}").write_bytes(b"")
    return {}


@router.get("/versions/{number}")
def version(number: int, name: str = "index.txt"):
    with open(f"/srv/versions/{number}/index.txt") as handle:
        handle.read()
    with open(f"/srv/versions/{number}/{name}") as handle:  # error: path-traversal
        return handle.read()


@router.delete("/documents/{name}")
def delete(name: str):
    candidates = {entry.name: entry for entry in ROOT.iterdir()}
    entry = candidates.get(name)
    if entry is None:
        raise HTTPException(404)
    entry.unlink()
    os.unlink(os.path.join("/srv/trash", name))  # error: path-traversal
    return {}
