import asyncio
import json
import logging
import re
import shlex
from pathlib import Path
from typing import Annotated, Optional

import asyncpg
import httpx
from fastapi import APIRouter, Depends, FastAPI, File, Form, HTTPException, Query, Request, UploadFile, status
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, StreamingResponse
from motor.motor_asyncio import AsyncIOMotorClient
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, constr
from redis.asyncio import Redis
from starlette.background import BackgroundTask

router = APIRouter()
log = logging.getLogger(__name__)
mongo = AsyncIOMotorClient()
UPLOADS = Path("uploads")
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]


class Settings:
    dsn = "postgres://"


class Search(BaseModel):
    model_config = ConfigDict(extra="forbid")
    term: str = Field(min_length=1)
    order: str = "id"
    limit: int = Field(10, le=100)
    where: dict = {}


class Conn:
    async def __call__(self, request: Request):
        return request.app.state.pool


async def pool(request: Request) -> asyncpg.Pool:
    return request.app.state.pool


async def current_tenant(request: Request, x_tenant: Annotated[str, Query()]) -> str:
    return x_tenant


def pagination(skip: int = 0, limit: int = 100) -> dict:
    return {"skip": skip, "limit": limit}


@router.post("/search")
async def search(body: Search, db: Annotated[asyncpg.Pool, Depends(pool)], page: dict = Depends(pagination)):
    rows = await db.fetch("SELECT * FROM items WHERE name ILIKE $1", f"%{body.term}%")
    rows += await db.fetch(f"SELECT * FROM items ORDER BY {body.order}")  # error: sql-injection
    rows += await db.fetch(f"SELECT * FROM items LIMIT {body.limit} OFFSET {page['skip']}")
    docs = await mongo.shop.items.find(body.where).to_list(10)  # error: nosql-injection
    docs += await mongo.shop.items.find({"name": body.term}).to_list(10)
    return rows + docs


@router.get("/tenant")
async def tenant(db: asyncpg.Pool = Depends(pool), tenant: str = Depends(current_tenant)):
    async with db.acquire() as conn:
        await conn.execute(f"SET search_path TO {tenant}")  # error: sql-injection
        await conn.execute("SELECT set_config('search_path', $1, true)", tenant)
    return {"t": tenant}


@router.get("/doc/{slug}", response_class=HTMLResponse)
async def doc(slug: Slug, q: str | None = None):
    log.info(f"doc {slug}")
    text = (Path("docs") / f"{slug}.html").read_text()
    if q:
        text = text.replace("{{q}}", q)
    return text  # error: xss


@router.get("/plain/{slug}")
async def plain(slug: str):
    return f"<p>{slug}</p>"


@router.post("/upload")
async def upload(files: list[UploadFile], folder: Annotated[str, Form()]):
    for f in files:
        dest = UPLOADS / folder / f.filename
        async with await asyncio.to_thread(open, dest, "wb") as out:  # error: path-traversal
            out.write(await f.read())
    safe = [re.sub(r"[^A-Za-z0-9_.-]", "_", f.filename).lstrip(".") for f in files]
    for name in safe:
        (UPLOADS / name).touch()
    return safe


@router.get("/convert")
async def convert(src: str, width: int = 10):
    cmd = f"convert {shlex.quote(src)} -resize {width} out.png"
    p = await asyncio.create_subprocess_shell(cmd)
    await p.wait()
    q = await asyncio.create_subprocess_shell(f"file {src}", stdout=asyncio.subprocess.PIPE)  # error: command-injection
    out, _ = await q.communicate()
    return PlainText(out)


class PlainText(JSONResponse):
    media_type = "text/plain"


@router.get("/proxy/{path:path}")
async def proxy(path: str, request: Request):
    async with httpx.AsyncClient(base_url="http://backend:8000") as client:
        r = await client.get(f"/api/{path}", params=dict(request.query_params))
        r2 = await client.request("GET", request.headers["x-upstream"])  # error: ssrf
    return StreamingResponse(r.aiter_bytes(), media_type=r.headers["content-type"], background=BackgroundTask(log.info, "done"))


@router.get("/login")
async def login(request: Request, next: str = "/"):
    if not re.match(r"^/[^/\\]", next):
        next = "/"
    resp = RedirectResponse(next)
    resp.set_cookie("n", next)
    return resp


@router.get("/logout")
async def logout(next: Optional[str] = None):
    return RedirectResponse(next or "/", status_code=status.HTTP_303_SEE_OTHER)  # error: open-redirect


@router.get("/events")
async def events(request: Request):
    topic = request.query_params["topic"]

    async def stream():
        yield f"data: {topic}\n\n"

    return StreamingResponse(stream(), media_type="text/event-stream")


@router.get("/cache")
async def cache(key: str):
    r = Redis()
    value = await r.get(key)
    await r.eval("return 1", 0)
    log.info("cache %s", key.encode("unicode_escape").decode())
    return value


app = FastAPI()
app.include_router(router, prefix="/v1")
