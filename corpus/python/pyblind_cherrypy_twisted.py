import cherrypy
from cherrypy.lib import static
from klein import Klein, run, route
from twisted.web import resource, server
from twisted.web.static import File
from twisted.internet import reactor, protocol, utils
from twisted.protocols import basic
from twisted.python import log as tlog
from twisted.logger import Logger
import html
import os


class Root:
    def index(self, name="", **params):
        return "<p>" + name + "</p>"  # error: xss

    index.exposed = True

    @cherrypy.expose
    def show(self, id, *path):
        cherrypy.log("show " + id)  # error: log-injection
        return "<p>" + html.escape(id) + "</p>"

    @cherrypy.expose
    @cherrypy.tools.json_out()
    def data(self, q=None):
        return {"q": q}

    @cherrypy.expose(["fetch"])
    def download(self, filepath):
        return static.serve_file("/srv/" + filepath, "application/x-download", "attachment")  # error: path-traversal

    @cherrypy.expose
    def go(self, to="/"):
        raise cherrypy.HTTPRedirect(to)  # error: open-redirect

    @cherrypy.expose
    def text(self, q):
        cherrypy.response.headers["Content-Type"] = "text/plain"
        return q

    def helper(self, name):
        return "<p>" + name + "</p>"

    @cherrypy.expose
    def params(self):
        x = cherrypy.request.params.get("x")
        os.system("echo " + x)  # error: command-injection
        return "ok"


class Api:
    exposed = True

    def GET(self, item=None):
        return "<i>%s</i>" % item  # error: xss

    def POST(self):
        body = cherrypy.request.body.read()
        eval(body)  # error: code-injection
        return ""


kapp = Klein()


@kapp.route("/")
def khome(request):
    name = request.args.get(b"name", [b""])[0]
    return b"<p>" + name + b"</p>"  # error: xss


@kapp.route("/u/<name>")
def kuser(request, name):
    request.setHeader("Content-Type", "text/plain")
    return "Hi %s" % name


class Page(resource.Resource):
    isLeaf = True
    log = Logger()

    def render_GET(self, request):
        who = request.args[b"who"][0]
        self.log.info("hi {who}", who=who.decode())  # error: log-injection
        request.write(b"<p>" + who + b"</p>")  # error: xss
        request.finish()
        return server.NOT_DONE_YET

    def render_POST(self, request):
        body = request.content.read()
        tlog.msg("posted %s" % body.decode())
        request.redirect(request.args[b"to"][0])  # error: open-redirect
        return html.escape(body.decode()).encode()


class Chat(basic.LineReceiver):
    def lineReceived(self, line):
        self.sendLine(b"you said " + line)
        utils.getProcessOutput("/bin/echo", [line])
        os.system(b"echo " + line)  # error: command-injection


cherrypy.quickstart(Root())
