import logging
import os
from typing import Self
from flask import Flask, request, session
from flask.views import View

app = Flask(__name__)
log = logging.getLogger(__name__)
_last = None
STATE = []


def remember(value):
    global _last
    _last = value
    STATE.append(value)


@app.get("/set")
def set_():
    remember(request.args["v"])
    return ""


@app.get("/get")
def get_():
    os.system(_last)  # error: command-injection
    os.system(STATE[0])  # error: command-injection
    return ""


class Service:
    current = "ls"

    def __init__(self, name):
        self.name = name
        self._cmd = None

    def prepare(self, arg):
        self._cmd = "run " + arg
        return self

    def run(self):
        os.system(self._cmd)  # error: command-injection
        os.system(self.name)

    def check(self):
        assert self.name in ("a", "b")
        os.system(self.name)

    @classmethod
    def use(cls, c):
        cls.current = c

    def now(self):
        os.system(self.current)  # error: command-injection


@app.get("/svc")
def svc():
    Service("a").prepare(request.args["x"]).run()
    Service(request.args["x"]).check()
    Service.use(request.args["c"])
    Service("b").now()
    return ""


class Show(View):
    def __init__(self, template):
        self.template = template

    def dispatch_request(self, name):
        match request.args:
            case {"cmd": cmd}:
                os.system(cmd)  # error: command-injection
            case {"n": n} if n.isdigit():
                os.system(n)
            case _:
                pass
        return f"<p>{name}</p>"  # error: xss


app.add_url_rule("/s/<name>", view_func=Show.as_view("show", "t.html"))


def tag(name, /, *children, cls=None, **attrs):
    inner = "".join(children)
    extra = "".join(f' {k}="{v}"' for k, v in attrs.items())
    return f"<{name}{extra}>{inner}</{name}>"


@app.get("/tag")
def tags():
    return tag("p", request.args["x"])  # error: xss


@app.get("/tag2")
def tags2():
    return tag("p", "x", title="y", cls=request.args["x"])


@app.get("/tag3")
def tags3():
    return tag("p", title=request.args["x"])  # error: xss


def log_call(fn):
    def inner(*args, **kwargs):
        log.info("args %s %s", args, kwargs)
        result = fn(*args, **kwargs)
        log.info("result %s", result)  # error: log-injection
        return result

    return inner


@log_call
def echo(x):
    return x


@app.get("/echo")
def echo_():
    echo(request.args["x"])
    return ""


@app.get("/none")
def none():
    x = request.args.get("x")
    if x is None:
        return "missing " + str(x)
    if x == "":
        return "empty " + x
    if x in (None, "a"):
        return x
    return {"x": x}
