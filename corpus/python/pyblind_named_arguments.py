import os
from flask import request


class Lazy:
    def __init__(self):
        self._data = {}

    def __getattr__(self, name):
        return self._data[name]

    def fill(self, **kw):
        self._data.update(kw)
        return self

    def get(self, name):
        return self._data[name]


class Lazy2:
    def __init__(self, **kw):
        self.__dict__.update(kw)
        self.opts = {**kw}
        self.more = dict(kw)
        self.kw = kw


def put(d, **kw):
    d.update(kw)


q = request.args["q"]
lazy = Lazy().fill(cmd=q, other="ls")
os.system(lazy.cmd)  # error: command-injection
os.system(Lazy().fill(cmd=q, other="ls").get("cmd"))  # error: command-injection
l2 = Lazy2(cmd=q, other="ls")
os.system(l2.cmd)  # error: command-injection
os.system(l2.other)
os.system(l2.opts["cmd"])  # error: command-injection
os.system(l2.opts["other"])
os.system(l2.more["cmd"])  # error: command-injection
os.system(l2.more["other"])
os.system(l2.kw["cmd"])  # error: command-injection
d = {}
put(d, cmd=q, other="ls")
os.system(d["cmd"])  # error: command-injection
os.system(d["other"])
