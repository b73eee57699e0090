import os
from collections import UserDict, UserList, OrderedDict
from flask import Flask, request
app = Flask(__name__)


class Conf(dict):
    def cmd(self):
        return self["cmd"]

    def __getattr__(self, name):
        return self[name]


class Env(UserDict):
    pass


class Lst(list):
    def first(self):
        return self[0]


class Named(str):
    pass


@app.get("/1")
def one():
    q = request.args["q"]
    c = Conf(cmd=q, other="ls")
    os.system(c["cmd"])  # error: command-injection
    os.system(c["other"])
    os.system(c.cmd())  # error: command-injection
    os.system(Conf({"a": q})["a"])  # error: command-injection
    os.system(Conf({"a": q}).a)  # error: command-injection
    os.system(Env({"a": q})["a"])  # error: command-injection
    e = Env()
    e["x"] = q
    e["y"] = "ls"
    os.system(e["x"])  # error: command-injection
    os.system(e["y"])
    l = Lst([q, "ls"])
    os.system(l[0])  # error: command-injection
    os.system(l.first())  # error: command-injection
    m = Lst()
    m.append(q)
    os.system(m[0])  # error: command-injection
    d = Conf()
    d.update(request.args)
    os.system(d["k"])  # error: command-injection
    return ""


from starlette.responses import Response, HTMLResponse
from starlette.routing import Route
from flask import Response as FR


class Html(Response):
    media_type = "text/html"


class Html2(Response):
    def __init__(self, body):
        super().__init__(body, media_type="text/html")  # error: xss


class Html3(HTMLResponse):
    pass



class MyError(ValueError):
    pass


async def home(request):
    q = request.query_params["q"]
    Html2("<p>" + q)
    return Html3("<p>" + q)  # error: xss


@app.get("/9")
def nine():
    try:
        raise MyError("no " + request.args["q"])
    except MyError as e:
        return str(e)  # error: xss


@app.get("/10")
def ten():
    return ""


routes = [Route("/", home)]


class NotFound(Exception):
    def __init__(self, name):
        super().__init__("no such " + name)
        self.name = name


class Plain(FR):
    def __init__(self, body):
        super().__init__(body, mimetype="text/plain")


@app.get("/11")
def eleven():
    try:
        raise NotFound(request.args["q"])
    except NotFound as e:
        return str(e)  # error: xss


@app.get("/12")
def twelve():
    return Plain(request.args["q"])


@app.get("/13")
def thirteen():
    return Html4(request.args["q"])


class Html4(FR):
    def __init__(self, body):
        super().__init__(body)  # error: xss
