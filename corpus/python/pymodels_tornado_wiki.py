import json
import logging
import os
import re

import tornado.escape
import tornado.ioloop
import tornado.template
import tornado.web
import tornado.websocket

from wiki.storage import PageStore

access_log = logging.getLogger("tornado.access")
ROOT = os.path.dirname(__file__)
PAGE_NAME = re.compile(r"^[A-Za-z0-9_]+$")
FRAME = tornado.template.Template("<html><body>{{ body }}</body></html>")


class Base(tornado.web.RequestHandler):
    @property
    def store(self) -> PageStore:
        return self.application.settings["store"]

    def fail(self, status, text):
        self.set_status(status)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(text)


class PageHandler(Base):
    def get(self, name):
        if not PAGE_NAME.match(name):
            self.fail(404, "no page called " + name)
            return
        revision = int(self.get_query_argument("rev", "0"))
        access_log.info("page %s at %d", name, revision)
        highlight = self.get_query_argument("highlight", None)
        if highlight:
            self.write("<style>#" + highlight + " { background: yellow }</style>")  # error: xss
        self.write(f"<h1>{name}</h1>")
        self.write(FRAME.generate(body=self.store.load(name, revision)))

    def post(self, name):
        text = self.get_body_argument("text")
        summary = self.get_body_argument("summary", "")
        access_log.info("edit of %s", tornado.escape.url_escape(name))
        access_log.info("summary: {}".format(summary))  # error: log-injection
        self.store.save(name, text)
        self.redirect("/page/" + tornado.escape.url_escape(name))


class SearchHandler(Base):
    async def get(self):
        query = self.get_argument("q", "")
        hits = await self.store.search(query)
        if self.get_argument("format", "html") == "json":
            self.write({"query": query, "count": len(hits)})
            return
        self.write("<p>%d pages for %s</p>" % (len(hits), tornado.escape.xhtml_escape(query)))
        if not hits:
            self.write("<p>Create <b>" + query + "</b>?</p>")  # error: xss


class PreviewHandler(Base):
    def post(self):
        source = self.request.body.decode()
        payload = json.loads(source)
        layout = payload.get("layout", "{{ body }}")
        page = tornado.template.Template(layout).generate(body=payload["body"])  # error: template-injection
        self.finish(page)


class ExportHandler(Base):
    def get(self):
        theme = self.get_argument("theme", "plain")
        with open(os.path.join(ROOT, "themes", theme + ".css")) as css:  # error: path-traversal
            style = css.read()
        self.set_header("Content-Type", "text/css")
        self.write("/* " + theme + " */\n" + style)


class LoginHandler(Base):
    def get(self):
        self.render("login.html", next=self.get_argument("next", "/"))

    def post(self):
        user = self.get_body_argument("user")
        if not self.store.check(user, self.get_body_argument("password")):
            self.fail(403, "wrong password for " + user)
            return
        self.set_secure_cookie("user", user)
        self.redirect(self.get_argument("next", "/"))  # error: open-redirect


class Live(tornado.websocket.WebSocketHandler):
    def on_message(self, message):
        event = json.loads(message)
        access_log.debug("live %s", event["kind"])  # error: log-injection
        self.write_message({"echo": event})


def make_app(store):
    return tornado.web.Application(
        [
            (r"/page/(.+)", PageHandler),
            (r"/search", SearchHandler),
            (r"/preview", PreviewHandler),
            (r"/export", ExportHandler),
            (r"/login", LoginHandler),
            (r"/live", Live),
        ],
        store=store,
        cookie_secret=os.environ["COOKIE_SECRET"],
    )
