"""Entries of every kind of logger, with and without line breaks in them."""

import json
import logging
import re
from logging import getLogger as get
from urllib.parse import quote, unquote

import structlog
from flask import Flask, request
from loguru import logger as loguru

app = Flask(__name__)
root = logging.getLogger()
log = get(__name__)
events = structlog.get_logger("events")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Audit:
    def __init__(self, name):
        self.log = logging.getLogger(name)
        self.adapter = logging.LoggerAdapter(self.log, {"app": "shop"})

    def record(self, action, who):
        self.log.info("%s by %s", action, who)  # error: log-injection

    def record_quoted(self, action, who):
        self.log.info("%s by %r", action, who)

    def adapted(self, who):
        self.adapter.warning(f"denied: {who}")  # error: log-injection


def one_line(text):
    return text.replace("\r", "").replace("\n", "")


def flat(text):
    return " ".join(text.splitlines())


def visible(text):
    return CONTROL.sub("?", text)


def half(text):
    return text.replace("\n", " ")


@app.route("/a")
def styles():
    user = request.args.get("user", "")
    log.info("user " + user)  # error: log-injection
    log.debug("user {}".format(user))  # error: log-injection
    log.warning("user %(user)s", {"user": user})  # error: log-injection
    log.log(logging.ERROR, "user %s", user)  # error: log-injection
    logging.critical("user %s", user)  # error: log-injection
    root.error(f"{user=}")
    log.error(f"{user!r}")
    log.info("user %r", user)
    log.info("length %d", len(user))
    log.info("user %s", repr(user))
    log.info("user %s", ascii(user))
    log.info("user " + str(user))  # error: log-injection
    log.info("user", extra={"user": user})
    print("user", user)
    return ""


@app.route("/b")
def cleaned():
    user = request.args.get("user", "")
    log.info("user %s", one_line(user))
    log.info("user %s", flat(user))
    log.info("user %s", visible(user))
    log.info("user %s", half(user))  # error: log-injection
    log.info("user %s", user.strip())  # error: log-injection
    log.info("user %s", user[:40])  # error: log-injection
    log.info("user %s", user.encode("unicode_escape").decode("ascii"))
    log.info("user %s", json.dumps({"user": user}))
    log.info("user %s", quote(user))
    log.info("user %s", unquote(quote(user)))  # error: log-injection
    log.info("user %s", re.sub(r"[\r\n]+", " ", user))
    log.info("user %s", re.sub(r"\n", " ", user))  # error: log-injection
    log.info("user %s", "".join(c for c in user if c.isprintable()))
    log.info("user %s", user.translate({10: None, 13: None}))
    log.info("user %s", user.translate(str.maketrans("\r\n", "  ")))
    log.info("users %s", request.args.getlist("user"))
    log.info("args %s", dict(request.args))
    return ""


@app.route("/c")
def guarded():
    user = request.form.get("user", "")
    if not user.isalnum():
        log.warning("odd user %s", user)  # error: log-injection
        return "", 400
    log.info("user %s", user)
    if "\n" in (note := request.form.get("note", "")) or "\r" in note:
        return "", 400
    log.info("note %s", note)
    return ""


@app.route("/d")
def others():
    user = request.headers.get("X-User", "")
    body = request.get_data(as_text=True)
    log.info("header %s", user)
    log.info("body %s", body)  # error: log-injection
    events.info("body", body=body)
    events.info(f"body {body}")  # error: log-injection
    events.bind(body=body).warning("short")
    loguru.info("body {}", body)  # error: log-injection
    loguru.opt(lazy=True).debug("body {}", body)  # error: log-injection
    loguru.bind(body=body).info("short")
    loguru.info("body {!r}", body)
    audit = Audit("audit")
    audit.record("order", body)
    audit.record_quoted("order", body)
    audit.adapted(body)
    return ""


@app.route("/e")
def failures():
    name = request.args.get("name", "")
    try:
        value = int(name)
    except ValueError as error:
        log.exception("bad value: %s", name)  # error: log-injection
        log.error("bad value", exc_info=True)
        return "", 400
    log.info("value %s", value)
    return ""
