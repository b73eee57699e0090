"""Applications that speak WSGI themselves."""

import cgi
import json
from html import escape
from urllib.parse import parse_qs, quote
from wsgiref.simple_server import make_server

from werkzeug.wrappers import Request, Response

HTML = [("Content-Type", "text/html; charset=utf-8")]
TEXT = [("Content-Type", "text/plain; charset=utf-8")]


def hello(environ, start_response):
    query = parse_qs(environ["QUERY_STRING"])
    name = query.get("name", ["you"])[0]
    start_response("200 OK", HTML)
    return [b"<h1>", name.encode("utf-8"), b"</h1>"]  # error: xss


def hello_safe(environ, start_response):
    query = parse_qs(environ["QUERY_STRING"])
    name = escape(query.get("name", ["you"])[0])
    start_response("200 OK", [("Content-Type", "text/html")])
    return [f"<h1>{name}</h1>".encode("utf-8")]


def hello_text(environ, start_response):
    name = parse_qs(environ["QUERY_STRING"]).get("name", ["you"])[0]
    start_response("200 OK", TEXT)
    return [name.encode()]


def hello_json(environ, start_response):
    size = int(environ.get("CONTENT_LENGTH") or 0)
    data = json.loads(environ["wsgi.input"].read(size))
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(data).encode()]


def where(environ, start_response):
    start_response("404 Not Found", [("Content-Type", "text/html")])
    yield b"<p>Nothing at "
    yield environ.get("PATH_INFO", "").encode()  # error: xss
    yield b"</p>"


def moved(environ, start_response):
    target = parse_qs(environ["QUERY_STRING"])["to"][0]
    start_response("302 Found", [("Location", "/files/" + quote(target, safe=""))])
    return []


class Application:
    def __init__(self, title):
        self.title = title

    def __call__(self, environ, start_response):
        request = Request(environ)
        method = getattr(self, "on_" + request.method.lower(), None)
        response = method(request) if method else Response("no", status=405)
        return response(environ, start_response)

    def on_get(self, request):
        who = request.args.get("who", "")
        return Response(f"<h1>{self.title} {escape(who)}</h1>", mimetype="text/html")


@Request.application
def decorated(request):
    who = request.args.get("who", "")
    if request.path == "/text":
        return Response(who)
    if request.path == "/cookie":
        return Response("<p>" + request.cookies.get("who", "") + "</p>", mimetype="text/html")  # error: xss
    return Response("<p>" + who + "</p>", content_type="text/html")  # error: xss


def form(environ, start_response):
    fields = cgi.FieldStorage(fp=environ["wsgi.input"], environ=environ)
    name = fields.getvalue("name")
    start_response("200 OK", HTML)
    return ["<p>{}</p>".format(name).encode()]  # error: xss


if __name__ == "__main__":
    make_server("127.0.0.1", 8000, hello).serve_forever()
