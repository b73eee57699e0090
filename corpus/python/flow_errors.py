"""Exceptions, context managers and what runs on the way out."""
import contextlib
import os
from contextlib import contextmanager

from flask import Flask, request

app = Flask(__name__)


class Rejected(Exception):
    def __init__(self, command, code):
        super().__init__("rejected")
        self.command = command
        self.code = code


def fail(word):
    raise ValueError("bad " + word)


def reject(word):
    raise Rejected(word, 3)


@app.get("/1")
def carried():
    try:
        raise ValueError(request.args["q"])
    except ValueError as e:
        os.system(str(e))  # error: command-injection
    try:
        fail(request.args["q"])
    except ValueError as e:
        os.system(e.args[0])  # error: command-injection
    try:
        fail("fixed")
    except ValueError as e:
        os.system(str(e))
    return ""


@app.get("/2")
def fields():
    try:
        reject(request.args["q"])
    except Rejected as e:
        os.system(f"exit {e.code}")
        os.system(e.command)  # error: command-injection
    return ""


@app.get("/3")
def finally_clears():
    q = request.args["q"]
    try:
        os.listdir("/")
    finally:
        q = "ls"
    os.system(q)
    return ""


@app.get("/4")
def else_branch():
    q = request.args["q"]
    try:
        n = int(q)
    except ValueError:
        os.system("echo " + q)  # error: command-injection
    else:
        os.system(f"sleep {n}")
        os.system("sleep " + q)
    return ""


@app.get("/5")
def default_on_error():
    try:
        q = request.args["q"]
    except KeyError:
        q = "ls"
    os.system(q)  # error: command-injection
    return ""


@app.get("/6")
def cleared_on_error():
    q = "ls"
    try:
        q = request.args["q"]
        os.listdir(".")
        q = "df"
    except OSError:
        os.system(q)  # error: command-injection
    os.system(q)  # error: command-injection
    return ""


@app.get("/7")
def always_cleared():
    q = request.args["q"]
    try:
        q = "ls"
    except OSError:
        q = "df"
    os.system(q)
    return ""


@app.get("/8")
def suppressed():
    q = "ls"
    with contextlib.suppress(ValueError):
        q = request.args["q"]
    os.system(q)  # error: command-injection
    return ""


class Holder:
    def __init__(self, word):
        self.word = word

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return False


class Giver:
    def __init__(self, word):
        self.word = word

    def __enter__(self):
        return self.word

    def __exit__(self, *exc):
        os.system("done " + self.word)  # error: command-injection


class Fixed:
    def __init__(self, word):
        self.word = word

    def __enter__(self):
        return "ls"

    def __exit__(self, *exc):
        pass


@contextmanager
def lent(word):
    os.makedirs("/tmp/x", exist_ok=True)
    try:
        yield word + " x"
    finally:
        os.rmdir("/tmp/x")


@contextlib.contextmanager
def fixed(word):
    yield "ls"


@app.get("/9")
def managed():
    with Holder(request.args["q"]) as h:
        os.system(h.word)  # error: command-injection
    with Giver(request.args["q"]) as word:
        os.system(word)  # error: command-injection
    with Fixed(request.args["q"]) as word:
        os.system(word)
    with lent(request.args["q"]) as word:
        os.system(word)  # error: command-injection
    with lent("ls") as word:
        os.system(word)
    with fixed(request.args["q"]) as word:
        os.system(word)
    with Fixed("a") as a, lent(request.args["q"]) as b:
        os.system(a)
        os.system(b)  # error: command-injection
    return ""


def validated(word):
    try:
        return int(word)
    except ValueError:
        return 0


def validated_or_same(word):
    try:
        return int(word)
    except ValueError:
        return word


@app.get("/10")
def helpers():
    os.system(f"sleep {validated(request.args['q'])}")
    os.system(f"sleep {validated_or_same(request.args['q'])}")  # error: command-injection
    return ""


@app.get("/11")
def re_raised():
    q = request.args["q"]
    try:
        if q not in ("ls", "df"):
            raise ValueError("bad")
    except ValueError:
        raise
    os.system(q)
    return ""


@app.get("/12")
def checked_in_try():
    q = request.args["q"]
    try:
        if q not in ("ls", "df"):
            raise ValueError("bad")
        os.system(q)
    except ValueError:
        return "no"
    return ""


@app.get("/13")
def returned_in_finally():
    q = request.args["q"]
    try:
        os.system("true")
    except OSError:
        q = "df"
    finally:
        os.system(q)  # error: command-injection
    return ""
