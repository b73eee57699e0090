from enum import Enum
from typing import Annotated, Literal, Optional
from uuid import UUID
import os
import subprocess
import httpx
from fastapi import Body, Depends, FastAPI, File, Form, Header, HTTPException, Path, Query, Request, UploadFile
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse
from pydantic import BaseModel, Field, constr, field_validator, HttpUrl
import html

app = FastAPI()


class Mode(str, Enum):
    fast = "fast"
    slow = "slow"


class Job(BaseModel):
    name: str
    count: int = 1
    mode: Mode = Mode.fast
    level: Literal["a", "b"] = "a"
    tag: str = Field(default="x", pattern=r"^[a-z]+$")


@app.get("/a", response_class=HTMLResponse)
def a(name: str):
    return f"<h1>{name}</h1>"  # error: xss


@app.get("/b", response_class=HTMLResponse)
def b(name: str):
    return f"<h1>{html.escape(name)}</h1>"


@app.get("/c")
def c(name: str):
    return f"<h1>{name}</h1>"


@app.get("/d")
def d(name: str):
    return HTMLResponse("<h1>" + name + "</h1>")  # error: xss


@app.get("/e")
def e(name: str):
    return PlainTextResponse("hello " + name)


@app.get("/f")
def f(n: int, u: UUID, flag: bool = False):
    return HTMLResponse(f"<h1>{n} {u} {flag}</h1>")


@app.get("/g")
def g(mode: Mode, level: Literal["x", "y"]):
    os.system(f"run --mode {mode.value} --level {level}")
    return {}


@app.post("/h")
def h(job: Job):
    subprocess.run(f"run {job.name}", shell=True)  # error: command-injection
    subprocess.run(f"run -n {job.count} --mode {job.mode.value} {job.level}", shell=True)
    subprocess.run(f"run {job.tag}", shell=True)
    return {}


@app.get("/i")
async def i(url: str):
    async with httpx.AsyncClient() as client:
        r = await client.get(url)  # error: ssrf
    return r.text


@app.get("/j")
def j(next: str = "/"):
    return RedirectResponse(next)  # error: open-redirect


@app.get("/k")
def k(name: Annotated[str, Query(pattern="^[a-z0-9]+$")]):
    return FileResponse(f"/srv/{name}.png")


@app.get("/l/{name:path}")
def l(name: str):
    return FileResponse("/srv/" + name)  # error: path-traversal


@app.post("/m")
async def m(file: UploadFile = File(...)):
    with open("/srv/up/" + file.filename, "wb") as out:  # error: path-traversal
        out.write(await file.read())
    with open("/srv/up/" + os.path.basename(file.filename), "wb") as out:
        out.write(await file.read())
    return {}


@app.get("/n")
async def n(request: Request):
    q = request.query_params.get("q", "")
    body = await request.json()
    os.system("echo " + body["x"])  # error: command-injection
    return HTMLResponse(q)  # error: xss


def common(q: Optional[str] = None, limit: int = 10):
    return {"q": q, "limit": limit}


@app.get("/o")
def o(params: dict = Depends(common)):
    os.system("search " + params["q"])  # error: command-injection
    os.system(f"search -n {params['limit']}")
    return {}


@app.get("/p")
def p(x_token: Annotated[str | None, Header()] = None):
    os.system("check " + x_token)  # error: command-injection
    return {}
