import ast
import builtins
import enum
import inspect
import io
import os
import re
import shlex
import struct
import textwrap
from collections import OrderedDict, UserDict
from dataclasses import dataclass
from functools import cached_property, partialmethod, singledispatch, singledispatchmethod, wraps
from itertools import accumulate, chain, islice, product, starmap, zip_longest
from types import SimpleNamespace
from typing import Callable, Generic, Optional, TypeVar, Union, overload
from flask import Flask, request

app = Flask(__name__)
T = TypeVar("T")


class Result(Generic[T]):
    def __init__(self, value: Optional[T] = None, failure: Optional[str] = None):
        self.value = value
        self.failure = failure

    def map(self, fn: Callable):
        if self.failure:
            return self
        return Result(fn(self.value))

    def unwrap(self):
        return self.value

    def or_else(self, other):
        return self.value if self.failure is None else other


class Env(UserDict):
    def __missing__(self, key):
        return "ls"


class Lazy:
    def __init__(self, q):
        self.q = q

    @cached_property
    def cmd(self):
        return "run " + self.q

    def _run(self, flag, arg):
        os.system(f"{flag} {arg}")  # error: command-injection

    verbose = partialmethod(_run, "-v")


@singledispatch
def show(x):
    return "none"


@show.register
def _(x: str):
    os.system(x)  # error: command-injection
    return x


@show.register(int)
def _(x):
    os.system(str(x))


def retry(times):
    def deco(fn):
        @wraps(fn)
        def inner(*args, **kwargs):
            for _ in range(times):
                try:
                    return fn(*args, **kwargs)
                except OSError:
                    continue

        return inner

    return deco


@retry(3)
def execute(cmd):
    os.system(cmd)  # error: command-injection


def parse(text):
    result = {}
    for line in text.splitlines():
        if "=" not in line:
            continue
        key, value = line.split("=", 1)
        result[key.strip()] = value.strip()
    return result


def walk(node, out=None):
    out = [] if out is None else out
    if isinstance(node, dict):
        for v in node.values():
            walk(v, out)
    elif isinstance(node, list):
        for v in node:
            walk(v, out)
    else:
        out.append(node)
    return out


def first(items, default=None):
    for item in items:
        return item
    return default


@app.post("/a")
def a():
    q = request.args["q"]
    os.system(Result(q).map(str.strip).unwrap())  # error: command-injection
    os.system(Result(q).map(lambda _: "ls").unwrap())
    os.system(Result(failure=q).or_else("ls"))
    os.system(Env({"a": q})["a"])  # error: command-injection
    os.system(Lazy(q).cmd)  # error: command-injection
    Lazy("x").verbose(q)
    show(q)
    execute("run " + q)
    conf = parse(request.get_data(as_text=True))
    os.system(conf["cmd"])  # error: command-injection
    os.system(conf.get("cmd", "ls"))  # error: command-injection
    for v in walk(request.get_json()):
        os.system(v)  # error: command-injection
    os.system(first(request.args.values()))  # error: command-injection
    os.system(first([], "ls"))
    ns = SimpleNamespace(cmd=q, other="ls")
    os.system(ns.cmd)  # error: command-injection
    os.system(ns.other)
    return ""


@app.post("/b")
def b():
    q = request.args["q"]
    buf = io.StringIO()
    print("run", q, file=buf)
    os.system(buf.getvalue())  # error: command-injection
    data = struct.pack("3s", q.encode())
    os.system(data)  # error: command-injection
    os.system(textwrap.shorten(q, 10))  # error: command-injection
    os.system(inspect.cleandoc(q))  # error: command-injection
    os.system(list(accumulate([q, "x"]))[-1])  # error: command-injection
    os.system(next(islice(iter([q]), 1)))  # error: command-injection
    for x, y in product(["a"], [q]):
        os.system(x)
        os.system(y)  # error: command-injection
    for x, y in zip_longest(["a", "b"], [q]):
        os.system(x)
        os.system(y)  # error: command-injection
    d = OrderedDict(a="ls", b=q)
    d.move_to_end("a")
    os.system(d["b"])  # error: command-injection
    os.system(d["a"])
    k, v = d.popitem()
    os.system(v)  # error: command-injection
    merged = {"a": "ls"} | {"b": q}
    os.system(merged["b"])  # error: command-injection
    os.system(merged["a"])
    s = "ls"
    s += " " + q
    os.system(s)  # error: command-injection
    t = ("ls", q)
    os.system(" ".join(t))  # error: command-injection
    os.system(t[0])
    os.system("%s" % t[-1])  # error: command-injection
    words = [w for w in q.split() if w.isalnum()]
    os.system(" ".join(words))
    ok = [w for w in q.split() if len(w) < 9]
    os.system(" ".join(ok))  # error: command-injection
    os.system(re.sub("a", q, "banana"))  # error: command-injection
    os.system(re.sub(q, "x", "banana"))  # error: regex-injection
    os.system(re.search(r"(\w+)", q).group(1))
    os.system(re.search(r"(.+)", q).group(1))  # error: command-injection
    os.system(re.sub(r"[^a-z]", lambda m: "_", q))
    return ""


@app.post("/c")
def c():
    q = request.args["q"]
    while True:
        if len(q) > 3:
            break
        q = q + "x"
    os.system(q)  # error: command-injection
    try:
        cmd = {"a": "ls"}[q]
    except KeyError:
        cmd = "pwd"
    else:
        cmd = cmd + " -l"
    os.system(cmd)
    x = None
    for name in ("a", "b"):
        x = request.args.get(name, x)
    os.system(x)  # error: command-injection
    cmd = "ls" if not q else q
    os.system(cmd)  # error: command-injection
    flag = bool(q)
    os.system("x " + ("-v" if flag else "-q"))
    os.system("x " + str(flag))
    os.system("x " + q if q.isidentifier() else "y")
    os.system(f"x {len(q):04d} {hash(q)}")
    os.system(f"x {q=}")  # error: command-injection
    os.system(f"x {q!s:>{10}}")  # error: command-injection
    os.system("x " + format(q, ">10"))  # error: command-injection
    os.system("x " + format(len(q), "d"))
    (lambda *a, **k: os.system(k["cmd"]))(cmd=q)  # error: command-injection
    async_like = [f for f in [os.system, os.popen]]
    async_like[0](q)  # error: command-injection
    getattr(os, "sys" + "tem")(q)  # error: command-injection
    f = os.system
    f(q)  # error: command-injection
    from os import system as run
    run(q)  # error: command-injection
    import subprocess as sp
    sp.getoutput(q)  # error: command-injection
    __builtins__["eval"](q)
    builtins.eval(q)  # error: code-injection
    builtins.exec(q)  # error: code-injection
    return ""
