import functools
import itertools
import operator
import os
import string
from collections import ChainMap, Counter
from contextlib import ExitStack, closing
from enum import Enum
from typing import Iterator, Protocol
from flask import Flask, request

app = Flask(__name__)


class Color(Enum):
    RED = "red"
    BLUE = "blue"


class Base:
    prefix = "echo "

    def __init__(self, value):
        self.value = value

    def command(self):
        return self.prefix + self.value

    def __enter__(self):
        return self

    def __exit__(self, *a):
        return False

    def __iter__(self):
        yield "fixed"
        yield self.value

    def __len__(self):
        return len(self.value)

    def __add__(self, other):
        return self.value + other

    def __contains__(self, item):
        return item in self.value


class Child(Base):
    def __init__(self, value, extra="x"):
        super().__init__(value)
        self.extra = extra

    def command(self):
        return super().command() + " " + self.extra


class Lazy:
    def __init__(self):
        self._data = {}

    def __getattr__(self, name):
        return self._data[name]

    def fill(self, **kw):
        self._data.update(kw)
        return self


class Desc:
    def __get__(self, obj, owner):
        return request.args["d"]


class WithDesc:
    d = Desc()


def forward(*args, **kwargs):
    return target(*args, **kwargs)


def target(a, b="b", *, c="c"):
    return f"{a} {b} {c}"


def default_arg(x, cmd="ls"):
    return cmd


def pick(flag, a, b):
    return a if flag else b


def rec(n, acc):
    if n == 0:
        return acc
    return rec(n - 1, acc + "!")


@app.get("/a")
def a():
    q = request.args["q"]
    os.system(Base(q).command())  # error: command-injection
    os.system(Child("x", extra=q).command())  # error: command-injection
    os.system(Child("x").command())
    with Base(q) as b:
        os.system(b.value)  # error: command-injection
    for part in Base(q):
        os.system(part)  # error: command-injection
    os.system("x %d" % len(Base(q)))
    os.system(Base(q) + "x")  # error: command-injection
    lazy = Lazy().fill(cmd=q, other="ls")
    os.system(lazy.cmd)  # error: command-injection
    os.system(WithDesc().d)  # error: command-injection
    os.system(forward("x", c=q))  # error: command-injection
    os.system(forward("x", b="y"))
    os.system(forward(*["x", q]))  # error: command-injection
    os.system(forward(**{"a": q}))  # error: command-injection
    os.system(default_arg(q))
    os.system(pick(True, "ls", q))
    os.system(pick(q == "x", "ls", "pwd"))
    os.system(rec(3, q))  # error: command-injection
    return ""


@app.get("/b")
def b():
    q = request.args["q"]
    os.system("echo " + Color(q).value)
    os.system("echo " + Color[q].value)
    get = operator.itemgetter("cmd")
    os.system(get({"cmd": q}))  # error: command-injection
    os.system(operator.add("echo ", q))  # error: command-injection
    os.system(operator.attrgetter("value")(Base(q)))  # error: command-injection
    cm = ChainMap({"a": "ls"}, {"b": q})
    os.system(cm["b"])  # error: command-injection
    head, _, tail = q.partition(":")
    os.system(tail)  # error: command-injection
    os.system(q[::-1])  # error: command-injection
    os.system("%(c)s" % {"c": q})  # error: command-injection
    os.system("{0} {x!r}".format("echo", x=q))  # error: command-injection
    os.system(f"{'echo ' + q:>20}")  # error: command-injection
    os.system(string.Template("echo $x").substitute(x=q))  # error: command-injection
    os.system(q.encode().decode("latin-1"))  # error: command-injection
    os.system(bytes(q, "utf-8"))  # error: command-injection
    os.system(str(len(q)))
    os.system("yes" if q in ("a", "b") else "no")
    words = q.split()
    words.sort(key=len)
    os.system(words[0])  # error: command-injection
    for k, grp in itertools.groupby(words, key=len):
        os.system("echo %d" % k)
        for w in grp:
            os.system(w)  # error: command-injection
    cmds = {w: f"echo {w}" for w in words}
    os.system(cmds.popitem()[1])  # error: command-injection
    os.system(list(itertools.chain(["a"], words))[1])  # error: command-injection
    s = set(words)
    os.system(s.pop())  # error: command-injection
    x = y = q
    os.system(y)  # error: command-injection
    x, y = "a", "b"
    os.system(x)
    (p, (r, t)) = ("a", (q, "c"))
    os.system(r)  # error: command-injection
    os.system(t)
    lst = ["a", "b"]
    lst[1:] = [q]
    os.system(lst[1])  # error: command-injection
    del lst[1]
    nested = [[q], ["ls"]]
    os.system(nested[0][0])  # error: command-injection
    os.system(nested[1][0])
    try:
        cmd = q
    finally:
        pass
    os.system(cmd)  # error: command-injection
    with ExitStack() as stack:
        base = stack.enter_context(Base(q))
        os.system(base.value)  # error: command-injection
    return ""


def compose(*fns):
    def run(x):
        for f in fns:
            x = f(x)
        return x

    return run


def twice(f):
    return lambda x: f(f(x))


@app.get("/c")
def c():
    q = request.args["q"]
    os.system(compose(str.strip, str.lower)(q))  # error: command-injection
    os.system(twice(lambda s: s + "!")(q))  # error: command-injection
    os.system((lambda v="ls": v)())
    os.system((lambda v: v)(q))  # error: command-injection
    run = functools.partial(target, "a", c=q)
    os.system(run())  # error: command-injection
    run2 = functools.partial(target, c="fixed")
    os.system(run2("x"))
    handlers = {"one": lambda v: "echo " + v, "two": lambda v: "fixed"}
    os.system(handlers["one"](q))  # error: command-injection
    os.system(handlers["two"](q))
    cached = functools.lru_cache(maxsize=None)(lambda v: "x " + v)
    os.system(cached(q))  # error: command-injection
    return ""


async def agen(q):
    yield "a"
    yield q


@app.get("/d")
async def d():
    async for v in agen(request.args["q"]):
        os.system(v)  # error: command-injection
    vals = [v async for v in agen(request.args["q"])]
    os.system(vals[1])  # error: command-injection
    return ""
