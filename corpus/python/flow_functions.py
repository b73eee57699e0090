"""Functions as values: closures, partials, dispatch tables, decorators, generators, spread arguments."""
import functools
import operator
import os
from functools import partial, reduce, wraps

from flask import Flask, request

app = Flask(__name__)
history = []
last_command = None


def run(command):
    os.system(command)  # error: command-injection


def ignore(command):
    return "ls"


def echo(command):
    return command


TABLE = {"run": run, "echo": echo}
SAFE_TABLE = {"a": ignore, "b": lambda c: "df"}
STEPS = [str.strip, echo]


@app.get("/1")
def dispatch():
    TABLE["run"](request.args["q"])
    os.system(TABLE["echo"](request.args["q"]))  # error: command-injection
    os.system(SAFE_TABLE["b"](request.args["q"]))
    handler = SAFE_TABLE.get(request.args["name"], ignore)
    os.system(handler(request.args["q"]))
    return ""


@app.get("/2")
def piped():
    value = request.args["q"]
    for step in STEPS:
        value = step(value)
    os.system(value)  # error: command-injection
    return ""


@app.get("/3")
def partials():
    add = partial(lambda a, b: a + b, "ls ")
    os.system(add(request.args["q"]))  # error: command-injection
    named = partial(format_command, flag=request.args["q"])
    os.system(named("ls"))  # error: command-injection
    harmless = partial(first_of, "ls")
    os.system(harmless(request.args["q"]))
    return ""


def format_command(name, flag="-l"):
    return f"{name} {flag}"


def first_of(a, b):
    return a


@app.get("/4")
def closures():
    command = "ls"

    def set_it():
        nonlocal command
        command = request.args["q"]

    set_it()
    os.system(command)  # error: command-injection
    return ""


def make_adder(prefix):
    def add(rest):
        return prefix + rest
    return add


@app.get("/5")
def made():
    os.system(make_adder(request.args["q"])("x"))  # error: command-injection
    os.system(make_adder("ls ")("-l"))
    ls = make_adder("ls ")
    os.system(ls(request.args["q"]))  # error: command-injection
    os.system(ls("-l"))
    return ""


def remember(command):
    global last_command
    last_command = command


@app.get("/6")
def globally():
    remember(request.args["q"])
    os.system(last_command)  # error: command-injection
    return ""


def twice(fn):
    @wraps(fn)
    def inner(*args, **kwargs):
        fn(*args, **kwargs)
        return fn(*args, **kwargs)
    return inner


def constant(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        fn(*args, **kwargs)
        return "ls"
    return inner


def prefixed(prefix):
    def decorate(fn):
        @wraps(fn)
        def inner(value):
            return fn(prefix + value)
        return inner
    return decorate


def alnum_only(fn):
    @wraps(fn)
    def inner(value):
        if not value.isalnum():
            raise ValueError("bad")
        return fn(value)
    return inner


@twice
def passed(value):
    return value


@constant
def swallowed(value):
    return value


@prefixed("ls ")
def with_prefix(value):
    return value


@alnum_only
def checked(value):
    return value


@app.get("/7")
def decorated():
    os.system(passed(request.args["q"]))  # error: command-injection
    os.system(swallowed(request.args["q"]))
    os.system(with_prefix(request.args["q"]))  # error: command-injection
    os.system(checked(request.args["q"]))
    return ""


def numbers(word):
    yield "ls"
    yield word


def relayed(word):
    yield from numbers(word)


def constants():
    yield "ls"
    yield "df"


async def later(word):
    yield word


@app.get("/8")
def generated():
    for command in numbers(request.args["q"]):
        os.system(command)  # error: command-injection
    for command in relayed(request.args["q"]):
        os.system(command)  # error: command-injection
    for command in constants():
        os.system(command)
    os.system(next(numbers(request.args["q"])) + " x")  # error: command-injection
    os.system(" ".join(w for w in numbers(request.args["q"])))  # error: command-injection
    return ""


@app.get("/9")
async def generated_later():
    async for command in later(request.args["q"]):
        os.system(command)  # error: command-injection
    return ""


def receiver():
    while True:
        command = yield
        os.system(command)  # error: command-injection


@app.get("/10")
def sent():
    r = receiver()
    next(r)
    r.send(request.args["q"])
    return ""


def positional(*args):
    return args[1]


def keyed(**kwargs):
    return kwargs.get("cmd", "ls")


def both(first, *rest, flag="x", **more):
    os.system(first)  # error: command-injection
    os.system(flag)
    os.system(rest[0])
    os.system(more["cmd"])  # error: command-injection


@app.get("/11")
def spread():
    os.system(positional(request.args["q"], "ls"))
    os.system(positional("ls", request.args["q"]))  # error: command-injection
    os.system(keyed(cmd="ls", other=request.args["q"]))
    os.system(keyed(cmd=request.args["q"]))  # error: command-injection
    pair = ("ls", request.args["q"])
    os.system(first_of(*pair))
    os.system(positional(*pair))  # error: command-injection
    options = {"name": "ls", "flag": request.args["q"]}
    os.system(format_command(**options))  # error: command-injection
    both(request.args["q"], "ls", flag="ls", cmd=request.args["q"])
    return ""


@app.get("/12")
def mapped():
    words = request.args.getlist("q")
    os.system(" ".join(map(str.upper, words)))  # error: command-injection
    os.system(" ".join(map(echo, words)))  # error: command-injection
    os.system(" ".join(map(ignore, words)))
    os.system(reduce(lambda a, b: a + b, words))  # error: command-injection
    os.system(sorted(words, key=len)[0])  # error: command-injection
    os.system(max(words, key=len))  # error: command-injection
    getter = operator.itemgetter("cmd")
    os.system(getter({"cmd": request.args["q"]}))  # error: command-injection
    return ""


@app.get("/13")
def chosen():
    action = run_quietly if request.args.get("quiet") else echo
    os.system(action(request.args["q"]))  # error: command-injection
    return ""


def run_quietly(command):
    return "true"


def fact(n, acc):
    if n <= 0:
        return acc
    return fact(n - 1, acc + " x")


@app.get("/14")
def recursive():
    os.system(fact(3, request.args["q"]))  # error: command-injection
    os.system(fact(3, "ls"))
    return ""


def default_list(item, into=[]):
    into.append(item)
    return into


@app.get("/15")
def shared_default():
    default_list(request.args["q"])
    os.system(default_list("ls")[0])  # error: command-injection
    return ""


@functools.lru_cache(maxsize=None)
def cached(word):
    return "say " + word


@app.get("/16")
def memoised():
    os.system(cached(request.args["q"]))  # error: command-injection
    return ""
