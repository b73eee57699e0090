"""Falcon, Sanic, Quart, Litestar and Klein side by side."""

import html
import json
import logging

import falcon
import falcon.asgi
from klein import Klein
from litestar import Litestar, MediaType, get, post
from litestar.response import Redirect
from quart import Quart, jsonify as quart_json, make_response, redirect as quart_redirect, request as quart_request
from sanic import Sanic
from sanic.log import logger as sanic_logger
from sanic.response import HTTPResponse, html as sanic_html, json as sanic_json, raw, redirect, text

log = logging.getLogger(__name__)


class Things:
    def on_get(self, req, resp, name):
        log.info("thing %s", name)  # error: log-injection
        resp.content_type = falcon.MEDIA_HTML
        resp.text = "<h1>" + name + "</h1>"  # error: xss

    def on_post(self, req, resp):
        data = req.get_media()
        log.info("count %d", data["count"])
        resp.media = {"title": data["title"]}

    def on_put(self, req, resp):
        resp.content_type = "text/plain"
        resp.text = req.get_param("title", required=True)

    def on_patch(self, req, resp):
        resp.content_type = "text/html"
        resp.text = f"<p>{html.escape(req.get_param('title'))} {req.get_param_as_int('count')}</p>"

    def on_delete(self, req, resp):
        resp.text = req.get_param("title")


class Moves:
    def on_get(self, req, resp):
        raise falcon.HTTPFound(req.get_param("to"))  # error: open-redirect

    def on_post(self, req, resp):
        raise falcon.HTTPSeeOther("/things/" + req.get_param_as_uuid("id").hex)


application = falcon.App()
application.add_route("/things/{name}", Things())

app = Sanic("pages")


@app.get("/hello/<name>", unquote=True)
async def hello(request, name):
    sanic_logger.info("hello %s", name)  # error: log-injection
    return sanic_html("<h1>Hello " + name + "</h1>")  # error: xss


@app.get("/number/<number:int>")
async def number(request, number: int):
    return sanic_html(f"<h1>{number}</h1>")


@app.get("/q")
async def q(request):
    term = request.args.get("q", "")
    if request.args.get("plain"):
        return text(term)
    if request.args.get("raw"):
        return raw(term.encode(), content_type="text/html")  # error: xss
    return sanic_json({"q": term})


@app.post("/form")
async def form(request):
    return HTTPResponse("<p>" + request.form.get("note") + "</p>", content_type="text/html")  # error: xss


@app.get("/go")
async def go(request):
    return redirect(request.args.get("to"))  # error: open-redirect


@app.get("/go/home")
async def go_home(request):
    return redirect(app.url_for("hello", name=request.args.get("name")))


quart_app = Quart(__name__)


@quart_app.route("/hello")
async def quart_hello():
    return "<h1>Hello " + quart_request.args["name"] + "</h1>"  # error: xss


@quart_app.route("/form", methods=["POST"])
async def quart_form():
    fields = await quart_request.form
    log.info("note %s", fields["note"])  # error: log-injection
    return html.escape(fields["note"])


@quart_app.route("/json", methods=["POST"])
async def quart_as_json():
    data = await quart_request.get_json()
    return quart_json(data)


@quart_app.route("/text")
async def quart_text():
    response = await make_response(quart_request.args["name"])
    response.mimetype = "text/plain"
    return response


@quart_app.route("/go")
async def quart_go():
    return quart_redirect(quart_request.args["to"])  # error: open-redirect


@get("/hello/{name:str}", media_type=MediaType.HTML)
async def lite_hello(name: str) -> str:
    return f"<h1>Hello {name}</h1>"  # error: xss


@get("/json/{name:str}")
async def lite_json(name: str) -> dict:
    log.info("json of %s", name)  # error: log-injection
    return {"name": name}


@get("/text/{name:str}", media_type=MediaType.TEXT)
async def lite_text(name: str) -> str:
    return f"<h1>Hello {name}</h1>"


@get("/page/{number:int}", media_type="text/html")
async def lite_page(number: int) -> str:
    return f"<h1>Page {number}</h1>"


@get("/go")
async def lite_go(to: str) -> Redirect:
    return Redirect(path=to)  # error: open-redirect


site = Litestar([lite_hello, lite_json, lite_text, lite_page, lite_go])
klein = Klein()


@klein.route("/hello/<name>")
def klein_hello(request, name):
    return "<h1>Hello %s</h1>" % name  # error: xss


@klein.route("/args")
def klein_args(request):
    request.setHeader("Content-Type", "text/plain")
    return request.args[b"q"][0]


@klein.route("/safe")
def klein_safe(request):
    return "<p>" + html.escape(request.args[b"q"][0].decode()) + "</p>"
