import cgi
import html
import json
import mimetypes
import os
import posixpath
import re
import sys
import traceback
import urllib.parse
from http.server import BaseHTTPRequestHandler, HTTPServer, SimpleHTTPRequestHandler, ThreadingHTTPServer
from wsgiref.headers import Headers
from wsgiref.util import FileWrapper, request_uri, shift_path_info
from webob import Request, Response
from webob.dec import wsgify
from werkzeug.wrappers import Request as WRequest, Response as WResponse
from werkzeug.routing import Map, Rule


class Static(SimpleHTTPRequestHandler):
    def do_GET(self):
        path = urllib.parse.unquote(self.path.split("?", 1)[0])
        full = "/srv/www" + path
        with open(full, "rb") as f:  # error: path-traversal
            data = f.read()
        self.send_response(200)
        self.send_header("Content-type", mimetypes.guess_type(full)[0] or "application/octet-stream")
        self.end_headers()
        self.wfile.write(data)

    def do_HEAD(self):
        name = posixpath.basename(urllib.parse.urlparse(self.path).path)
        open(os.path.join("/srv/www", name)).close()
        self.send_response(200)
        self.end_headers()

    def do_POST(self):
        form = cgi.FieldStorage(fp=self.rfile, headers=self.headers, environ={"REQUEST_METHOD": "POST"})
        name = form.getvalue("name")
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>" + html.escape(name).encode() + b"</p>")
        self.wfile.write(b"<p>%s</p>" % name.encode())  # error: xss

    def do_PUT(self):
        length = int(self.headers.get("content-length", 0))
        body = json.loads(self.rfile.read(length))
        try:
            os.system("run " + body["cmd"])  # error: command-injection
        except Exception:
            self.send_error(500, explain=traceback.format_exc())
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())


@wsgify
def webob_app(req):
    name = req.params.get("name", "x")
    if req.path_info == "/plain":
        return Response(text=name, content_type="text/plain")
    return Response("<p>" + name + "</p>")  # error: xss


@wsgify
def webob_app2(req):
    return "<p>" + html.escape(req.GET["q"]) + "</p>"


@WRequest.application
def werk(request):
    q = request.args.get("q")
    if request.path == "/json":
        return WResponse(json.dumps({"q": q}), mimetype="application/json")
    return WResponse(f"<p>{q}</p>", mimetype="text/html")  # error: xss


class App:
    url_map = Map([Rule("/", endpoint="home"), Rule("/u/<name>", endpoint="user")])

    def on_home(self, request):
        return WResponse("<p>" + request.args["q"] + "</p>", content_type="text/html")  # error: xss

    def on_user(self, request, name):
        return WResponse("user " + html.escape(name), content_type="text/html")

    def dispatch_request(self, request):
        adapter = self.url_map.bind_to_environ(request.environ)
        endpoint, values = adapter.match()
        return getattr(self, f"on_{endpoint}")(request, **values)

    def wsgi_app(self, environ, start_response):
        request = WRequest(environ)
        response = self.dispatch_request(request)
        return response(environ, start_response)

    def __call__(self, environ, start_response):
        return self.wsgi_app(environ, start_response)


def simple(environ, start_response):
    path = environ.get("PATH_INFO", "/")
    agent = environ.get("HTTP_USER_AGENT", "")
    query = urllib.parse.parse_qs(environ.get("QUERY_STRING", ""))
    if path == "/go":
        start_response("302 Found", [("Location", query["to"][0])])  # error: open-redirect  # error: header-injection
        return []
    if path == "/text":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [path.encode(), query["q"][0].encode()]
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"<p>", urllib.parse.quote(query["q"][0]).encode(), b"</p>", agent.encode()]  # error: xss
