import logging
import os
from dataclasses import dataclass
from enum import Enum
from flask import Flask, request, abort

app = Flask(__name__)
log = logging.getLogger(__name__)


class Action(Enum):
    START = "start"
    STOP = "stop"


class Level(str, Enum):
    LOW = "low"
    HIGH = "high"


@dataclass
class Job:
    name: str
    size: int

    def __post_init__(self):
        if not self.name.isalnum():
            raise ValueError("name")


@app.post("/1")
def one():
    action = Action(request.form["action"])
    os.system("svc " + action.value)
    os.system("svc " + Action[request.form["action"]].value)
    return ""


@app.post("/2")
def two():
    try:
        level = Level(request.form["level"])
    except ValueError:
        abort(400)
    log.info("level %s", level)
    os.system(f"svc --level {level.value}")
    return ""


@app.post("/3")
def three():
    job = Job(request.form["name"], int(request.form["size"]))
    os.system("svc " + job.name)
    os.system(f"svc {job.size}")
    return ""


@app.post("/4")
def four():
    size = request.form.get("size", type=int)
    ratio = round(float(request.form["ratio"]), 2)
    flag = request.form.get("flag") == "on"
    os.system(f"svc {size} {ratio} {flag}")
    os.system("svc " + str(bool(request.form.get("x"))))
    os.system("svc " + hex(int(request.form["n"], 16)))
    return ""


@app.post("/5")
def five():
    key = request.form["key"]
    if key in os.environ:
        os.system("svc " + key)
    if key in {"a": 1, "b": 2}:
        os.system("svc " + key)
    if key in ["a", "b"] and len(key) == 1:
        os.system("svc " + key)
    if key != "a":
        os.system("svc " + key)  # error: command-injection
    return ""


@app.post("/6")
def six():
    choices = {"1": "one", "2": "two"}
    try:
        os.system("svc " + choices[request.form["c"]])
    except KeyError:
        os.system("svc none")
    index = int(request.form["i"])
    os.system("svc " + ["a", "b", "c"][index])
    return ""
