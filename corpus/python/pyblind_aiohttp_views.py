import asyncio
import logging
from aiohttp import ClientSession, web, WSMsgType, hdrs
import aiofiles
import aiomysql

routes = web.RouteTableDef()
log = logging.getLogger("web")
DB = web.AppKey("db", object)


@routes.get("/hello/{name}")
async def hello(request: web.Request) -> web.Response:
    name = request.match_info.get("name", "Anonymous")
    return web.Response(text="<p>" + name + "</p>", content_type="text/html")  # error: xss


@routes.get("/plain/{name}")
async def plain(request):
    return web.Response(text="Hello, " + request.match_info["name"])


@routes.view("/item")
class Item(web.View):
    async def get(self):
        q = self.request.query["q"]
        async with self.request.app["pool"].acquire() as conn:
            async with conn.cursor(aiomysql.DictCursor) as cur:
                await cur.execute("SELECT * FROM item WHERE q = %s", (q,))
                await cur.execute("SELECT * FROM item WHERE q = '%s'" % q)  # error: sql-injection
        return web.json_response({"q": q})

    async def post(self):
        data = await self.request.post()
        up = data["file"]
        async with aiofiles.open(f"/srv/{up.filename}", mode="wb") as f:  # error: path-traversal
            await f.write(up.file.read())
        raise web.HTTPFound(data["next"])  # error: open-redirect


@web.middleware
async def audit(request, handler):
    log.info("request %s", request.rel_url.query.get("u"))  # error: log-injection
    log.info("method %s", request.method)
    resp = await handler(request)
    return resp


async def proxy(request):
    async with ClientSession() as session:
        async with session.get(request.query["url"]) as r:  # error: ssrf
            body = await r.read()
        async with session.get("http://api.local/x", params={"q": request.query["url"]}) as r:
            pass
    return web.Response(body=body, content_type="image/png")


async def run(request):
    body = await request.json()
    proc = await asyncio.create_subprocess_shell(f"ls {body['dir']}", stdout=asyncio.subprocess.PIPE)  # error: command-injection
    proc2 = await asyncio.create_subprocess_exec("ls", "--", body["dir"])
    out, _ = await proc.communicate()
    return web.Response(text=out.decode())


async def socket(request):
    ws = web.WebSocketResponse()
    await ws.prepare(request)
    async for msg in ws:
        if msg.type == WSMsgType.TEXT:
            log.info(f"got {msg.data}")  # error: log-injection
            await ws.send_str(msg.data + "/answer")
    return ws


async def page(request):
    resp = web.StreamResponse()
    resp.content_type = "text/html"
    await resp.prepare(request)
    await resp.write(b"<p>" + (await request.text()).encode() + b"</p>")  # error: xss
    return resp


app = web.Application(middlewares=[audit])
app.add_routes(routes)
app.add_routes([web.get("/proxy", proxy), web.post("/run", run)])
app.router.add_get("/ws", socket)
app.router.add_route("POST", "/page", page)
