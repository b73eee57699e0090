import copy
import io
import itertools
import json
import operator
import os
import queue
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque
from types import SimpleNamespace
from flask import Flask, request

app = Flask(__name__)


@app.get("/1")
def one():
    groups = defaultdict(list)
    groups["a"].append(request.args["q"])
    os.system(groups["a"][0])  # error: command-injection
    return ""


@app.get("/2")
def two():
    d = deque()
    d.appendleft(request.args["q"])
    os.system(d.pop())  # error: command-injection
    return ""


@app.get("/3")
def three():
    buf = io.StringIO()
    buf.write("ls ")
    buf.write(request.args["q"])
    os.system(buf.getvalue())  # error: command-injection
    return ""


@app.get("/4")
def four():
    ns = SimpleNamespace(cmd=request.args["q"], n=1)
    os.system(ns.cmd)  # error: command-injection
    os.system(f"sleep {ns.n}")
    return ""


@app.get("/5")
def five():
    q = queue.Queue()
    q.put(request.args["q"])
    os.system(q.get())  # error: command-injection
    return ""


@app.get("/6")
def six():
    a, b = request.args["a"], "const"
    a, b = b, a
    os.system(a)
    os.system(b)  # error: command-injection
    return ""


@app.get("/7")
def seven():
    state = json.loads(json.dumps({"cmd": request.args["q"], "n": 3}))
    os.system(state["cmd"])  # error: command-injection
    return ""


@app.get("/8")
def eight():
    original = {"cmd": request.args["q"]}
    clone = copy.deepcopy(original)
    clone["cmd"] = "ls"
    os.system(clone["cmd"])
    os.system(original["cmd"])  # error: command-injection
    return ""


@app.get("/9")
def nine():
    for a, b in zip(["x"], request.args.getlist("q")):
        os.system(a)
        os.system(b)  # error: command-injection
    for i, item in enumerate(request.args.getlist("q")):
        os.system(f"sleep {i}")
        os.system(item)  # error: command-injection
    return ""


@app.get("/10")
def ten():
    parts = ["ls", "-l"]
    parts += [request.args["q"]]
    os.system(" ".join(parts))  # error: command-injection
    parts = []
    os.system(" ".join(parts))
    return ""


@app.get("/11")
def eleven():
    getter = operator.itemgetter("cmd")
    os.system(getter({"cmd": request.args["q"]}))  # error: command-injection
    return ""


@app.get("/12")
def twelve():
    merged = ChainMap({}, {"cmd": request.args["q"]})
    os.system(merged["cmd"])  # error: command-injection
    chained = list(itertools.chain(["a"], request.args.getlist("q")))
    os.system(chained[1])  # error: command-injection
    return ""


@app.get("/13")
def thirteen():
    matrix = [[request.args["q"], "b"], ["c", "d"]]
    os.system(matrix[0][0])  # error: command-injection
    os.system(matrix[1][0])
    flat = [c for row in matrix for c in row]
    os.system(flat[0])  # error: command-injection
    return ""


@app.get("/14")
def fourteen():
    d = {k: v.upper() for k, v in request.args.items()}
    os.system(d["q"])  # error: command-injection
    n = {k: len(v) for k, v in request.args.items()}
    os.system(f"sleep {n['q']}")
    s = {v for v in request.args.values()}
    os.system(s.pop())  # error: command-injection
    return ""


@app.get("/15")
def fifteen():
    cmd = request.args["q"]
    def run():
        os.system(cmd)  # error: command-injection
    run()
    cmd = "x"
    return ""


@app.get("/16")
def sixteen():
    values = sorted(request.args.getlist("q"), key=len, reverse=True)
    os.system(values[0])  # error: command-injection
    os.system("x" * len(values))
    os.system(max(values, key=len))  # error: command-injection
    os.system(str(max(map(len, values))))
    return ""


@app.get("/17")
def seventeen():
    match request.args.to_dict():
        case {"cmd": cmd}:
            os.system(cmd)  # error: command-injection
        case _:
            os.system("ls")
    match request.args["q"].split():
        case ["run", what]:
            os.system(what)  # error: command-injection
        case ["list"]:
            os.system("ls")
    return ""


@app.get("/18")
def eighteen():
    cmd = "ls"
    cmd += " " + request.args["q"]
    os.system(cmd)  # error: command-injection
    cmd = None
    cmd = cmd or "pwd"
    os.system(cmd)
    return ""


class Config:
    command = "ls"

    @classmethod
    def load(cls, value):
        cls.command = value

    @staticmethod
    def join(a, b):
        return a + " " + b


@app.get("/19")
def nineteen():
    os.system(Config.join("ls", request.args["q"]))  # error: command-injection
    os.system(Config.join("ls", "x"))
    Config.load(request.args["q"])
    os.system(Config.command)  # error: command-injection
    return ""


def recursive(n, text):
    if n == 0:
        return text
    return recursive(n - 1, text + "!")


@app.get("/20")
def twenty():
    os.system(recursive(3, request.args["q"]))  # error: command-injection
    return ""


def out_param(target, value):
    target.append(value)


@app.get("/21")
def twentyone():
    acc = []
    out_param(acc, request.args["q"])
    os.system(acc[0])  # error: command-injection
    return ""


@app.get("/22")
def twentytwo():
    values = dict(request.args)
    values.pop("q")
    kw = {"cmd": request.args["q"], "flag": "-l"}
    return _run_it(**kw)


def _run_it(cmd, flag):
    os.system("ls " + flag)
    os.system("ls " + cmd)  # error: command-injection
    return ""


@app.get("/23")
def twentythree():
    if request.args.get("a"):
        handler = danger
    else:
        handler = harmless
    handler(request.args["q"])
    return ""


def danger(x):
    os.system(x)  # error: command-injection


def harmless(x):
    os.system("echo hi")


@app.get("/24")
def twentyfour():
    try:
        cmd = request.args["q"]
    except KeyError:
        cmd = "ls"
    else:
        cmd = cmd.strip()
    finally:
        print("done")
    os.system(cmd)  # error: command-injection
    return ""
