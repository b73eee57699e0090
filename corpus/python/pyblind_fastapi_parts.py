import json
import logging
import os
import sqlite3
from contextlib import asynccontextmanager
from datetime import date
from typing import Any, Generic, TypeVar

from fastapi import APIRouter, Depends, FastAPI, Form, Path, Query, Request, Response, Security, status
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, StreamingResponse
from fastapi.security import HTTPBasic, HTTPBasicCredentials, OAuth2PasswordBearer, OAuth2PasswordRequestForm
from fastapi.templating import Jinja2Templates
from pydantic import BaseModel, EmailStr, field_validator, model_validator
from sqlmodel import Field, Session, SQLModel, create_engine, select, text

log = logging.getLogger("uvicorn.error")
templates = Jinja2Templates(directory="templates")
engine = create_engine("sqlite://")
oauth2 = OAuth2PasswordBearer(tokenUrl="token")
security = HTTPBasic()


@asynccontextmanager
async def lifespan(app: FastAPI):
    log.info("up")
    yield


app = FastAPI(lifespan=lifespan)


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str


class Clean(BaseModel):
    name: str
    slug: str
    born: date

    @field_validator("slug")
    @classmethod
    def check(cls, v: str) -> str:
        if not v.isalnum():
            raise ValueError("bad")
        return v


class Nested(BaseModel):
    inner: Clean
    extra: dict[str, Any] = {}
    many: list[Clean] = []


def get_session():
    with Session(engine) as session:
        yield session


class Repo:
    def __init__(self, session: Session = Depends(get_session)):
        self.session = session

    def find(self, name: str):
        return self.session.exec(text(f"SELECT * FROM hero WHERE name = '{name}'")).all()  # error: sql-injection

    def find2(self, name: str):
        return self.session.exec(select(Hero).where(Hero.name == name)).all()


@app.get("/heroes/{name}")
def heroes(name: str, repo: Repo = Depends(Repo)):
    repo.find2(name)
    return repo.find(name)


@app.post("/token")
async def token(form: OAuth2PasswordRequestForm = Depends()):
    log.info("login %s", form.username)  # error: log-injection
    con = sqlite3.connect("x.db")
    con.execute("SELECT * FROM u WHERE n = '%s'" % form.username)  # error: sql-injection
    con.execute("SELECT * FROM u WHERE n = ?", (form.username,))
    return {"access_token": "x"}


@app.get("/basic")
def basic(credentials: HTTPBasicCredentials = Depends(security)):
    log.info("basic %s", credentials.username)  # error: log-injection
    return {"u": credentials.username}


@app.post("/nested", response_class=HTMLResponse)
async def nested(n: Nested):
    a = f"<p>{n.inner.slug} {n.inner.born}</p>"
    b = f"<p>{n.inner.name}</p>"
    for c in n.many:
        b += c.name
    return HTMLResponse(a + b)  # error: xss


@app.post("/nested2")
async def nested2(n: Nested):
    return HTMLResponse(f"<p>{n.inner.slug} {n.inner.born}</p>")


@app.post("/extra")
async def extra(n: Nested):
    os.system("run " + n.extra["cmd"])  # error: command-injection
    return n


@app.get("/page", response_class=HTMLResponse)
async def page(request: Request, q: str = ""):
    return templates.TemplateResponse("page.html", {"request": request, "q": q})


@app.middleware("http")
async def audit(request: Request, call_next):
    log.info("path %s", request.url.path)
    log.info("query %s", request.query_params.get("q"))  # error: log-injection
    response = await call_next(request)
    response.headers["X-Q"] = request.query_params.get("q", "")
    return response


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError):
    return HTMLResponse("<p>invalid " + request.query_params.get("q", "") + "</p>", status_code=400)  # error: xss


@app.exception_handler(KeyError)
async def missing(request: Request, exc: KeyError):
    return PlainTextResponse("missing " + request.query_params.get("q", ""))


@app.get("/raw")
async def raw(q: str):
    return Response(content="<p>" + q + "</p>", media_type="text/html")  # error: xss


@app.get("/raw2")
async def raw2(q: str):
    return Response(content="<a>" + q + "</a>", media_type="application/xml")


@app.get("/size/{n}")
async def size(n: int = Path(ge=1), unit: str = Query("kb", pattern="^(kb|mb)$")):
    return HTMLResponse(f"<p>{n}{unit}</p>")


@app.get("/dyn")
async def dyn(request: Request):
    body = await request.json()
    getattr(log, body["level"])("x")
    return eval(body["expr"])  # error: code-injection
