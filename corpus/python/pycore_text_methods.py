"""What methods of text do to text."""
import os
import re
import string
import textwrap
import unicodedata

from flask import Flask, jsonify, request

app = Flask(__name__)
TABLE = str.maketrans({"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "'": "&#39;"})
LETTERS = frozenset(string.ascii_letters)


@app.get("/same")
def same():
    q = request.args["q"]
    os.system("ls " + q.strip().lower().title().swapcase())  # error: command-injection
    os.system("ls " + q.center(40, "*").ljust(50).zfill(60).expandtabs(4))  # error: command-injection
    os.system("ls " + q.removeprefix("a").removesuffix("b"))  # error: command-injection
    os.system("ls " + q.partition("=")[2])  # error: command-injection
    os.system("ls " + q.rsplit("/", 1)[-1])  # error: command-injection
    os.system("ls " + q.splitlines()[0])  # error: command-injection
    os.system("ls " + q.encode("utf-8").decode("latin-1"))  # error: command-injection
    os.system("ls " + q.replace("a", "b"))  # error: command-injection
    os.system("ls " + "{0} {name}".format("x", name=q))  # error: command-injection
    os.system("ls " + "{n}".format_map({"n": q}))  # error: command-injection
    os.system("ls %(name)s" % {"name": q})  # error: command-injection
    os.system("ls " + " ".join([q, "x"]))  # error: command-injection
    os.system("ls " + q.join(["a", "b"]))  # error: command-injection
    os.system("ls " + q[2:5])  # error: command-injection
    os.system("ls " + q[::-1])  # error: command-injection
    os.system("ls " + q * 2)  # error: command-injection
    os.system("ls " + textwrap.shorten(q, 20))  # error: command-injection
    os.system("ls " + unicodedata.normalize("NFKC", q))  # error: command-injection
    os.system("ls " + str(q) + f"{q!s:>10}")  # error: command-injection
    os.system("ls " + "".join(reversed(q)))  # error: command-injection
    os.system("ls " + "".join(c for c in q if c != "x"))  # error: command-injection
    os.system("ls " + q.casefold().capitalize())  # error: command-injection
    os.system("ls " + (q or "x"))  # error: command-injection
    os.system("ls " + q.translate({ord("a"): "b"}))  # error: command-injection
    return jsonify({})


@app.get("/other")
def other():
    q = request.args["q"]
    os.system("sleep " + str(len(q)))
    os.system("sleep " + str(q.count("a") + q.find("b")))
    os.system("echo " + str(q.startswith("a")) + str(q.isdigit()))
    os.system("echo " + str(q == "a") + str("a" in q))
    os.system("sleep " + str(ord(q[0])))
    os.system("sleep " + str(hash(q)))
    os.system("sleep %d" % int(q))
    os.system(f"sleep {float(q):.2f}")
    os.system("sleep {:d}".format(int(q, 16)))
    os.system("echo " + q.encode().hex())
    os.system("echo " + ("yes" if q else "no"))
    os.system("echo " + re.sub(r"[^a-z0-9]", "", q))
    os.system("echo " + "".join(c for c in q if c.isalnum()))
    os.system("echo " + "".join(c for c in q if c in LETTERS))
    os.system("echo " + "".join(filter(str.isalnum, q)))
    os.system("echo " + str(bool(q)) + str(type(q)))
    os.system("echo " + repr(len(q)))
    q = q.strip()
    q = "fixed"
    os.system("echo " + q)
    return jsonify({})


@app.get("/pages")
def pages():
    q = request.args["q"]
    kind = request.args["kind"]
    if kind == "a":
        return "<p>" + q.translate(TABLE) + "</p>"
    if kind == "b":
        return "<p>" + q.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</p>"
    if kind == "c":
        return "<p>" + q.replace(">", "&gt;") + "</p>"  # error: xss
    if kind == "d":
        return "<p>%s</p>" % q.upper()  # error: xss
    if kind == "e":
        return "<p>{:>20}</p>".format(q)  # error: xss
    if kind == "f":
        return "<p>" + "&#%d;" % ord(q[0]) + "</p>"
    if kind == "g":
        return "<p>" + ascii(q) + "</p>"  # error: xss
    if q.isidentifier():
        return "<p>" + q + "</p>"
    return "<p></p>"


@app.get("/groups")
def groups():
    q = request.args["q"]
    found = re.match(r"(?P<key>\w+)=(?P<value>.*)", q)
    if found:
        os.system("echo " + found.group("key"))
        os.system("echo " + found.group("value"))  # error: command-injection
        os.system("echo " + found["value"])  # error: command-injection
        os.system("echo " + found.groupdict()["value"])  # error: command-injection
        os.system("sleep " + str(found.start()))
    if (number := re.fullmatch(r"(\d+)x(\d+)", q)) is not None:
        os.system("resize " + number.group(0))
    for word in re.findall(r"\w+", q):
        os.system("echo " + word)
    for part in re.split(r",", q):
        os.system("echo " + part)  # error: command-injection
    os.system("echo " + re.sub(r"\d", lambda m: m.group(0), q))  # error: command-injection
    return jsonify({})
