"""Pages, redirects and logs of a FastAPI service."""

import logging
from datetime import date
from enum import Enum
from html import escape
from typing import Annotated, Literal, Optional
from uuid import UUID

from fastapi import APIRouter, Body, Cookie, Depends, FastAPI, File, Form, Header, HTTPException, Path, Query, Request, Response, UploadFile
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, StreamingResponse
from fastapi.templating import Jinja2Templates
from pydantic import BaseModel, EmailStr, Field, conint, constr

app = FastAPI()
router = APIRouter(prefix="/pages")
log = logging.getLogger("uvicorn.error")
templates = Jinja2Templates(directory="templates")


class Level(str, Enum):
    low = "low"
    high = "high"


class Comment(BaseModel):
    author: str
    text: str = Field(max_length=200)
    rating: int = 0
    posted: Optional[date] = None
    level: Level = Level.low


class Slugged(BaseModel):
    slug: constr(pattern=r"^[a-z-]+$")
    count: conint(ge=1)


def page(body: str) -> HTMLResponse:
    return HTMLResponse(content=f"<main>{body}</main>")  # error: xss


def pager(page: int = 1, q: str = ""):
    return {"page": page, "q": q}


@router.get("/hello", response_class=HTMLResponse)
async def hello(name: str):
    return f"<h1>Hello {name}</h1>"  # error: xss


@router.get("/hello/safe", response_class=HTMLResponse)
async def hello_safe(name: str):
    return f"<h1>Hello {escape(name)}</h1>"


@router.get("/hello/json")
async def hello_json(name: str):
    return f"<h1>Hello {name}</h1>"


@router.get("/hello/text", response_class=PlainTextResponse)
async def hello_text(name: str):
    return f"<h1>Hello {name}</h1>"


@router.get("/item/{item_id}")
async def item(item_id: int, level: Level, kind: Literal["a", "b"], when: date, key: UUID):
    return HTMLResponse(f"<p>{item_id} {level.value} {kind} {when} {key}</p>")


@router.post("/comment")
async def comment(comment: Comment):
    log.info("comment of %s", comment.author)  # error: log-injection
    log.info("rating %s at %s, %s", comment.rating, comment.posted, comment.level)
    return HTMLResponse("<p>" + comment.text + "</p>")  # error: xss


@router.post("/slug")
async def slug(body: Slugged):
    return HTMLResponse(f"<p>{body.slug} x {body.count}</p>")


@router.get("/wrapped")
async def wrapped(q: Annotated[str, Query(max_length=50)] = ""):
    return page(q)


@router.get("/wrapped/safe")
async def wrapped_safe(q: Annotated[str, Query(max_length=50)] = ""):
    return page(escape(q))


@router.get("/pattern")
async def pattern(q: Annotated[str, Query(pattern="^[a-z]+$")]):
    log.info("pattern %s", q)
    return HTMLResponse(q)


@router.get("/depends")
async def depends(options: dict = Depends(pager)):
    log.info("page %s", options["page"])
    return HTMLResponse("<p>" + options["q"] + "</p>")  # error: xss


@router.post("/form")
async def form(title: str = Form(...), count: int = Form(1)):
    return Response(f"<b>{title}</b>", media_type="text/html")  # error: xss


@router.post("/form/text")
async def form_text(title: str = Form(...), count: int = Form(1)):
    return Response(f"{title} {count}", media_type="text/plain")


@router.get("/cookie")
async def cookie(theme: str | None = Cookie(default=None), agent: str = Header("", alias="User-Agent")):
    log.info("agent %s", agent)
    return StreamingResponse(iter(["<p>", theme or "", "</p>"]), media_type="text/html")  # error: xss


@router.get("/raw")
async def raw(request: Request):
    q = request.query_params.get("q", "")
    body = await request.body()
    log.info("body %s", body)
    log.info("body %s", body.decode())  # error: log-injection
    return JSONResponse({"q": q, "path": request.path_params["x"]})


@router.post("/upload")
async def upload(file: UploadFile = File(...)):
    log.info("received %s", file.filename)  # error: log-injection
    return {"name": file.filename}


@router.get("/go")
async def go(to: str, request: Request):
    if to.startswith("/") and not to.startswith("//") and "\\" not in to:
        return RedirectResponse(to)
    return RedirectResponse(url=to, status_code=302)  # error: open-redirect


@router.get("/go/named")
async def go_named(request: Request, name: str):
    return RedirectResponse(request.url_for("item", item_id=name))


@router.get("/template")
async def template(request: Request, q: str):
    return templates.TemplateResponse("page.html", {"request": request, "q": q})


@router.get("/missing/{name}")
async def missing(name: str = Path(..., min_length=2)):
    raise HTTPException(status_code=404, detail=f"<b>{name}</b> is missing")


@app.exception_handler(ValueError)
async def on_error(request: Request, problem: ValueError):
    return HTMLResponse(f"<p>Failed: {request.query_params.get('q')}</p>", status_code=500)  # error: xss


app.include_router(router)
