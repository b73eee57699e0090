"""Objects of one's own classes: special methods, properties, inheritance, class and instance state."""
import os
from collections import namedtuple
from dataclasses import dataclass, field
from typing import NamedTuple

from flask import Flask, request

app = Flask(__name__)
Pair = namedtuple("Pair", ["left", "right"])
Old = namedtuple("Old", "cmd note")


class Job(NamedTuple):
    command: str
    note: str = "none"


@dataclass
class Task:
    command: str
    note: str = "none"
    tags: list = field(default_factory=list)

    def __post_init__(self):
        self.full = "run " + self.command


class Shell:
    prefix = "sh -c "

    def __init__(self, command):
        self._command = command

    @property
    def command(self):
        return self._command

    @command.setter
    def command(self, value):
        self._command = value

    @property
    def fixed(self):
        return "ls"

    @classmethod
    def from_request(cls, req):
        return cls(req.args["q"])

    @classmethod
    def harmless(cls):
        return cls("ls")

    @staticmethod
    def join(a, b):
        return a + " " + b

    def __str__(self):
        return self.prefix + self._command

    def __call__(self, extra):
        os.system(self._command + extra)  # error: command-injection

    def __getitem__(self, key):
        return self._command if key == "cmd" else "ls"

    def __len__(self):
        return 3

    def __add__(self, other):
        return Shell(self._command + other)

    def __iter__(self):
        yield self._command

    def __format__(self, spec):
        return self._command

    def __repr__(self):
        return "Shell()"


class Quiet(Shell):
    def __str__(self):
        return "ls"


class Loud(Shell):
    def __init__(self, command):
        super().__init__(command.upper())
        self.extra = "x"


class Lazy:
    def __init__(self, data):
        self.__dict__["data"] = data

    def __getattr__(self, name):
        return self.data[name]


class Mixin:
    def run(self):
        return self.build()

    def build(self):
        return "ls"


class Base:
    def __init__(self, q):
        self.q = q

    def build(self):
        return self.q


class MixinFirst(Mixin, Base):
    pass


class BaseFirst(Base, Mixin):
    pass


@app.get("/1")
def tuples():
    p = Pair(request.args["q"], "ls")
    os.system(p.right)
    os.system(p.left)  # error: command-injection
    left, right = p
    os.system(right)
    os.system(left)  # error: command-injection
    os.system(p[1])
    os.system(p[0])  # error: command-injection
    replaced = p._replace(left="ls")
    os.system(replaced.left)
    o = Old(cmd="ls", note=request.args["q"])
    os.system(o.cmd)
    os.system(o.note)  # error: command-injection
    j = Job(request.args["q"])
    os.system(j.note)
    os.system(j.command)  # error: command-injection
    return ""


@app.get("/2")
def data():
    t = Task(request.args["q"])
    os.system(t.note)
    os.system(t.command)  # error: command-injection
    os.system(t.full)  # error: command-injection
    u = Task("ls", note=request.args["q"])
    os.system(u.full)
    os.system(u.note)  # error: command-injection
    u.tags.append(request.args["q"])
    os.system(u.tags[0])  # error: command-injection
    return ""


@app.get("/3")
def properties():
    s = Shell(request.args["q"])
    os.system(s.fixed)
    os.system(s.command)  # error: command-injection
    s.command = "ls"
    os.system(s.command)
    s.command = request.args["q"]
    os.system(s.command)  # error: command-injection
    return ""


@app.get("/4")
def factories():
    os.system(Shell.harmless().command)
    os.system(Shell.from_request(request).command)  # error: command-injection
    os.system(Shell.join("ls", request.args["q"]))  # error: command-injection
    os.system(Shell.join("ls", "-l"))
    return ""


@app.get("/5")
def specials():
    s = Shell(request.args["q"])
    os.system(str(s))  # error: command-injection
    os.system(f"{s}")  # error: command-injection
    os.system("%s" % s)  # error: command-injection
    os.system(repr(s))
    os.system(f"{s!r}")
    os.system(s["other"])
    os.system(s["cmd"])  # error: command-injection
    os.system(f"echo {len(s)}")
    os.system((s + "x").command)  # error: command-injection
    for part in s:
        os.system(part)  # error: command-injection
    s("now")
    return ""


@app.get("/6")
def overridden():
    os.system(str(Quiet(request.args["q"])))
    os.system(Quiet(request.args["q"]).command)  # error: command-injection
    loud = Loud(request.args["q"])
    os.system(loud.extra)
    os.system(loud.command)  # error: command-injection
    os.system(str(loud))  # error: command-injection
    return ""


@app.get("/7")
def lazily():
    lazy = Lazy({"cmd": request.args["q"]})
    os.system(lazy.cmd)  # error: command-injection
    return ""


@app.get("/8")
def resolution():
    os.system(MixinFirst(request.args["q"]).run())
    os.system(BaseFirst(request.args["q"]).run())  # error: command-injection
    return ""


class Registry:
    commands = []
    default = "ls"

    def add(self, command):
        self.commands.append(command)

    def set_default(self, command):
        self.default = command


@app.get("/9")
def class_state():
    one, two = Registry(), Registry()
    one.set_default(request.args["q"])
    os.system(two.default)
    os.system(one.default)  # error: command-injection
    return ""


@app.get("/10")
def shared_state():
    one, two = Registry(), Registry()
    one.add(request.args["q"])
    os.system(two.commands[0])  # error: command-injection
    return ""


class Fluent:
    def __init__(self):
        self.parts = []

    def add(self, part):
        self.parts.append(part)
        return self

    def build(self):
        return " ".join(self.parts)


@app.get("/11")
def fluent():
    os.system(Fluent().add("ls").add(request.args["q"]).build())  # error: command-injection
    os.system(Fluent().add("ls").add("-l").build())
    return ""


@app.get("/12")
def attributes():
    s = Shell("ls")
    setattr(s, "extra", request.args["q"])
    os.system(getattr(s, "extra"))  # error: command-injection
    os.system(getattr(s, "missing", "ls"))
    os.system(vars(s)["extra"])  # error: command-injection
    return ""
