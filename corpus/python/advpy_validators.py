import os
import re
import subprocess
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
SAFE_NAME = re.compile(r"\A[A-Za-z0-9_-]{1,64}\Z")


class ValidationError(Exception):
    pass


def validate_name(value):
    if not isinstance(value, str) or not SAFE_NAME.match(value):
        raise ValidationError("invalid name")
    return value


def check_name(value):
    if not SAFE_NAME.match(value):
        abort(400)


def sanitize_name(value):
    return re.sub(r"[^A-Za-z0-9_-]", "", value)


def truncate(value):
    return value[:64]


def strip_spaces(value):
    return "".join(value.split())


def parse_port(value):
    try:
        port = int(value)
    except ValueError:
        raise ValidationError("port")
    if not 0 < port < 65536:
        raise ValidationError("range")
    return port


def choose(value, allowed=("start", "stop")):
    return value if value in allowed else "status"


def pick(value):
    for option in ("start", "stop"):
        if value == option:
            return option
    return "status"


def lookup(value):
    return {"a": "alpha", "b": "beta"}.get(value, value)


@app.post("/1")
def one():
    os.system("svc " + validate_name(request.json["name"]))
    return ""


@app.post("/2")
def two():
    name = request.json["name"]
    check_name(name)
    os.system("svc " + name)
    return ""


@app.post("/3")
def three():
    os.system("svc " + sanitize_name(request.json["name"]))
    os.system("svc " + truncate(request.json["name"]))  # error: command-injection
    os.system("svc " + strip_spaces(request.json["name"]))  # error: command-injection
    os.system("svc %s" % parse_port(request.json["port"]))
    os.system(f"svc {choose(request.json['action'])}")
    os.system(f"svc {pick(request.json['action'])}")
    os.system(f"svc {lookup(request.json['action'])}")  # error: command-injection
    return ""


@app.post("/4")
def four():
    try:
        name = validate_name(request.json["name"])
    except ValidationError:
        return jsonify(error="bad"), 400
    os.system("svc " + name)
    return ""


@app.post("/5")
def five():
    name = request.json["name"]
    try:
        validate_name(name)
    except ValidationError:
        pass
    os.system("svc " + name)  # error: command-injection
    return ""


@app.post("/6")
def six():
    name = request.json["name"]
    valid = SAFE_NAME.match(name) is not None and len(name) < 20
    if valid:
        os.system("svc " + name)
    else:
        os.system("svc default")
    return ""


@app.post("/7")
def seven():
    name = request.json["name"]
    if SAFE_NAME.match(name) or request.json.get("force"):
        os.system("svc " + name)  # error: command-injection
    return ""


@app.post("/8")
def eight():
    name = request.json["name"]
    if name == "backup" or name == "restore":
        os.system("svc " + name)
    while not SAFE_NAME.match(name):
        name = "default"
    os.system("svc " + name)
    return ""


@app.post("/9")
def nine():
    name = request.json["name"]
    if len(name) > 20:
        return "too long", 400
    if name is None or name == "":
        return "empty", 400
    os.system("svc " + name)  # error: command-injection
    return ""


@app.post("/10")
def ten():
    names = request.json["names"]
    if not all(SAFE_NAME.match(n) for n in names):
        abort(400)
    for n in names:
        os.system("svc " + n)
    good = [n for n in names if SAFE_NAME.match(n)]
    os.system("svc " + " ".join(good))
    return ""


@app.post("/11")
def eleven():
    names = [n for n in request.json["names"] if n]
    for n in names:
        if not SAFE_NAME.match(n):
            continue
        os.system("svc " + n)
    return ""


@app.post("/12")
def twelve():
    bad = set(";|&$`")
    name = request.json["name"]
    if any(ch in bad for ch in name):
        abort(400)
    os.system("svc " + name)  # error: command-injection
    return ""
