import os
import subprocess
from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPFound, HTTPBadRequest, HTTPSeeOther
from pyramid.renderers import render_to_response
from pyramid.response import FileResponse, Response
from pyramid.view import notfound_view_config, view_config, view_defaults
import logging

log = logging.getLogger(__name__)


@view_config(route_name="hello")
def hello(request):
    return Response("<h1>Hello %s</h1>" % request.matchdict["name"])  # error: xss


@view_config(route_name="json", renderer="json")
def as_json(request):
    return {"name": request.params["name"]}


@view_config(route_name="string", renderer="string")
def as_string(request):
    return "name " + request.params["name"]


@view_defaults(route_name="edit", renderer="edit.pt")
class Edit:
    def __init__(self, request):
        self.request = request

    @view_config(request_method="GET")
    def get(self):
        return {"content": self.request.GET["content"]}

    @view_config(request_method="POST")
    def post(self):
        content = self.request.POST["content"]
        log.info("edited: %s" % content)  # error: log-injection
        return HTTPFound(location=self.request.POST.get("came_from"))  # error: open-redirect

    @view_config(request_method="DELETE")
    def delete(self):
        r = self.request.response
        r.text = "<p>" + self.request.GET["x"] + "</p>"  # error: xss
        return r


def by_context(context, request):
    path = request.params["path"]
    subprocess.Popen(["cat", path])
    os.popen("cat " + path)  # error: command-injection
    return FileResponse(os.path.join("/srv/f", path), request=request)  # error: path-traversal


def found(request):
    return HTTPFound(request.route_url("hello", name=request.params["name"]))


def js(request):
    return Response(json_body={"a": request.json_body["a"]})


def plain(request):
    return Response(body=request.body, content_type="text/plain")


def html(request):
    response = Response()
    response.body = request.body  # error: xss
    return response


@notfound_view_config()
def notfound(request):
    request.response.status = 404
    return Response("Not found: " + request.path_info)  # error: xss


def main(global_config, **settings):
    config = Configurator(settings=settings)
    config.add_route("hello", "/hello/{name}")
    config.add_route("c", "/c")
    config.add_view(by_context, route_name="c")
    config.add_view(found, route_name="f")
    config.add_view(js, route_name="j")
    config.add_view(plain, route_name="p")
    config.add_view(html, route_name="h")
    config.scan()
    return config.make_wsgi_app()
