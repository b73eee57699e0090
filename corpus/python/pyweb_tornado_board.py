"""A message board in Tornado."""

import json
import logging

import tornado.escape
import tornado.ioloop
import tornado.web
import tornado.websocket
from tornado.escape import json_decode, json_encode, url_escape, xhtml_escape
from tornado.log import app_log
from tornado.web import HTTPError, RequestHandler, authenticated

log = logging.getLogger("board")


class Base(RequestHandler):
    def page(self, body):
        self.write("<html><body>")
        self.write(body)  # error: xss
        self.finish("</body></html>")

    def get_current_user(self):
        return self.get_secure_cookie("user")


class Board(Base):
    def get(self, name):
        if not name:
            raise HTTPError(404, "no board %s", name)
        self.page("<h1>" + name + "</h1>")

    def post(self, name):
        text = self.get_body_argument("text", default="")
        log.info("post to %s: %s", url_escape(name), text)  # error: log-injection
        self.page("<p>" + xhtml_escape(text) + "</p>")


class Echo(RequestHandler):
    def get(self):
        self.set_header("Content-Type", "text/plain")
        self.write(self.get_argument("text"))

    def post(self):
        self.write({"text": self.get_argument("text")})

    def put(self):
        self.write(json_encode({"text": self.get_argument("text")}))  # error: xss

    def delete(self):
        self.set_header("Content-Type", "application/json; charset=UTF-8")
        self.finish(json.dumps({"text": self.get_argument("text")}))


class Search(RequestHandler):
    async def get(self):
        terms = self.get_arguments("q")
        count = int(self.get_argument("count", "10"))
        items = "".join(f"<li>{tornado.escape.xhtml_escape(term)}</li>" for term in terms)
        self.write(f"<ul data-count={count}>{items}</ul>")
        self.write("<p>" + ", ".join(terms) + "</p>")  # error: xss

    def write_error(self, status_code, **kwargs):
        self.write(f"<p>{status_code}: {self.request.path}</p>")


class Page(RequestHandler):
    def initialize(self, title):
        self.title = title

    def prepare(self):
        self.theme = self.get_cookie("theme", "light")

    def get(self):
        self.render("page.html", title=self.title, q=self.get_query_argument("q", ""))

    def post(self):
        self.write(self.render_string("page.html", q=self.get_argument("q", "")))

    def put(self):
        self.write('<body class="%s">' % self.theme)  # error: xss


class Login(Base):
    def get(self):
        self.redirect(self.get_argument("next", "/"))  # error: open-redirect

    def post(self):
        target = self.get_argument("next", "/")
        if not target.startswith("/") or target.startswith("//") or "\\" in target:
            target = "/"
        self.redirect(target)

    def put(self):
        app_log.warning("login of %s", self.get_argument("user"))  # error: log-injection
        app_log.warning("login of %r", self.get_argument("user"))
        self.set_status(204)


class Hook(RequestHandler):
    def post(self):
        data = json_decode(self.request.body)
        log.info("hook: %s", data["event"])  # error: log-injection
        log.info("hook: %s", json.dumps(data))
        self.write({"seen": data["event"]})


class Chat(tornado.websocket.WebSocketHandler):
    def on_message(self, message):
        log.info("said %s", message)  # error: log-injection
        self.write_message({"text": message})


def make_app():
    return tornado.web.Application([
        (r"/board/(.+)", Board),
        (r"/echo", Echo),
        (r"/search", Search),
        (r"/page", Page, {"title": "Page"}),
        (r"/login", Login),
        (r"/hook", Hook),
        (r"/chat", Chat),
    ])
