"""A help desk on aiohttp.web."""

import json
import logging
from html import escape

from aiohttp import web

routes = web.RouteTableDef()
log = logging.getLogger(__name__)


def page(body, status=200):
    return web.Response(text=f"<main>{body}</main>", status=status, content_type="text/html")  # error: xss


@routes.get("/hello/{name}")
async def hello(request):
    name = request.match_info["name"]
    return page("Hello " + name)


@routes.get("/hello/safe/{name}")
async def hello_safe(request):
    return page("Hello " + escape(request.match_info["name"]))


@routes.get("/text")
async def text(request):
    return web.Response(text=request.query.get("q", ""))


@routes.get("/bytes")
async def as_bytes(request: web.Request) -> web.Response:
    q = request.rel_url.query.get("q", "")
    return web.Response(body=q.encode(), content_type="text/html")  # error: xss


@routes.get("/header")
async def header(request: web.Request) -> web.Response:
    return web.Response(text=request.query["q"], headers={"Content-Type": "text/html"})  # error: xss


@routes.get("/attribute")
async def attribute(request: web.Request) -> web.Response:
    response = web.Response(text="<p>" + request.query["q"] + "</p>")
    response.content_type = "text/html"  # error: xss
    return response


@routes.post("/json")
async def as_json(request):
    data = await request.json()
    log.info("kind %s", data.get("kind"))  # error: log-injection
    log.info("data %s", json.dumps(data))
    return web.json_response({"kind": data.get("kind")})


@routes.post("/form")
async def form(request):
    data = await request.post()
    title, count = data["title"], int(data["count"])
    log.info("%d times", count)
    return page(f"{escape(title)} x {count}")


@routes.view("/tickets/{id}")
class Tickets(web.View):
    async def get(self):
        ticket = self.request.match_info["id"]
        log.debug(f"ticket {ticket}")  # error: log-injection
        return page(escape(ticket))

    async def post(self):
        data = await self.request.post()
        return web.Response(text="<p>%s</p>" % data["text"], content_type="text/html")  # error: xss


@web.middleware
async def errors(request, handler):
    try:
        return await handler(request)
    except web.HTTPNotFound:
        return web.Response(text=f"<p>{request.path} is not here</p>", content_type="text/html", status=404)  # error: xss
    except web.HTTPForbidden:
        return web.Response(text=f"{request.path} is not yours", status=403)


@routes.get("/go")
async def go(request):
    raise web.HTTPFound(request.query["to"])  # error: open-redirect


@routes.get("/go/named")
async def go_named(request):
    location = request.app.router["hello"].url_for(name=request.query["name"])
    raise web.HTTPFound(location=location)


@routes.get("/stream")
async def stream(request):
    response = web.StreamResponse()
    response.content_type = "text/html"
    await response.prepare(request)
    await response.write(b"<p>")
    await response.write(request.query.get("q", "").encode())  # error: xss
    await response.write_eof()
    return response


@routes.get("/stream/text")
async def stream_text(request):
    response = web.StreamResponse(headers={"Content-Type": "text/plain"})
    await response.prepare(request)
    await response.write(request.query.get("q", "").encode())
    return response


async def socket(request):
    ws = web.WebSocketResponse()
    await ws.prepare(request)
    async for message in ws:
        log.info("said %s", message.data)  # error: log-injection
        await ws.send_str(message.data)
    return ws


async def plain_handler(request):
    raise web.HTTPBadRequest(text="<p>" + request.query["q"] + "</p>", content_type="text/html")  # error: xss


app = web.Application(middlewares=[errors])
app.add_routes(routes)
app.add_routes([web.get("/ws", socket), web.get("/plain", plain_handler)])
