import asyncio
import logging
from html import escape
from pathlib import Path
from typing import Any

import asyncpg
import aiohttp
from aiohttp import web

routes = web.RouteTableDef()
logger = logging.getLogger("devices")
FIRMWARE = Path("/srv/firmware").resolve()
COLUMNS = ("name", "seen", "battery")


async def pool_of(app: web.Application) -> asyncpg.Pool:
    return app["pool"]


@routes.get("/devices")
async def devices(request: web.Request) -> web.Response:
    pool: asyncpg.Pool = request.app["pool"]
    site = request.query.get("site", "")
    order = request.query.get("order", "name")
    if order not in COLUMNS:
        raise web.HTTPBadRequest(text=f"cannot order by {order}")
    async with pool.acquire() as connection:
        rows = await connection.fetch(f"SELECT * FROM devices WHERE site = $1 ORDER BY {order}", site)
        if request.query.get("tag"):
            rows = await connection.fetch(
                "SELECT * FROM devices WHERE tags @> '{%s}'" % request.query["tag"]  # error: sql-injection
            )
    return web.json_response([dict(row) for row in rows])


@routes.get("/devices/{name}/page")
async def device_page(request):
    name = request.match_info["name"]
    body = f"<h1>{escape(name)}</h1>"
    comment = request.query.get("comment")
    if comment:
        body += "<p>" + comment + "</p>"
    return web.Response(
        text=body,  # error: xss
        content_type="text/html",
    )


@routes.get("/devices/{name}/text")
async def device_text(request):
    return web.Response(text="device " + request.match_info["name"])


@routes.post("/devices/{name}/readings")
async def readings(request: web.Request):
    name = request.match_info["name"]
    data: dict[str, Any] = await request.json()
    logger.info("reading of %s: %.2f", name, float(data["value"]))  # error: log-injection
    logger.info("reading: %.2f", float(data["value"]))
    pool = await pool_of(request.app)
    await pool.execute("INSERT INTO readings VALUES ($1, $2)", name, data["value"])
    await pool.execute(f"NOTIFY readings, '{name}'")  # error: sql-injection
    return web.Response(status=204)


@routes.get("/firmware/{file}")
async def firmware(request: web.Request):
    wanted = (FIRMWARE / request.match_info["file"]).resolve()
    if FIRMWARE not in wanted.parents:
        raise web.HTTPNotFound()
    return web.FileResponse(wanted)


@routes.get("/firmware-latest")
async def firmware_latest(request: web.Request):
    model = request.query["model"]
    return web.FileResponse(FIRMWARE / model / "latest.bin")  # error: path-traversal


@routes.post("/firmware/check")
async def check(request: web.Request):
    form = await request.post()
    image = str(form["image"])
    process = await asyncio.create_subprocess_exec("fwcheck", "--image", image)
    code = await process.wait()
    if code != 0 and form.get("repair"):
        await asyncio.create_subprocess_shell(f"fwrepair --image {image}")  # error: command-injection
    return web.json_response({"code": code})


@routes.get("/go")
async def go(request: web.Request):
    device = request.query.get("device", "")
    if device.isalnum():
        raise web.HTTPFound(f"/devices/{device}/page")
    raise web.HTTPFound(request.query.get("fallback", "/"))  # error: open-redirect


async def notify(session: aiohttp.ClientSession, address: str, event: dict) -> None:
    async with session.post(address, json=event) as answer:  # error: ssrf
        if answer.status >= 400:
            logger.warning("notification refused: %d", answer.status)


@routes.post("/subscriptions")
async def subscribe(request: web.Request):
    wish = await request.json()
    async with aiohttp.ClientSession() as session:
        await notify(session, wish["address"], {"hello": True})
    return web.json_response({"subscribed": wish["address"]})


async def start(app: web.Application) -> None:
    app["pool"] = await asyncpg.create_pool(dsn=app["dsn"])


def create(dsn: str) -> web.Application:
    app = web.Application()
    app["dsn"] = dsn
    app.on_startup.append(start)
    app.add_routes(routes)
    return app
