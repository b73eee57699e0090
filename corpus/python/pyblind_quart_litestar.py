from dataclasses import dataclass
from typing import Annotated, Any
import html
import msgspec
from litestar import Controller, Litestar, MediaType, Request as LRequest, Response as LResponse, get, post, delete
from litestar.enums import RequestEncodingType
from litestar.params import Body, Parameter
from litestar.response import Redirect, Template, File
from quart import Quart, abort, make_response, redirect, render_template_string, request, websocket, send_file
import aiosqlite
import os

app = Quart(__name__)


@app.route("/hello")
async def hello():
    name = request.args.get("name", "")
    return "<p>" + name + "</p>"  # error: xss


@app.post("/form")
async def form():
    data = await request.form
    async with aiosqlite.connect("x.db") as db:
        await db.execute("INSERT INTO t VALUES ('" + data["n"] + "')")  # error: sql-injection
        await db.execute("INSERT INTO t VALUES (?)", (data["n"],))
    return redirect(data["next"])  # error: open-redirect


@app.post("/json")
async def js():
    data = await request.get_json()
    os.system("x " + data["cmd"])  # error: command-injection
    return {"ok": data["cmd"]}


@app.post("/files")
async def files():
    f = (await request.files)["f"]
    await f.save("/srv/" + f.filename)  # error: path-traversal
    return ""


@app.websocket("/ws")
async def ws():
    while True:
        data = await websocket.receive()
        eval(data)  # error: code-injection
        await websocket.send(f"echo {data}")


@app.route("/tpl")
async def tpl():
    return await render_template_string("<p>" + request.args["x"] + "</p>")  # error: template-injection


@dataclass
class Item:
    name: str
    count: int


class Items(Controller):
    path = "/items"

    @get("/{name:str}", media_type=MediaType.HTML)
    async def show(self, name: str) -> str:
        return f"<p>{name}</p>"  # error: xss

    @get("/plain/{name:str}", media_type=MediaType.TEXT)
    async def plain(self, name: str) -> str:
        return f"<p>{name}</p>"

    @post("/")
    async def create(self, data: Item) -> dict[str, Any]:
        os.system("make " + data.name)  # error: command-injection
        os.system(f"make -j {data.count}")
        return {"name": data.name}

    @get("/n/{n:int}", media_type=MediaType.HTML)
    async def n(self, n: int) -> str:
        return f"<p>{n}</p>"


@get("/go")
async def go(to: str) -> Redirect:
    return Redirect(path=to)  # error: open-redirect


@get("/file")
async def lfile(name: str) -> File:
    return File(path="/srv/" + name)  # error: path-traversal


@get("/esc", media_type="text/html")
async def esc(q: str) -> str:
    return "<p>" + html.escape(q) + "</p>"


lit = Litestar([Items, go, lfile, esc])
