import logging
import structlog
from loguru import logger as loguru_logger
from flask import Flask, request, current_app
import re

app = Flask(__name__)
logging.basicConfig(level=logging.INFO)
log = logging.getLogger(__name__)
slog = structlog.get_logger()


def one_line(text):
    return text.replace("\r", "").replace("\n", "")


def encode_lines(text):
    return text.encode("unicode_escape").decode("ascii")


@app.route("/1")
def one():
    user = request.args["user"]
    log.info("login " + user)  # error: log-injection
    log.info("login %s", user)  # error: log-injection
    log.info("login %r", user)
    log.info(f"login {user!r}")
    log.info("login %s", one_line(user))
    log.info("login %s", user.replace("\n", ""))  # error: log-injection
    log.info("login %s", repr(user))
    log.info("login %d", int(user))
    log.warning("login {}".format(user))  # error: log-injection
    logging.error("login %(u)s", {"u": user})  # error: log-injection
    log.log(logging.INFO, "x %s", user)  # error: log-injection
    return ""


@app.route("/2")
def two():
    user = request.args["user"]
    slog.info("login", user=user)
    slog.info("login " + user)  # error: log-injection
    loguru_logger.info("login {}", user)  # error: log-injection
    loguru_logger.info(f"login {user}")  # error: log-injection
    loguru_logger.bind(user=user).info("login")
    return ""


@app.route("/3")
def three():
    app.logger.info("q=%s", request.args.get("q"))  # error: log-injection
    current_app.logger.debug("q=" + request.args.get("q", ""))  # error: log-injection
    clean = re.sub(r"[\r\n\t]", "_", request.args.get("q", ""))
    app.logger.info("q=%s", clean)
    clean = " ".join(request.args.get("q", "").splitlines())
    app.logger.info("q=%s", clean)
    clean = " ".join(request.args.get("q", "").split())
    app.logger.info("q=%s", clean)
    app.logger.info("q=%s", encode_lines(request.args.get("q", "")))
    app.logger.info("ua=%s", request.headers.get("User-Agent"))
    return ""


@app.route("/4")
def four():
    q = request.args.get("q", "")
    try:
        value = int(q)
    except ValueError:
        log.exception("bad number: %s", q)  # error: log-injection
        return "bad", 400
    log.info("number %s", value)
    log.info("length %s", len(q))
    log.info("html %s", __import__("html").escape(q))  # error: log-injection
    if q.isdigit():
        log.info("digits %s", q)
    if q in ("a", "b"):
        log.info("choice %s", q)
    log.info("first line %s", q.splitlines()[0])
    return ""


@app.before_request
def before():
    log.debug("%s %s", request.method, request.path)  # error: log-injection
