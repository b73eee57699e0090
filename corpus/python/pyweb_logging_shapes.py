"""How values get into log entries: wrappers, decorators, contexts, objects, collections."""

import enum
import functools
import logging
import logging.handlers
import re
import sys
import traceback
import uuid
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime

from flask import Flask, current_app, g, request
from werkzeug.local import LocalProxy

app = Flask(__name__)
app.logger.setLevel("INFO")
logger = LocalProxy(lambda: current_app.logger)
audit = logging.getLogger("audit")
audit.addHandler(logging.handlers.SysLogHandler())
LINE_BREAKS = str.maketrans({"\n": "\\n", "\r": "\\r"})


class Level(enum.Enum):
    LOW = "low"
    HIGH = "high"


@dataclass
class Visit:
    who: str
    what: str
    at: datetime = field(default_factory=datetime.now)

    def __str__(self):
        return f"{self.who} saw {self.what}"

    @property
    def short(self):
        return self.who[:8]

    @property
    def number(self):
        return int(self.what)


def sanitize(value, limit=200):
    if value is None:
        return ""
    text = str(value)[:limit]
    return re.sub(r"[\r\n\t]", "_", text)


def sanitize_badly(value):
    return value.replace("\r\n", " ")


def info(message, *args):
    audit.info(message, *args)  # error: log-injection


def write(level, text):
    audit.log(level, "audit: " + text)  # error: log-injection


def logged(view):
    @functools.wraps(view)
    def inner(*args, **kwargs):
        audit.info("view %s with %s", view.__name__, kwargs)
        return view(*args, **kwargs)
    return inner


@contextmanager
def timed(label):
    audit.info("start %s", label)  # error: log-injection
    try:
        yield
    finally:
        audit.info("end %s", label)  # error: log-injection


class Base:
    log = audit

    @classmethod
    def note(cls, text):
        cls.log.warning(text)  # error: log-injection

    @staticmethod
    def quiet(text):
        return text


class Handler(Base):
    def __init__(self):
        self._log = logging.getLogger(type(self).__name__)

    def handle(self, visit):
        self._log.info("visit: %s", visit)  # error: log-injection
        self._log.info("visit: %s", visit.number)
        self._log.info("visit at %s", visit.at)
        self._log.info("short %s", visit.short)  # error: log-injection
        self._log.info("visit: %r", visit)
        self._log.info("visit: %s", asdict(visit))


@app.get("/visit/<what>")
@logged
def visit(what):
    seen = Visit(request.args.get("who", ""), what)
    Handler().handle(seen)
    Base.note(seen.what)
    info("seen %s", seen.who)
    info("seen by somebody")
    write(logging.INFO, request.args["who"])
    with timed(request.args["who"]):
        pass
    return ""


@app.get("/clean")
def clean():
    who = request.args.get("who", "")
    audit.info("who: %s", sanitize(who))
    audit.info("who: %s", sanitize_badly(who))  # error: log-injection
    audit.info("who: %s", who.translate(LINE_BREAKS))
    audit.info("who: %s", "\\n".join(who.splitlines()))
    audit.info("who: %s", " ".join(who.split()))
    audit.info("who: %s", who.split("\n")[0])  # error: log-injection
    audit.info("who: %s", who.splitlines()[0])
    audit.info("who: %s", uuid.UUID(who))
    audit.info("level: %s", Level(who))
    audit.info("level: %s", Level(who).value)
    audit.info("hash: %s", hash(who))
    audit.info("known: %s", who in ("a", "b"))
    audit.info("upper: %s", who.upper())  # error: log-injection
    audit.info("padded: %s", who.ljust(40))  # error: log-injection
    audit.info("found: %s", re.findall(r"\w+", who))
    audit.info("ascii: %a", who)
    audit.info("{} asked".format(who))  # error: log-injection
    audit.info("{!r} asked".format(who))
    audit.info("%-20s|", who)  # error: log-injection
    audit.info("%(who)r", {"who": who})
    return ""


@app.post("/collect")
def collect():
    form = request.form
    names = [name.strip() for name in form.getlist("name")]
    pairs = {key: value for key, value in form.items()}
    audit.info("names: %s", names)
    audit.info("names: " + ", ".join(names))  # error: log-injection
    audit.info("pairs: %s", pairs)
    for key, value in form.items():
        audit.info("%s=%s", key, value)  # error: log-injection
    lengths = [len(name) for name in names]
    audit.info("lengths: %s", lengths)
    audit.info("longest: %s", max(names, key=len))  # error: log-injection
    first, *others = names
    audit.info("first: %s", first)  # error: log-injection
    audit.info("others: %s", others)
    safe = [name for name in names if name.isalnum()]
    for name in safe:
        audit.info("safe: %s", name)
    return ""


@app.errorhandler(Exception)
def failed(error):
    audit.error("failed: %s", request.args.get("q"), exc_info=error)  # error: log-injection
    audit.error("failed for %s", g.get("request_id", uuid.uuid4()))
    sys.stderr.write("failed\n")
    return "", 500
