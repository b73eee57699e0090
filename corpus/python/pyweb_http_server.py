"""Handlers of http.server: what is written depends on the content type that was sent before."""

import html
import json
import logging
import shutil
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer, SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, quote, unquote, urlparse, urlsplit

log = logging.getLogger("pages")


class PageHandler(BaseHTTPRequestHandler):
    server_version = "pages/1"

    def do_GET(self):
        url = urlparse(self.path)
        query = parse_qs(url.query)
        name = query.get("name", [""])[0]
        if url.path == "/hello":
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<h1>Hello {name}</h1>".encode())  # error: xss
        elif url.path == "/safe":
            self.page("<h1>Hello " + html.escape(name) + "</h1>")
        elif url.path == "/text":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            self.wfile.write(name.encode("utf-8"))
        elif url.path == "/json":
            self.as_json({"name": name})
        elif url.path == "/go":
            self.send_response(302)
            self.send_header("Location", query["to"][0])  # error: open-redirect # error: header-injection
            self.end_headers()
        elif url.path == "/go/local":
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", "/pages/" + quote(name, safe=""))
            self.end_headers()
        else:
            self.page("<p>Nothing at " + unquote(url.path) + "</p>", 404)
            log.warning("nothing at %s", self.path)

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length).decode("utf-8")
        fields = dict(parse_qsl(body))
        log.info("note %s", fields.get("note"))  # error: log-injection
        log.info("note %r of %d bytes", fields.get("note"), length)
        self.page("<p>" + fields.get("note", "") + "</p>")

    def page(self, body, status=200):
        data = body.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-type", "text/html")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)  # error: xss

    def as_json(self, value):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def log_message(self, format, *args):
        log.info("%s", format % args)


class Numbers(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path).path.strip("/").split("/")
        try:
            number = int(parts[-1])
        except ValueError:
            self.send_error(404, "no number: " + parts[-1])
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>%d</p>" % number)


class Files(SimpleHTTPRequestHandler):
    ROOT = "/srv/files/"

    def do_GET(self):
        name = unquote(urlparse(self.path).path).lstrip("/")
        with open(self.ROOT + name, "rb") as source:  # error: path-traversal
            self.send_response(200)
            self.send_header("Content-Type", "application/octet-stream")
            self.end_headers()
            shutil.copyfileobj(source, self.wfile)


class Echo(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        out = self.wfile
        out.write(b"<html>")
        out.write(bytes("<p>%s</p>" % parse_qs(urlparse(self.path).query)["q"][0], "utf-8"))  # error: xss
        out.write(("<p>" + self.headers["User-Agent"] + "</p>").encode())  # error: xss
        out.write(b"</html>")


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", 8080), PageHandler).serve_forever()
