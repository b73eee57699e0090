import asyncio
import json
import logging
import os
import subprocess
import sys

import aiomysql
import aiopg
import asyncpg
import motor.motor_asyncio
import tornado.web
from aiohttp import web
from sanic import Sanic, response
from sanic.request import Request
from starlette.applications import Starlette
from starlette.responses import JSONResponse, HTMLResponse, PlainTextResponse
from starlette.routing import Route
from falcon import asgi, HTTP_200
import falcon
import bottle
import cherrypy
import hug
import responder
import web as webpy
from pyramid.view import view_config
from pyramid.response import Response

log = logging.getLogger("svc")


class Store:
    def __init__(self, pool):
        self.pool = pool

    async def by_name(self, name):
        async with self.pool.acquire() as conn, conn.cursor() as cur:
            await cur.execute("SELECT * FROM t WHERE n = '%s'" % name)  # error: sql-injection
            return await cur.fetchall()

    async def by_id(self, ident: int):
        async with self.pool.acquire() as conn, conn.cursor() as cur:
            await cur.execute("SELECT * FROM t WHERE id = %s" % ident)
            return await cur.fetchall()


async def init(app):
    app["store"] = Store(await aiomysql.create_pool(host="h"))


async def get(request):
    store = Store(await aiopg.create_pool("dbname=x"))
    rows = await store.by_name(request.query["name"])
    more = await store.by_id(int(request.query["id"]))
    log.info("found %d for %s", len(rows), request.query["name"])  # error: log-injection
    return web.json_response({"rows": rows, "more": more})


async def error(request):
    raise web.HTTPBadRequest(reason="bad", text=f"bad {request.query['x']}")


async def error2(request):
    raise web.HTTPNotFound(text=f"<p>{request.path}</p>", content_type="text/html")  # error: xss


async def sse(request):
    resp = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await resp.prepare(request)
    await resp.write(f"data: {request.query['x']}\n\n".encode())
    return resp


app = web.Application()
app.on_startup.append(init)
app.add_routes([web.get("/", get), web.get("/e", error), web.get("/e2", error2), web.get("/sse", sse)])

sanic = Sanic("s")


@sanic.route("/run", methods=["POST"])
async def run(request: Request):
    cmd = request.json.get("cmd")
    proc = await asyncio.create_subprocess_exec("bash", "-c", cmd)  # error: command-injection
    await proc.communicate()
    return response.json({"cmd": cmd})


@sanic.middleware("request")
async def check(request):
    log.info("path %s", request.path)
    if request.args.get("debug"):
        return response.html("<p>" + request.args.get("debug") + "</p>")  # error: xss


@sanic.exception(Exception)
async def failed(request, exception):
    return response.text("failed " + str(request.args))


class Item:
    async def on_post(self, req, resp):
        data = await req.get_media()
        coll = motor.motor_asyncio.AsyncIOMotorClient().db.items
        await coll.find_one(data)  # error: nosql-injection
        await coll.find_one({"_id": str(data["id"])})
        resp.media = {"ok": True}

    async def on_get(self, req, resp, name):
        resp.status = HTTP_200
        resp.content_type = "text/html"
        resp.text = f"<p>{name}</p>"  # error: xss

    async def on_delete(self, req, resp, name):
        resp.location = "/items/" + name
        raise falcon.HTTPFound("/items")


fapp = asgi.App()
fapp.add_route("/i/{name}", Item())


class Upload(tornado.web.RequestHandler):
    def post(self):
        info = self.request.files["f"][0]
        with open("/srv/up/" + info["filename"], "wb") as f:  # error: path-traversal
            f.write(info["body"])
        with open("/srv/up/" + os.path.basename(info["filename"]), "wb") as f:
            f.write(info["body"])
        self.set_status(201)
        self.write(json.dumps({"name": info["filename"]}))  # error: xss

    def get(self):
        self.set_header("Content-Type", "application/json")
        self.write(json.dumps({"q": self.get_argument("q")}))

    def delete(self):
        try:
            n = int(self.get_argument("n"))
        except ValueError:
            raise tornado.web.HTTPError(400, "bad %s", self.get_argument("n"))
        self.finish(str(n))


@bottle.get("/b")
def b():
    bottle.response.content_type = "text/plain"
    return "hi " + bottle.request.query.q


@bottle.get("/c")
def c():
    return {"q": bottle.request.query.q}


@bottle.get("/d")
def d():
    yield "<p>"
    yield bottle.request.query.q  # error: xss


class Pages:
    @cherrypy.expose
    def default(self, *path, **query):
        return "<p>%s</p>" % "/".join(path)  # error: xss

    @cherrypy.expose
    @cherrypy.tools.json_in()
    @cherrypy.tools.json_out()
    def api(self):
        data = cherrypy.request.json
        subprocess.run(["x", data["a"]])
        subprocess.run("x " + data["a"], shell=True)  # error: command-injection
        return data

    _private = None

    def not_exposed(self, q):
        return "<p>" + q + "</p>"


@view_config(route_name="x", renderer="json")
def x(context, request):
    return {"q": request.params["q"]}


@view_config(route_name="y")
def y(request):
    resp = Response(content_type="text/plain")
    resp.text = request.params["q"]
    return resp


@view_config(route_name="z")
def z(request):
    resp = Response()
    resp.text = "<p>" + request.params["q"]  # error: xss
    return resp


class hello:
    def GET(self, name):
        return "<p>" + name + "</p>"  # error: xss

    def POST(self):
        data = webpy.input(name="x")
        webpy.header("Content-Type", "text/plain")
        return data.name
