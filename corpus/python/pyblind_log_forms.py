import json
import logging
import logging.config
import re
from enum import Enum
from uuid import UUID
from urllib.parse import quote_plus
import structlog
from django.http import HttpResponse, JsonResponse
from django.views import View

logger = logging.getLogger(__name__)
audit = logging.getLogger("audit")
CRLF = re.compile(r"[\r\n]+")
CTRL = {ord("\n"): None, ord("\r"): None}


class Level(Enum):
    LOW = "low"
    HIGH = "high"


class SafeFormatter(logging.Formatter):
    def format(self, record):
        return super().format(record).replace("\n", "\\n")


class LogMixin:
    def log_event(self, event, **fields):
        logger.info("%s %s", event, json.dumps(fields))

    def log_raw(self, event, **fields):
        logger.info("%s %s", event, fields)

    def log_bad(self, event, who):
        logger.info("%s by %s", event, who)  # error: log-injection


def oneline(s):
    return CRLF.sub(" ", s)


def strip_nl(s):
    return s.replace("\n", "")


def scrub(s):
    return s.translate(CTRL)


def encode(s):
    return s.encode("ascii", "backslashreplace").decode()


class Events(LogMixin, View):
    def get(self, request, name):
        who = request.GET.get("who", "")
        self.log_event("get", who=who)
        self.log_raw("get", who=who)
        self.log_bad("get", who)
        logger.info("a %s", oneline(who))
        logger.info("a %s", strip_nl(who))  # error: log-injection
        logger.info("a %s", scrub(who))
        logger.info("a %s", encode(who))  # error: log-injection
        logger.info("a %s", quote_plus(who))
        logger.info("a %r", who)
        logger.info("a %10.5s", who)  # error: log-injection
        logger.info("a %s", {"who": who})
        logger.info("a %s", [who])
        logger.info("a " + str({"who": who}))
        logger.info("a %s", (who,))
        logger.info("a %s", request.GET)
        logger.info(f"a {request.GET!r}")
        logger.info(f"a {Level(who)}")
        logger.info("a %s", UUID(who))
        logger.info("a %s", type(who))
        logger.info("a %s", who.isdigit())
        logger.info("a %s", who and "yes")
        logger.info("a %s", who == "x")
        logger.info("a %s", hash(who))
        logger.info("a %s", who.split("\n")[0])  # error: log-injection
        logger.info("a %s", who.split("\n")[0].split("\r")[0])
        logger.info("a %s", who.splitlines()[0])
        logger.info("a %s", " ".join(who.split()))
        logger.info("a %s", who.strip())  # error: log-injection
        logger.info("a %s", who[:10])  # error: log-injection
        logger.info("a %s", re.sub(r"\s+", " ", who))
        logger.info("a %s", re.sub(r"[^\w]", "", who))
        logger.info("a %s", re.sub(r"\n", "", who))  # error: log-injection
        logger.info("a %s", "".join(who.splitlines()))
        logger.info("a %s", who.encode())
        logger.info(who.encode("unicode_escape"))
        logger.log(logging.WARNING, "a %s" % who)  # error: log-injection
        logger.warning("a {}".format(who))  # error: log-injection
        logger.exception("a %s", who)  # error: log-injection
        logger.error("a", exc_info=True, extra={"who": who})
        logger.getChild("x").info("a %s", who)  # error: log-injection
        logging.getLogger("y").info("a %s", who)  # error: log-injection
        audit.info(msg="a " + who)  # error: log-injection
        audit.info("a", who)
        log = logger.bind(who=who) if hasattr(logger, "bind") else logger
        lines = who.splitlines()
        for line in lines:
            audit.info("line %s", line)
        return JsonResponse({})

    def post(self, request, name):
        try:
            data = json.loads(request.body)
            audit.info("data %s", data)  # error: log-injection
            audit.info("data %s", data["x"])  # error: log-injection
            audit.info("data %s", json.dumps(data))
            audit.info("data %s", json.dumps(data, indent=2))
            audit.info("data %s", data.keys())
        except json.JSONDecodeError as e:
            audit.error("bad json: %s", e)
        except KeyError as e:
            audit.error("missing %s", e)
        return HttpResponse("")
