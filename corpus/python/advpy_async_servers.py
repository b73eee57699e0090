import html
import subprocess
import tornado.web
import tornado.escape
from aiohttp import web, ClientSession
import aiofiles

routes = web.RouteTableDef()


@routes.get("/hello/{name}")
async def hello(request):
    name = request.match_info["name"]
    return web.Response(text=f"<h1>{name}</h1>", content_type="text/html")  # error: xss


@routes.get("/plain")
async def plain(request: web.Request) -> web.Response:
    return web.Response(text=request.query.get("q", ""))


@routes.get("/file")
async def file(request):
    async with aiofiles.open("/srv/" + request.query["f"]) as fh:  # error: path-traversal
        return web.json_response(await fh.read())


@routes.post("/proxy")
async def proxy(request):
    data = await request.post()
    async with ClientSession() as session:
        async with session.get(data["url"]) as resp:  # error: ssrf
            return web.json_response(await resp.json())


@routes.get("/go")
async def go(request):
    raise web.HTTPFound(request.query["to"])  # error: open-redirect


@routes.get("/go2")
async def go2(request):
    raise web.HTTPFound(location=request.app.router["home"].url_for())


async def handle_run(request):
    body = await request.json()
    subprocess.run("echo %s" % body["m"], shell=True)  # error: command-injection
    return web.json_response({})


class MainHandler(tornado.web.RequestHandler):
    def get(self):
        name = self.get_argument("name", "x")
        self.write("<h1>" + name + "</h1>")  # error: xss
        self.write("<h1>" + tornado.escape.xhtml_escape(name) + "</h1>")
        self.write({"name": name})

    def post(self):
        self.redirect(self.get_body_argument("next"))  # error: open-redirect

    def put(self):
        self.set_header("Content-Type", "text/plain")
        self.write(self.request.body)


class ItemHandler(tornado.web.RequestHandler):
    async def get(self, item_id):
        self.finish(f"<p>{item_id}</p>")  # error: xss

    async def post(self, item_id):
        self.render("item.html", item=item_id)


def make_app():
    app = web.Application()
    app.add_routes(routes)
    app.router.add_post("/run", handle_run)
    return app, tornado.web.Application([(r"/", MainHandler), (r"/i/(.*)", ItemHandler)])
