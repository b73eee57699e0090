from __future__ import annotations

import logging
import re
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated, Optional
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI, File, Form, Header, HTTPException, Query, Request, UploadFile
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse
from pydantic import BaseModel, Field
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from .database import get_session
from .security import current_user
from .tables import Item, User

log = logging.getLogger("inventory")
router = APIRouter(prefix="/inventory")
IMAGES = Path("/var/lib/inventory/images")
CODE = re.compile(r"^[A-Z]{3}-\d{4}$")


class Unit(str, Enum):
    piece = "piece"
    kilo = "kilo"


class NewItem(BaseModel):
    code: str = Field(max_length=20)
    title: str
    amount: float
    unit: Unit = Unit.piece
    notes: Optional[str] = None


class Pagination(BaseModel):
    offset: int = 0
    limit: int = 50


def pagination(offset: int = 0, limit: int = Query(50, le=200)) -> Pagination:
    return Pagination(offset=offset, limit=limit)


def one_line(value: str) -> str:
    return re.sub(r"[\r\n]+", " ", value)


@router.get("/items")
async def items(
    title: str = "",
    since: Optional[date] = None,
    order: str = "title",
    window: Pagination = Depends(pagination),
    session: AsyncSession = Depends(get_session),
):
    log.info("items since %s, window %s", since, window)
    statement = select(Item).where(Item.title.contains(title)).offset(window.offset).limit(window.limit)
    found = (await session.execute(statement)).scalars().all()
    if order not in {"title", "amount"}:
        log.warning("unknown order %s", order)  # error: log-injection
        raise HTTPException(status_code=422, detail=f"cannot order by {order}")
    counted = await session.execute(text(f"SELECT {order}, count(*) FROM items GROUP BY {order}"))
    return {"items": found, "counts": counted.all()}


@router.get("/items/{item_id}/history")
async def history(item_id: UUID, kind: str, session: AsyncSession = Depends(get_session)):
    rows = await session.execute(text(f"SELECT * FROM history WHERE item = '{item_id}'"))
    filtered = await session.execute(
        text("SELECT * FROM history WHERE item = :item AND kind = '" + kind + "'"),  # error: sql-injection
        {"item": str(item_id)},
    )
    return {"all": rows.mappings().all(), "kind": filtered.mappings().all()}


@router.post("/items", status_code=201)
async def create(item: NewItem, session: AsyncSession = Depends(get_session), user: User = Depends(current_user)):
    if not CODE.match(item.code):
        raise HTTPException(422, "bad code")
    log.info("%s creates %s (%s %s)", user.id, item.code, item.amount, item.unit.value)
    log.info("title: %s", item.title)  # error: log-injection
    log.info("title: %s", one_line(item.title))
    await session.execute(
        text("INSERT INTO items (code, title) VALUES (:code, :title)"), {"code": item.code, "title": item.title}
    )
    await session.commit()
    return item


@router.get("/items/{code}/label", response_class=HTMLResponse)
async def label(code: str, copies: int = 1):
    if not CODE.fullmatch(code):
        return HTMLResponse("<p>unknown</p>", status_code=404)
    return "".join(f"<div class='label'>{code}</div>" for _ in range(copies))


@router.get("/lookup", response_class=HTMLResponse)
async def lookup(q: Annotated[str, Query(min_length=2)], lang: Annotated[str, Header()] = "en"):
    page = f"<html lang='en'><body><p>Results for <b>{q}</b></p></body></html>"
    return page  # error: xss


@router.get("/images/{name}")
async def image(name: str, thumb: bool = False):
    folder = IMAGES / ("thumbs" if thumb else "full")
    target = folder / name
    return FileResponse(target)  # error: path-traversal


@router.post("/images/{item_id}")
async def upload(item_id: int, picture: UploadFile = File(...), credit: str = Form("")):
    content = await picture.read()
    suffix = Path(picture.filename or "x.bin").suffix
    (IMAGES / "full" / f"{item_id}.png").write_bytes(content)
    (IMAGES / "raw" / picture.filename).write_bytes(content)  # error: path-traversal
    return JSONResponse({"credit": credit, "suffix": suffix})


@router.get("/scan")
async def scan(request: Request, code: str = ""):
    back = request.query_params.get("back", "/inventory")
    if CODE.match(code):
        return RedirectResponse(f"/inventory/items/{code}")
    if back.startswith("https://inventory.example.com/"):
        return RedirectResponse(back)
    if request.headers.get("accept") == "text/plain":
        return PlainTextResponse("unknown code " + code)
    return RedirectResponse(back, status_code=302)  # error: open-redirect


app = FastAPI(title="Inventory")
app.include_router(router)
