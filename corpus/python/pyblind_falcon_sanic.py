import falcon
import falcon.asgi
from sanic import Sanic
from sanic.response import html, text, json, redirect, file, raw, HTTPResponse
from sanic.views import HTTPMethodView
from sanic.log import logger
import pymongo
from bson.code import Code
import ldap3
from ldap3.utils.conv import escape_filter_chars

coll = pymongo.MongoClient().db.users


class Quote:
    def on_get(self, req, resp):
        resp.content_type = falcon.MEDIA_HTML
        resp.text = "<p>" + req.get_param("q", default="") + "</p>"  # error: xss

    def on_post(self, req, resp):
        doc = req.get_media()
        resp.media = {"q": doc["q"]}
        coll.find_one({"name": doc["name"]})  # error: nosql-injection
        coll.find_one({"name": str(doc["name"])})
        coll.find_one({"name": {"$eq": doc["name"]}})
        coll.find({"$where": "this.name == '" + req.params["n"] + "'"})  # error: code-injection

    def on_put(self, req, resp, quote_id):
        resp.text = "quote " + quote_id
        raise falcon.HTTPFound(req.get_param("next"))  # error: open-redirect

    def on_delete(self, req, resp, quote_id: int):
        limit = req.get_param_as_int("limit")
        resp.content_type = "text/html"
        resp.text = f"<p>{limit}</p>"


class Async:
    async def on_get(self, req, resp):
        conn = ldap3.Connection(ldap3.Server("ldap://x"), auto_bind=True)
        name = req.params["name"]
        conn.search("dc=x", f"(uid={name})")  # error: ldap-injection
        conn.search("dc=x", f"(uid={escape_filter_chars(name)})")
        conn.search(search_base="ou=" + name + ",dc=x", search_filter="(a=b)")  # error: ldap-injection


app = falcon.App()
app.add_route("/quote", Quote())
app.add_route("/quote/{quote_id}", Quote())
aapp = falcon.asgi.App()
aapp.add_route("/a", Async())

sanic = Sanic("x")


@sanic.get("/hi/<name>")
async def hi(request, name):
    logger.info("hi %s", name)
    logger.info("hi %s", request.args.get("who"))  # error: log-injection
    return html(f"<p>{request.args.get('who')}</p>")  # error: xss


@sanic.get("/n/<n:int>")
async def n(request, n: int):
    return html(f"<p>{n}</p>")


@sanic.post("/text")
async def t(request):
    return text(request.json["a"] + request.form.get("b"))


@sanic.get("/file")
async def f(request):
    return await file("/srv/" + request.args["name"][0])  # error: path-traversal


class Simple(HTTPMethodView):
    async def get(self, request, tag):
        return HTTPResponse("<p>" + tag + "</p>", content_type="text/html")  # error: xss

    def post(self, request, tag):
        return redirect(request.form.get("to"))  # error: open-redirect


sanic.add_route(Simple.as_view(), "/s/<tag>")
