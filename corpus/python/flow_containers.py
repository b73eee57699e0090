"""Dicts, lists, sets, deques and tuples: which item carries what."""
import copy
import os
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque

from flask import Flask, request

app = Flask(__name__)


@app.get("/1")
def set_default():
    seen = {}
    seen.setdefault("a", []).append(request.args["q"])
    os.system(seen["a"][0])  # error: command-injection
    seen.setdefault("b", "ls")
    os.system(seen["b"])
    return ""


@app.get("/2")
def default_dict():
    groups = defaultdict(list)
    groups["tainted"].append(request.args["q"])
    groups["clean"].append("ls")
    os.system(groups["clean"][0])
    os.system(groups["tainted"][0])  # error: command-injection
    return ""


@app.get("/3")
def updated():
    base = {"cmd": request.args["q"], "other": "x"}
    base.update({"cmd": "ls"})
    os.system(base["cmd"])
    base.update(cmd=request.args["q"])
    os.system(base["cmd"])  # error: command-injection
    os.system(base["other"])
    return ""


@app.get("/4")
def merged():
    defaults = {"cmd": "ls", "dir": "/"}
    given = {"cmd": request.args["q"]}
    both = {**defaults, **given}
    os.system(both["cmd"])  # error: command-injection
    os.system("ls " + both["dir"])
    other = {**given, **defaults}
    os.system(other["cmd"])
    piped = defaults | given
    os.system(piped["cmd"])  # error: command-injection
    os.system("ls " + piped["dir"])
    return ""


@app.get("/5")
def merged_in_place():
    options = {"cmd": "ls"}
    options |= {"cmd": request.args["q"]}
    os.system(options["cmd"])  # error: command-injection
    return ""


@app.get("/6")
def popped():
    options = {"cmd": request.args["q"], "dir": "/"}
    taken = options.pop("cmd")
    os.system(taken)  # error: command-injection
    os.system("ls " + options.pop("dir"))
    os.system(options.pop("cmd", "ls"))
    return ""


@app.get("/7")
def deleted():
    options = {"cmd": request.args["q"]}
    del options["cmd"]
    os.system(options.get("cmd", "ls"))
    return ""


@app.get("/8")
def got():
    options = {"cmd": request.args["q"]}
    os.system(options.get("cmd", "ls"))  # error: command-injection
    os.system(options.get("missing", "ls"))
    os.system(options.get("missing", request.args["d"]))  # error: command-injection
    return ""


@app.get("/9")
def positions():
    words = ["ls", request.args["q"]]
    os.system(words[0])
    os.system(words[1])  # error: command-injection
    os.system(words[-1])  # error: command-injection
    os.system(words[-2])
    words.insert(0, "df")
    os.system(words[1])
    os.system(words[2])  # error: command-injection
    words.pop(0)
    os.system(words[0])
    os.system(words[1])  # error: command-injection
    words.reverse()
    os.system(words[0])  # error: command-injection
    return ""


@app.get("/10")
def slices():
    words = ["ls", "-l", request.args["q"]]
    os.system(" ".join(words[:2]))
    os.system(" ".join(words[1:]))  # error: command-injection
    head, *tail = words
    os.system(head)
    os.system(" ".join(tail))  # error: command-injection
    *front, last = words
    os.system(" ".join(front))
    os.system(last)  # error: command-injection
    return ""


@app.get("/11")
def extended():
    words = ["ls"]
    words.extend(["-l", "-a"])
    os.system(" ".join(words))
    words += [request.args["q"]]
    os.system(" ".join(words))  # error: command-injection
    os.system(words[0])
    return ""


@app.get("/12")
def queued():
    queue = deque()
    queue.append("ls")
    queue.append(request.args["q"])
    os.system(queue.popleft())
    os.system(queue.popleft())  # error: command-injection
    return ""


@app.get("/13")
def copied():
    original = {"a": {"cmd": "ls"}}
    deep = copy.deepcopy(original)
    deep["a"]["cmd"] = request.args["q"]
    os.system(original["a"]["cmd"])
    os.system(deep["a"]["cmd"])  # error: command-injection
    shallow = copy.copy(original)
    shallow["a"]["cmd"] = request.args["q"]
    os.system(original["a"]["cmd"])  # error: command-injection
    return ""


@app.get("/14")
def aliased():
    first = []
    second = first
    second.append(request.args["q"])
    os.system(first[0])  # error: command-injection
    third = list(first)
    third.clear()
    third.append("ls")
    os.system(third[0])
    return ""


@app.get("/15")
def keys():
    table = {request.args["k"]: "v"}
    for key in table:
        os.system(key)  # error: command-injection
    for value in table.values():
        os.system(value)
    return ""


@app.get("/16")
def counted():
    counts = Counter(request.args["q"].split())
    for word, n in counts.most_common(3):
        os.system(f"echo {n}")
        os.system(f"echo {word}")  # error: command-injection
    return ""


@app.get("/17")
def ordered():
    od = OrderedDict()
    od["a"] = request.args["q"]
    od["b"] = "ls"
    os.system(od["b"])
    os.system(od["a"])  # error: command-injection
    chain = ChainMap({"x": "ls"}, {"y": request.args["q"]})
    os.system(chain["y"])  # error: command-injection
    return ""


@app.get("/18")
def nested():
    tree = {"a": {"b": {"c": request.args["q"], "d": "ls"}}}
    os.system(tree["a"]["b"]["d"])
    os.system(tree["a"]["b"]["c"])  # error: command-injection
    tree["a"]["b"]["c"] = "df"
    os.system(tree["a"]["b"]["c"])
    return ""


@app.get("/19")
def from_pairs():
    table = dict([("cmd", request.args["q"]), ("dir", "/")])
    os.system(table["cmd"])  # error: command-injection
    kw = dict(cmd=request.args["q"], dir="/")
    os.system("ls " + kw["dir"])
    os.system(kw["cmd"])  # error: command-injection
    fk = dict.fromkeys(["a", "b"], request.args["q"])
    os.system(fk["a"])  # error: command-injection
    return ""


@app.get("/20")
def lengths():
    words = request.args.getlist("q")
    os.system(f"echo {len(words)}")
    os.system(f"echo {words.index('x')}")
    os.system(f"echo {sum(len(w) for w in words)}")
    os.system(f"echo {'x' in words}")
    return ""


@app.get("/21")
def sets():
    names = {"ls", "df"}
    names.add(request.args["q"])
    for name in names:
        os.system(name)  # error: command-injection
    safe = {"ls", "df"} & set(request.args.getlist("q"))
    for name in safe:
        os.system(name)
    return ""


@app.get("/22")
def swapped():
    a, b = "ls", request.args["q"]
    a, b = b, a
    os.system(b)
    os.system(a)  # error: command-injection
    return ""


@app.get("/23")
def fields_of_subscript():
    rows = [{"cmd": "ls"}, {"cmd": "df"}]
    rows[0]["cmd"] += " " + request.args["q"]
    os.system(rows[1]["cmd"])
    os.system(rows[0]["cmd"])  # error: command-injection
    return ""
