"""Starlette and FastAPI: dependencies, class-based endpoints, web sockets, middleware, background work."""

import html
import json
import logging
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Annotated, Any, Dict, List, Optional

import httpx
from fastapi import BackgroundTasks, Depends, FastAPI, Form, HTTPException, Request, UploadFile, WebSocket, WebSocketDisconnect, status
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from pydantic import BaseModel, HttpUrl, field_validator
from starlette.applications import Starlette
from starlette.endpoints import HTTPEndpoint, WebSocketEndpoint
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.responses import HTMLResponse as Page
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute

logger = logging.getLogger("services")
UPLOADS = FilePath("/srv/uploads")
SAFE = re.compile(r"[A-Za-z0-9_-]{1,32}")


@asynccontextmanager
async def lifespan(app: FastAPI):
    logger.info("starting %s", app.title)
    yield


app = FastAPI(lifespan=lifespan)


class Filters:
    def __init__(self, q: str = "", limit: int = 10):
        self.q = q
        self.limit = limit


class Message(BaseModel):
    to: str
    lines: List[str]
    meta: Dict[str, Any] = {}
    priority: Optional[int] = None

    @field_validator("to")
    @classmethod
    def check_to(cls, value):
        if not SAFE.fullmatch(value):
            raise ValueError("bad recipient")
        return value


def current_token(request: Request) -> str:
    return request.headers.get("Authorization", "")


def tenant(name: str):
    if not SAFE.fullmatch(name):
        raise HTTPException(status_code=status.HTTP_404_NOT_FOUND)
    return name


def notify(text: str):
    logger.info("notify %s", text)  # error: log-injection


def notify_quoted(text: str):
    logger.info("notify %r", text)


@app.get("/filtered", response_class=HTMLResponse)
def filtered(filters: Annotated[Filters, Depends()]):
    logger.info("limit %s", filters.limit)
    return "<p>" + filters.q + "</p>"  # error: xss


@app.get("/tenant", response_class=HTMLResponse)
def of_tenant(name: Annotated[str, Depends(tenant)]):
    return f"<p>{name}</p>"


@app.get("/token")
def token(value: str = Depends(current_token)):
    logger.info("token %s", value)
    return {"n": len(value)}


@app.post("/messages")
async def messages(message: Message, tasks: BackgroundTasks):
    tasks.add_task(notify, message.lines[0])
    tasks.add_task(notify_quoted, message.lines[0])
    for line in message.lines:
        logger.info("line: %s", line)  # error: log-injection
    logger.info("priority %s", message.priority)
    logger.info("meta %s", message.meta.get("kind"))  # error: log-injection
    logger.info("message %s", message.model_dump_json())
    return message


@app.post("/upload")
async def upload(file: UploadFile):
    target = UPLOADS / file.filename
    with open(target, "wb") as out:  # error: path-traversal
        out.write(await file.read())
    return {"stored": file.filename}


@app.post("/upload/safe")
async def upload_safe(file: UploadFile):
    target = UPLOADS / FilePath(file.filename).name
    target.write_bytes(await file.read())
    return {"stored": target.name}


@app.get("/files/{name:path}")
async def files(name: str):
    path = (UPLOADS / name).resolve()
    if UPLOADS not in path.parents:
        raise HTTPException(404)
    return FileResponse(path)


@app.get("/files-raw/{name:path}")
async def files_raw(name: str):
    return FileResponse(f"/srv/uploads/{name}")  # error: path-traversal


@app.post("/fetch")
async def fetch(url: HttpUrl = Form(...)):
    async with httpx.AsyncClient() as client:
        answer = await client.get(str(url))  # error: ssrf
    return {"status": answer.status_code}


@app.middleware("http")
async def trace(request: Request, call_next):
    logger.info("%s %s", request.method, request.url.path)
    response = await call_next(request)
    response.headers["X-Trace"] = "1"
    return response


@app.websocket("/chat/{room}")
async def chat(socket: WebSocket, room: str):
    await socket.accept()
    try:
        while True:
            text = await socket.receive_text()
            logger.info("[%s] %s", json.dumps(room), text)  # error: log-injection
            await socket.send_text(f"<b>{text}</b>")
    except WebSocketDisconnect:
        logger.info("left room of %d letters", len(room))


class Home(HTTPEndpoint):
    async def get(self, request):
        name = request.query_params.get("name", "you")
        return Page("<h1>Hello " + name + "</h1>")  # error: xss

    async def post(self, request):
        form = await request.form()
        return Page(f"<h1>Hello {html.escape(form['name'])}</h1>")


class Feed(WebSocketEndpoint):
    encoding = "text"

    async def on_receive(self, websocket, data):
        logger.info("feed %s", data)  # error: log-injection


class Audit(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if request.path_params.get("bad"):
            return Page("<p>%s</p>" % request.query_params["why"], status_code=400)  # error: xss
        return await call_next(request)


async def plain(request):
    return PlainTextResponse("Hello " + request.query_params["name"])


async def typed(request):
    return Response("<p>" + request.query_params["name"] + "</p>", media_type="text/html")  # error: xss


async def untyped(request):
    return Response("Hello " + request.query_params["name"])


async def as_json(request):
    body = await request.json()
    return JSONResponse({"html": "<p>" + body["name"] + "</p>"})


routes = [
    Route("/", Home),
    Route("/plain", plain),
    Route("/typed", endpoint=typed),
    Route("/untyped", untyped),
    Route("/json", as_json, methods=["POST"]),
    WebSocketRoute("/feed", Feed),
]
site = Starlette(routes=routes)
