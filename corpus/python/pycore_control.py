"""Which way a value takes."""
import functools
import os
import uuid
from datetime import date, datetime
from decimal import Decimal
from ipaddress import ip_address

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
MODES = {"short": "ls", "long": "ls -l"}
DEBUG = False


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print(function.__name__)
        return function(*args, **kwargs)

    return wrapper


def retry(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for _ in range(times):
                try:
                    return function(*args, **kwargs)
                except OSError:
                    continue
            return None

        return wrapper

    return decorate


@logged
def list_folder(name):
    os.system("ls " + name)  # error: command-injection


@retry(times=3)
def list_quietly(name, quiet=True):
    return os.system(f"ls {name}")  # error: command-injection


@functools.lru_cache(maxsize=None)
def prefixed(name):
    return "ls " + name


def words(text):
    for word in text.split():
        yield word


def lengths(text):
    for word in text.split():
        yield len(word)


@app.get("/functions")
def functions():
    q = request.args["q"]
    list_folder(q)
    list_quietly(q)
    os.system(prefixed(q))  # error: command-injection
    for word in words(q):
        os.system("ls " + word)  # error: command-injection
    for length in lengths(q):
        os.system(f"sleep {length}")
    os.system("ls " + " ".join(words(q)))  # error: command-injection
    pick = lambda value, flag: value if flag else "x"
    os.system("ls " + pick(q, True))  # error: command-injection
    os.system("ls " + pick("y", True))
    return jsonify({})


@app.get("/branches")
def branches():
    q = request.args["q"]
    a = q
    if DEBUG:
        a = "x"
    os.system("ls " + a)  # error: command-injection
    number = 86
    if (7 * 42) - number > 200:
        b = "never tainted"
    else:
        b = q
    os.system("ls " + b)
    c = "always" if 7 * 18 + number > 200 else q
    os.system("ls " + c)
    guess = "ABC"
    letter = guess[1]
    match letter:
        case "A":
            d = q
        case "B":
            d = "safe"
        case "C" | "D":
            d = q
        case _:
            d = "other"
    os.system("ls " + d)
    match guess[2]:
        case "A":
            e = "safe"
        case "B":
            e = "other"
        case "C" | "D":
            e = q
        case _:
            e = "third"
    os.system("ls " + e)  # error: command-injection
    for f in MODES:
        if f == q:
            break
    else:
        f = q
        os.system("ls " + f)  # error: command-injection
        return jsonify({})
    os.system("ls " + f)
    g = q
    while g:
        g = "x"
        if len(g) > 3:
            continue
        os.system("ls " + g)
        break
    return jsonify({})


@app.get("/errors")
def errors():
    q = request.args["q"]
    try:
        number = int(q)
    except ValueError:
        os.system("ls " + q)  # error: command-injection
        abort(400)
    os.system(f"sleep {number}")
    os.system("sleep " + q)
    try:
        raise ValueError(request.args["message"])
    except ValueError as exc:
        os.system("logger " + str(exc))  # error: command-injection
        os.system("logger " + exc.args[0])  # error: command-injection
    try:
        name = MODES[q]
    except KeyError as exc:
        name = "ls"
        os.system("logger " + str(exc))  # error: command-injection
    finally:
        os.system(name)
    return jsonify({})


@app.get("/types")
def types():
    q = request.args["q"]
    os.system(f"ls {uuid.UUID(q)}")
    os.system(f"ls {ip_address(q)}")
    os.system("ls " + str(Decimal(q)))
    os.system("ls " + date.fromisoformat(q).isoformat())
    os.system("ls " + datetime.strptime(q, "%Y-%m-%d").strftime("%d.%m.%Y"))
    os.system(f"ls {datetime.now():%Y} {request.args['r']}")  # error: command-injection
    size = request.args.get("size", type=int)
    os.system(f"ls -w {size}")
    return jsonify({})


@app.get("/checks")
def checks():
    q = request.args["q"]
    assert q in MODES
    os.system("ls " + q)
    mode = request.args["mode"]
    if mode in MODES:
        os.system("ls " + mode)
    command = MODES.get(request.args["m"])
    if command is None:
        return jsonify({})
    os.system(command)
    r = request.args["r"]
    if r != "x" and r != "y":
        os.system("ls " + r)  # error: command-injection
    else:
        os.system("ls " + r)
    s = request.args["s"]
    if not all(part.isalnum() for part in s.split("-")):
        abort(400)
    os.system("ls " + s)
    t = request.args["t"]
    if len(t) > 20:
        abort(400)
    os.system("ls " + t)  # error: command-injection
    return jsonify({})
