import os
import re
import uuid
import ipaddress
from datetime import datetime
from functools import wraps
from flask import Flask, abort, request

app = Flask(__name__)
ALLOWED = ("start", "stop")
ALLOWED_SET = frozenset({"start", "stop"})
COMMANDS = {"up": "uptime", "df": "df -h"}
NAME = re.compile(r"[a-z0-9_-]+")
BAD = ";|&$`"


def is_safe(s):
    return bool(re.fullmatch(r"[A-Za-z]+", s))


def ensure(s):
    if not NAME.fullmatch(s):
        raise ValueError("bad")
    return s


def looks_ok(s):
    return len(s) < 20


def checked(param):
    def deco(f):
        @wraps(f)
        def inner(*a, **kw):
            if kw[param] not in ALLOWED:
                abort(400)
            return f(*a, **kw)

        return inner

    return deco


@app.get("/1/<a>")
def one(a):
    if a in ALLOWED:
        os.system("svc " + a)
    if a not in ALLOWED_SET:
        os.system("svc " + a)  # error: command-injection
    if a == "x" or a == "y":
        os.system("svc " + a)
    if a == "x" or a:
        os.system("svc " + a)  # error: command-injection
    if is_safe(a):
        os.system("svc " + a)
    if not is_safe(a):
        os.system("svc " + a)  # error: command-injection
    if looks_ok(a):
        os.system("svc " + a)  # error: command-injection
    os.system("svc " + ensure(a))
    return ""


@app.get("/2/<a>")
def two(a):
    if NAME.match(a):
        os.system("svc " + a)  # error: command-injection
    if NAME.fullmatch(a):
        os.system("svc " + a)
    if re.match(r"^\w+$", a):
        os.system("svc " + a)
    if re.match(r"\w+", a):
        os.system("svc " + a)  # error: command-injection
    if re.search(r"[^\w]", a):
        return "bad"
    os.system("svc " + a)
    return ""


@app.get("/3/<a>")
def three(a):
    if any(c in a for c in BAD):
        return "bad"
    os.system("svc " + a)  # error: command-injection
    return ""


@app.get("/4/<a>")
def four(a):
    if not all(c.isalnum() for c in a):
        return "bad"
    os.system("svc " + a)
    return ""


@app.get("/5/<a>")
def five(a):
    if not set(a) <= set("abcdef0123456789"):
        abort(400)
    os.system("svc " + a)
    return ""


@app.get("/6/<a>")
def six(a):
    try:
        uuid.UUID(a)
    except ValueError:
        abort(404)
    os.system("svc " + a)
    return ""


@app.get("/7/<a>")
def seven(a):
    try:
        ipaddress.ip_address(a)
    except ValueError:
        return "bad"
    os.system("ping " + a)
    return ""


@app.get("/8/<a>")
def eight(a):
    os.system(COMMANDS.get(a, "true"))
    os.system(COMMANDS[a])
    os.system(COMMANDS.get(a, a))  # error: command-injection
    cmd = COMMANDS.get(a) or a
    os.system(cmd)  # error: command-injection
    return ""


@app.get("/9/<a>")
@checked("a")
def nine(a):
    os.system("svc " + a)
    return ""


@app.get("/10/<a>")
def ten(a):
    assert a in ALLOWED
    os.system("svc " + a)
    return ""


@app.get("/11/<a>")
def eleven(a):
    n = int(a)
    os.system("svc %s" % n)
    if a.isdigit():
        os.system("svc " + a)
    elif a.startswith("x"):
        os.system("svc " + a)  # error: command-injection
    return ""


@app.get("/12/<a>")
def twelve(a):
    a = re.sub(r"[^a-zA-Z0-9]", "", a)
    os.system("svc " + a)
    return ""


@app.get("/13/<a>")
def thirteen(a):
    a = re.sub(r"[;&|]", "", a)
    os.system("svc " + a)  # error: command-injection
    return ""


@app.get("/14/<a>")
def fourteen(a):
    a = "".join(ch for ch in a if ch.isalnum() or ch in "-_")
    os.system("svc " + a)
    return ""


@app.get("/15/<a>")
def fifteen(a):
    match a:
        case "up":
            cmd = "uptime"
        case "df":
            cmd = "df"
        case _:
            cmd = "true"
    os.system(cmd)
    return ""


@app.get("/16/<a>")
def sixteen(a):
    for name in ALLOWED:
        if name == a:
            os.system("svc " + name)
            break
    else:
        os.system("svc " + a)  # error: command-injection
    return ""


@app.get("/17/<a>")
def seventeen(a):
    when = datetime.strptime(a, "%Y-%m-%d")
    os.system("report " + when.strftime("%Y"))
    index = ALLOWED.index(a)
    os.system("svc " + ALLOWED[index])
    return ""


@app.get("/18/<a>")
def eighteen(a):
    name = next((n for n in ALLOWED if n == a), None)
    if name is None:
        abort(404)
    os.system("svc " + name)
    a = a or "default"
    os.system("svc " + a)  # error: command-injection
    return ""
