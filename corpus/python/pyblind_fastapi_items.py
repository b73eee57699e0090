import os
import re
import subprocess
from enum import Enum
from pathlib import Path
from typing import Annotated, Literal, Optional
from uuid import UUID

import httpx
from fastapi import APIRouter, BackgroundTasks, Body, Cookie, Depends, FastAPI, File, Form, Header, HTTPException, Query, Request, UploadFile, WebSocket
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, StreamingResponse
from loguru import logger
from pydantic import BaseModel, Field, HttpUrl, constr, field_validator
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from .deps import get_session

app = FastAPI()
router = APIRouter(prefix="/items")
BASE = Path("/srv/data")


class Color(str, Enum):
    red = "red"
    blue = "blue"


class Item(BaseModel):
    name: str
    count: int
    color: Color
    tag: Literal["a", "b"] = "a"
    code: constr(pattern=r"^[A-Z]{3}$")
    sku: str = Field(pattern=r"^[a-z0-9]+$")


class Paging:
    def __init__(self, sort: str = "id", limit: int = 10):
        self.sort = sort
        self.limit = limit


def common(q: Optional[str] = None, n: int = 0):
    return {"q": q, "n": n}


CommonDep = Annotated[dict, Depends(common)]
Session = Annotated[AsyncSession, Depends(get_session)]


@router.get("/")
async def items(commons: CommonDep, session: Session, paging: Paging = Depends()):
    await session.execute(text(f"SELECT * FROM i WHERE q = '{commons['q']}'"))  # error: sql-injection
    await session.execute(text(f"SELECT * FROM i LIMIT {commons['n']}"))
    await session.execute(text(f"SELECT * FROM i ORDER BY {paging.sort}"))  # error: sql-injection
    await session.execute(text(f"SELECT * FROM i LIMIT {paging.limit}"))
    return commons


@router.post("/", response_class=HTMLResponse)
async def create(item: Item, session: Session):
    logger.info("creating {}", item.name)  # error: log-injection
    logger.info(f"creating {item.color.value} {item.count} {item.tag} {item.code} {item.sku}")
    return f"<p>{item.name}</p>"  # error: xss


@router.put("/{item_id}")
async def update(item_id: UUID, item: Item):
    logger.info(f"updating {item_id}")
    return f"<p>{item.name}</p>"


@app.get("/files/{name:path}")
async def files(name: str):
    return FileResponse(BASE / name)  # error: path-traversal


@app.get("/files2/{name}")
async def files2(name: str):
    target = (BASE / name).resolve()
    if not target.is_relative_to(BASE):
        raise HTTPException(404)
    return FileResponse(target)


@app.post("/upload")
async def upload(file: UploadFile, tasks: BackgroundTasks, note: Annotated[str, Form()]):
    dest = BASE / file.filename
    dest.write_bytes(await file.read())  # error: path-traversal
    (BASE / Path(file.filename).name).write_bytes(b"")
    tasks.add_task(subprocess.run, "convert " + note, shell=True)  # error: command-injection
    tasks.add_task(subprocess.run, ["convert", note])


@app.get("/fetch")
async def fetch(url: HttpUrl, host: Annotated[str, Query(pattern="^[a-z]+$")], x_to: Annotated[str | None, Header()] = None):
    async with httpx.AsyncClient() as client:
        await client.get(str(url))  # error: ssrf
        await client.get(f"https://{host}.example.com/")
        await client.get(f"https://{x_to}/")  # error: ssrf
        r = await client.get("https://example.com/x", params={"q": x_to})
    return r.json()


@app.get("/go")
def go(to: str, ok: Literal["/a", "/b"] = "/a"):
    if to == "x":
        return RedirectResponse(ok)
    return RedirectResponse(url=to)  # error: open-redirect


@app.websocket("/ws")
async def ws(websocket: WebSocket):
    await websocket.accept()
    while True:
        data = await websocket.receive_text()
        logger.debug("got " + data)  # error: log-injection
        await websocket.send_text(f"Message: {data}")


app.include_router(router)
