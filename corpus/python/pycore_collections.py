"""What containers hold and give back."""
import collections
import copy
import dataclasses
import enum
import functools
import itertools
import operator
import os
import types
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple
from typing import NamedTuple

import attr
from flask import Flask, jsonify, request
from pydantic import BaseModel, Field

app = Flask(__name__)
Point = namedtuple("Point", ["name", "size"])
Pair = collections.namedtuple("Pair", "left right")


class Job(NamedTuple):
    command: str
    priority: int = 1


@dataclasses.dataclass
class Item:
    name: str
    size: int = 0
    tags: list = dataclasses.field(default_factory=list)

    @property
    def label(self):
        return f"item {self.name}"

    def sized(self):
        return f"item {self.size}"


@attr.s
class Part:
    name = attr.ib()
    kind = attr.ib(default="part")


class Order(BaseModel):
    name: str
    count: int
    note: str = Field(default="")


class Color(enum.Enum):
    RED = "red"
    BLUE = "blue"


@app.get("/records")
def records():
    q = request.args["q"]
    point = Point(q, "3")
    os.system("ls " + point.name)  # error: command-injection
    os.system("ls " + point.size)
    os.system("ls " + point[0])  # error: command-injection
    os.system("ls " + point._replace(name="x").name)
    left, right = Pair("a", q)
    os.system("ls " + left)
    os.system("ls " + right)  # error: command-injection
    job = Job(command=q)
    os.system(job.command)  # error: command-injection
    item = Item(q, 3)
    os.system(item.label)  # error: command-injection
    os.system(item.sized())
    os.system("ls " + dataclasses.asdict(item)["name"])  # error: command-injection
    os.system("ls " + dataclasses.replace(item, name="y").name)
    item.tags.append(q)
    os.system("ls " + item.tags[0])  # error: command-injection
    part = Part(q)
    os.system("ls " + part.name)  # error: command-injection
    os.system("ls " + part.kind)
    order = Order(**request.get_json())
    os.system("ls " + order.name)  # error: command-injection
    os.system(f"ls {order.count}")
    parsed = Order.model_validate(request.get_json())
    os.system("ls " + parsed.note)  # error: command-injection
    os.system("ls " + str(parsed.count))
    os.system("ls " + Color(q).value)
    os.system("ls " + Color[q].value)
    ns = types.SimpleNamespace(a=q, b="x")
    os.system("ls " + ns.a)  # error: command-injection
    os.system("ls " + ns.b)
    return jsonify({})


@app.get("/containers")
def containers():
    q = request.args["q"]
    queue = deque(["a"], maxlen=10)
    queue.append(q)
    os.system("ls " + queue.popleft())
    os.system("ls " + queue.pop())  # error: command-injection
    groups = defaultdict(list)
    groups["x"].append(q)
    groups["y"].append("fixed")
    os.system("ls " + groups["x"][0])  # error: command-injection
    os.system("ls " + groups["y"][0])
    ordered = OrderedDict([("a", q), ("b", "fixed")])
    os.system("ls " + ordered["a"])  # error: command-injection
    os.system("ls " + ordered["b"])
    chain = ChainMap({"a": "fixed"}, {"b": q})
    os.system("ls " + chain["b"])  # error: command-injection
    counts = Counter(q.split())
    for word, number in counts.most_common(3):
        os.system("ls " + word)  # error: command-injection
        os.system(f"sleep {number}")
    values = ["a", "b", "c"]
    values[1] = q
    os.system("ls " + values[0])
    os.system("ls " + values[1])  # error: command-injection
    values.insert(0, "z")
    os.system("ls " + values[1])
    os.system("ls " + values[2])  # error: command-injection
    values.reverse()
    values.remove(q)
    nested = {"a": {"b": [q, "fixed"]}}
    os.system("ls " + nested["a"]["b"][1])
    os.system("ls " + nested["a"]["b"][0])  # error: command-injection
    copied = copy.copy(nested["a"]["b"])
    copied[0] = "x"
    os.system("ls " + copied[0])
    os.system("ls " + nested["a"]["b"][0])  # error: command-injection
    merged = {**{"k": q}, "k": "fixed"}
    os.system("ls " + merged["k"])
    names = {"a": q}
    names.setdefault("a", "fixed")
    names.setdefault("b", "fixed")
    os.system("ls " + names["a"])  # error: command-injection
    os.system("ls " + names["b"])
    os.system("ls " + names.pop("a"))  # error: command-injection
    os.system("ls " + names.get("a", "fixed"))
    first, *others = [q, "x", "y"]
    os.system("ls " + first)  # error: command-injection
    os.system("ls " + others[0])
    return jsonify({})


@app.get("/tools")
def tools():
    q = request.args["q"]
    run = functools.partial(os.system, "ls " + q)  # error: command-injection
    run()
    say = functools.partial("{} {}".format, "ls")
    os.system(say(q))  # error: command-injection
    os.system(functools.reduce(lambda a, b: a + b, ["ls ", q]))  # error: command-injection
    for word in itertools.chain(["a"], [q]):
        os.system("ls " + word)  # error: command-injection
    for key, group in itertools.groupby(sorted(request.args.getlist("w"))):
        os.system("ls " + key)  # error: command-injection
    for a, b in itertools.product(["x"], request.args.getlist("w")):
        os.system("ls " + b)  # error: command-injection
        os.system("ls " + a)
    for number, word in zip(itertools.count(), ["a", "b"]):
        os.system(f"ls {number} {word}")
    os.system("ls " + operator.itemgetter("k")({"k": q}))  # error: command-injection
    os.system("ls " + operator.attrgetter("name")(Item(q)))  # error: command-injection
    os.system("ls " + operator.concat("a", q))  # error: command-injection
    os.system("ls " + list(map(str.upper, [q]))[0])  # error: command-injection
    os.system("ls " + next(iter([q])))  # error: command-injection
    os.system("ls " + next((w for w in request.args.getlist("w") if w), "none"))  # error: command-injection
    os.system("ls " + max(request.args.getlist("w"), key=len))  # error: command-injection
    os.system("sleep " + str(sum(len(w) for w in request.args.getlist("w"))))
    os.system("ls " + dict(zip(["k"], [q]))["k"])  # error: command-injection
    os.system("ls " + dict(k="fixed", j=q)["k"])
    return jsonify({})
