"""Strings put together in every way, and what each way lets through."""
import io
import os
import shlex
import textwrap
from string import Template

from flask import Flask, request

app = Flask(__name__)


@app.get("/1")
def percent():
    q = request.args["q"]
    os.system("say %s" % q)  # error: command-injection
    os.system("say %s %s" % ("x", q))  # error: command-injection
    os.system("say %(a)s" % {"a": q, "b": "x"})  # error: command-injection
    os.system("say %(b)s" % {"a": q, "b": "x"})
    os.system("sleep %d" % int(request.args["n"]))
    os.system("say %s" % (q,))  # error: command-injection
    return ""


@app.get("/2")
def braces():
    q = request.args["q"]
    os.system("say {}".format(q))  # error: command-injection
    os.system("say {1}".format(q, "x"))
    os.system("say {0}".format(q, "x"))  # error: command-injection
    os.system("say {name}".format(name=q))  # error: command-injection
    os.system("say {other}".format(name=q, other="x"))
    os.system("say {a[cmd]}".format(a={"cmd": q, "x": "y"}))  # error: command-injection
    os.system("say {a[x]}".format(a={"cmd": q, "x": "y"}))
    os.system("say {:>10}".format(q))  # error: command-injection
    os.system("sleep {:d}".format(int(request.args["n"])))
    os.system("say {name}".format(**{"name": q}))  # error: command-injection
    os.system("say {name}".format_map({"name": q}))  # error: command-injection
    os.system("say {name}".format_map({"name": "x", "other": q}))
    os.system("{{}} {}".format(q))  # error: command-injection
    return ""


@app.get("/3")
def interpolated():
    q = request.args["q"]
    n = int(request.args["n"])
    os.system(f"say {q}")  # error: command-injection
    os.system(f"say {q:>10}")  # error: command-injection
    os.system(f"say {q!s}")  # error: command-injection
    os.system(f"sleep {n:03d}")
    os.system(f"sleep {n}")
    os.system(f"say {q if q else 'x'}")  # error: command-injection
    os.system(f"say {q.upper()}" f" twice")  # error: command-injection
    width = 10
    os.system(f"say {'x':>{width}}")
    return ""


@app.get("/4")
def templates():
    q = request.args["q"]
    os.system(Template("say $q").substitute(q=q))  # error: command-injection
    os.system(Template("say $q").safe_substitute({"q": q}))  # error: command-injection
    os.system(Template("say $x").substitute(x="x", q=q))
    return ""


@app.get("/5")
def built():
    q = request.args["q"]
    line = "say "
    line += q
    os.system(line)  # error: command-injection
    out = io.StringIO()
    out.write("say ")
    out.write(q)
    os.system(out.getvalue())  # error: command-injection
    parts = []
    parts.append("say")
    parts.append(q)
    os.system(" ".join(parts))  # error: command-injection
    data = bytearray(b"say ")
    data.extend(q.encode())
    os.system(data.decode())  # error: command-injection
    print(q, file=out)
    os.system(out.getvalue())  # error: command-injection
    return ""


@app.get("/6")
def transformed():
    q = request.args["q"]
    os.system(q.strip().lower())  # error: command-injection
    os.system(q.encode("utf-8").decode("latin-1"))  # error: command-injection
    os.system(q[1:])  # error: command-injection
    os.system(q[::-1])  # error: command-injection
    os.system("".join(reversed(q)))  # error: command-injection
    os.system(q.split(",")[0])  # error: command-injection
    os.system(q.partition("=")[2])  # error: command-injection
    os.system(q.removeprefix("x"))  # error: command-injection
    os.system(q.ljust(10))  # error: command-injection
    os.system(textwrap.dedent(q))  # error: command-injection
    os.system(str(q))  # error: command-injection
    os.system(q * 2)  # error: command-injection
    os.system("-".join(sorted(q)))  # error: command-injection
    os.system(max(q, "a"))  # error: command-injection
    os.system(q or "ls")  # error: command-injection
    return ""


@app.get("/7")
def harmless():
    q = request.args["q"]
    os.system(f"echo {len(q)}")
    os.system(f"echo {q.count('a')}")
    os.system(f"echo {q.find('a')}")
    os.system(f"echo {q == 'a'}")
    os.system(f"echo {hash(q)}")
    os.system(f"echo {ord(q[0])}")
    os.system(f"echo {q.encode().hex()}")
    os.system("say " + shlex.quote(q))
    os.system(shlex.join(["say", q]))
    os.system("say %s" % shlex.quote(q))
    os.system(f"echo {bool(q)}")
    os.system(f"echo {float(request.args["n"]):.2f}")
    return ""


@app.get("/8")
def translated():
    q = request.args["q"]
    os.system("say " + q.translate(str.maketrans("", "", ";|&$`\n<>()'\"\\ ")))
    os.system("say " + q.translate(str.maketrans("", "", "x")))  # error: command-injection
    table = {ord(c): None for c in ";|&$`\n<>()'\"\\ "}
    os.system("say " + q.translate(table))
    return ""


@app.get("/9")
def augmented():
    class Box:
        pass

    box = Box()
    box.text = "say "
    box.text += request.args["q"]
    os.system(box.text)  # error: command-injection
    table = {"a": "say "}
    table["a"] += request.args["q"]
    os.system(table["a"])  # error: command-injection
    table["a"] = "ls"
    os.system(table["a"])
    return ""
