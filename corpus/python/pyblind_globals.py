import os
from flask import Flask, request

app = Flask(__name__)
_last = None
_other = "x"
_third = ""


def remember(value):
    global _last
    _last = value


def remember2(value):
    global _other
    _other = value


@app.get("/set")
def set_():
    global _third
    _third = request.args["t"]
    remember(request.args["v"])
    remember2(request.args["v"])
    return ""


@app.get("/get")
def get_():
    os.system(_last)  # error: command-injection
    os.system(_other)  # error: command-injection
    os.system(_third)  # error: command-injection
    return ""
