import os
import sqlite3
import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from flask import Flask, request

app = Flask(__name__)


class Task(ABC):
    registry = {}

    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        Task.registry[cls.__name__.lower()] = cls

    def __init__(self, arg):
        self.arg = arg

    @abstractmethod
    def command(self): ...

    def run(self):
        os.system(self.command())  # error: command-injection


class Ping(Task):
    def command(self):
        return "ping " + self.arg


class Uptime(Task):
    def command(self):
        return "uptime"


@app.get("/task")
def task():
    Ping(request.args["host"]).run()
    Uptime(request.args["host"]).run()
    return ""


class Builder:
    def __init__(self):
        self._parts = []
        self._flags = {}

    def add(self, part):
        self._parts.append(part)
        return self

    def flag(self, name, value=True):
        self._flags[name] = value
        return self

    def build(self):
        flags = " ".join(f"--{k}={v}" for k, v in self._flags.items())
        return " ".join(self._parts) + " " + flags


@app.get("/builder")
def builder():
    os.system(Builder().add("ls").add(request.args["d"]).build())  # error: command-injection
    os.system(Builder().add("ls").flag("color").build())
    os.system(Builder().add("ls").flag("sort", request.args["s"]).build())  # error: command-injection
    return ""


class Repo:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance.conn = sqlite3.connect("x.db")
        return cls._instance

    def find(self, **filters):
        where = " AND ".join(f"{k} = '{v}'" for k, v in filters.items())
        return self.conn.execute("SELECT * FROM t WHERE " + where)  # error: sql-injection

    def find_safe(self, **filters):
        where = " AND ".join(f"{k} = ?" for k in filters)
        return self.conn.execute("SELECT * FROM t WHERE " + where, list(filters.values()))


@app.get("/repo")
def repo():
    Repo().find(name=request.args["n"])
    Repo().find_safe(name=request.args["n"], kind="x")
    return ""


@dataclass
class Options:
    verbose: bool = False
    name: str = ""
    extra: dict = field(default_factory=dict)

    @classmethod
    def from_request(cls, req):
        return cls(verbose="v" in req.args, name=req.args.get("name", ""), extra=dict(req.args))

    @staticmethod
    def clean(text):
        return "".join(c for c in text if c.isalnum())


@app.get("/options")
def options():
    o = Options.from_request(request)
    os.system(f"x {o.verbose}")
    os.system(f"x {o.name}")  # error: command-injection
    os.system(f"x {Options.clean(o.name)}")
    os.system("x " + o.extra["k"])  # error: command-injection
    return ""


class Stack:
    def __init__(self):
        self.items = []

    def push(self, x):
        self.items.append(x)

    def pop(self):
        return self.items.pop()

    @property
    def top(self):
        return self.items[-1]

    @top.setter
    def top(self, value):
        self.items[-1] = value


@app.get("/stack")
def stack():
    s = Stack()
    s.push("ls")
    s.push(request.args["x"])
    os.system(s.top)  # error: command-injection
    os.system(s.pop())  # error: command-injection
    t = Stack()
    t.push("ls")
    os.system(t.top)
    return ""


local = threading.local()


@app.get("/local")
def loc():
    local.cmd = request.args["c"]
    run_local()
    return ""


def run_local():
    os.system(local.cmd)  # error: command-injection


CONFIG = {"shell": "ls"}


@app.post("/config")
def config():
    CONFIG["shell"] = request.form["shell"]
    CONFIG.update(extra="x")
    return ""


@app.get("/run")
def run_config():
    os.system(CONFIG["shell"])  # error: command-injection
    return ""


class Visitor:
    def visit(self, kind, value):
        return getattr(self, f"visit_{kind}")(value)

    def visit_a(self, value):
        os.system("a " + value)  # error: command-injection

    def visit_b(self, value):
        return value


@app.get("/visit")
def visit():
    Visitor().visit("a", request.args["v"])
    return ""


class Model:
    def __init__(self, **fields):
        for k, v in fields.items():
            setattr(self, k, v)

    def to_dict(self):
        return {k: v for k, v in self.__dict__.items() if not k.startswith("_")}


@app.get("/model")
def model():
    m = Model(cmd=request.args["c"], other="ls")
    os.system(m.cmd)  # error: command-injection
    os.system(m.to_dict()["cmd"])  # error: command-injection
    return ""


class Pipeline:
    def __init__(self, *steps):
        self.steps = list(steps)

    def __or__(self, other):
        return Pipeline(*self.steps, other)

    def __call__(self, value):
        for step in self.steps:
            value = step(value)
        return value


@app.get("/pipe")
def pipe():
    p = Pipeline(str.strip) | str.lower
    os.system(p(request.args["c"]))  # error: command-injection
    q = Pipeline(len)
    os.system("x %d" % q(request.args["c"]))
    return ""
