"""The same little page in Bottle, CherryPy, web.py and Pyramid."""

import html
import json
import logging

import bottle
import cherrypy
import web
from bottle import Bottle, HTTPResponse, request, response, template
from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPFound
from pyramid.response import Response
from pyramid.view import view_config, view_defaults

log = logging.getLogger(__name__)
app = Bottle()


@app.route("/hello/<name>")
def hello(name):
    return "<h1>Hello " + name + "</h1>"  # error: xss


@app.route("/number/<n:int>")
def number(n):
    return "<h1>Number %s</h1>" % n


@app.get("/q")
def query():
    q = request.query.q
    log.info("asked %s", q)  # error: log-injection
    return f"<p>{html.escape(q)}</p>"


@app.get("/text")
def text():
    response.content_type = "text/plain"
    return request.query.get("q", "")


@app.get("/text/header")
def text_header():
    response.set_header("Content-Type", "text/plain; charset=utf-8")
    return request.query.get("q", "")


@app.post("/form")
def form():
    name = request.forms.getunicode("name")
    if not name:
        return HTTPResponse("<p>nothing</p>", status=400)
    return HTTPResponse(body="<p>" + name + "</p>")  # error: xss


@app.get("/dict")
def as_dict():
    return {"q": request.query.q}


@app.get("/template")
def in_template():
    return template("<p>{{q}}</p>", q=request.query.q)


@app.get("/template/raw")
def in_raw_template():
    return template("<p>{{!q}}</p>", q=request.query.q)  # error: xss


@bottle.error(404)
def missing(error):
    return "<p>Nothing at " + bottle.request.path + "</p>"  # error: xss


class Root:
    @cherrypy.expose
    def index(self, name="you"):
        return "<h1>Hello " + name + "</h1>"  # error: xss

    @cherrypy.expose
    @cherrypy.tools.json_out()
    def api(self, name="you"):
        return {"name": name}

    @cherrypy.expose
    def text(self, name="you"):
        cherrypy.response.headers["Content-Type"] = "text/plain"
        return "Hello " + name

    @cherrypy.expose
    def safe(self, name="you"):
        cherrypy.log("asked for %r" % name)
        cherrypy.log("asked for " + name)  # error: log-injection
        return "<h1>Hello " + html.escape(name) + "</h1>"

    @cherrypy.expose
    def go(self, to="/"):
        raise cherrypy.HTTPRedirect(to)  # error: open-redirect

    def helper(self, name):
        return "<h1>Hello " + name + "</h1>"

    def older(self, name="you"):
        return "<h2>" + name + "</h2>"  # error: xss
    older.exposed = True


class Hello:
    def GET(self, name):
        web.header("Content-Type", "text/html")
        return "<h1>Hello " + name + "</h1>"  # error: xss

    def POST(self, name):
        data = web.input(text="")
        return "<p>" + web.websafe(data.text) + "</p>"


urls = ("/hello/(.*)", "Hello")
webpy = web.application(urls, globals())


@view_config(route_name="hello")
def hello_view(request):
    name = request.matchdict["name"]
    return Response("<h1>Hello %s</h1>" % name)  # error: xss


@view_config(route_name="api", renderer="json")
def api_view(request):
    return {"name": request.params["name"]}


@view_config(route_name="words", renderer="string")
def words_view(request):
    return "Hello " + request.params["name"]


@view_config(route_name="text")
def text_view(request):
    return Response("Hello " + request.GET.get("name", ""), content_type="text/plain")


@view_config(route_name="go")
def go_view(request):
    log.info("going to %r", request.params.get("to"))
    return HTTPFound(location=request.params["to"])  # error: open-redirect


@view_defaults(route_name="notes")
class Notes:
    def __init__(self, request):
        self.request = request

    @view_config(request_method="GET")
    def show(self):
        note = self.request.params.get("note", "")
        return Response(body="<p>" + note + "</p>", content_type="text/html")  # error: xss

    @view_config(request_method="POST")
    def store(self):
        note = self.request.POST["note"]
        log.info("note %s", note)  # error: log-injection
        return HTTPFound(self.request.route_url("notes"))
