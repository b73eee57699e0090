import os
from flask import Flask, request
from .h import view
app = Flask(__name__)
HEX = set("0123456789abcdef")
FIELDS = {"name", "age"}


@app.get("/1")
def one():
    a = request.args["a"]
    if set(a) <= HEX:
        os.system("x " + a)
    if set(a) <= set("abc;"):
        os.system("x " + a)  # error: command-injection
    if set(a).issubset(HEX):
        os.system("x " + a)
    if not set(a).issubset("abc"):
        os.system("x " + a)  # error: command-injection
        return ""
    os.system("x " + a)
    return ""


@app.get("/2")
def two():
    f = request.args.getlist("f")
    if set(f) <= FIELDS:
        os.system("x " + ",".join(f))
    os.system("x " + ",".join(f))  # error: command-injection
    return ""


@app.get("/3/<n>")
def three(n):
    return view.get(1, n, 2)
