"""Logs of a Django and a FastAPI service, as they are written in practice."""

import logging

from django.http import HttpRequest, JsonResponse
from django.views import View
from fastapi import APIRouter, Depends, Header, Query, Request
from pydantic import BaseModel

router = APIRouter()
logger = logging.getLogger(__name__)


class Payment(BaseModel):
    reference: str
    amount: float
    note: str | None = None


class PaymentLog:
    prefix = "payment"

    def __init__(self, sink=None):
        self.sink = sink or logging.getLogger("payments")
        self.seen = []

    def add(self, payment):
        self.seen.append(payment.reference)
        self.sink.info("%s %s: %.2f", self.prefix, payment.reference, payment.amount)  # error: log-injection
        return self

    def summary(self):
        self.sink.info("seen: %s", self.seen)
        self.sink.info("seen: %s", ",".join(self.seen))  # error: log-injection


def mask(text):
    return text[:2] + "***"


def safe(text: str) -> str:
    return "".join(ch if ch.isprintable() else "?" for ch in text)


def get_log():
    return PaymentLog()


@router.post("/payments")
async def pay(payment: Payment, request: Request, log: PaymentLog = Depends(get_log), trace: str = Header("")):
    log.add(payment).summary()
    logger.info("trace %s amount %s", trace, payment.amount)
    logger.info("note %s", payment.note)  # error: log-injection
    logger.info("note %s", safe(payment.note or ""))
    logger.info("note %s", mask(payment.note))  # error: log-injection
    logger.info("client %s", request.client.host)
    logger.info("query %s", request.url.query)
    return {"ok": True}


@router.get("/payments")
async def search(q: str = Query(""), limit: int = Query(10, le=100), kind: str = "all"):
    if kind not in {"all", "open"}:
        kind = "all"
    logger.debug("search limit=%d kind=%s", limit, kind)
    logger.debug("search q=%s", q)  # error: log-injection
    logger.debug(f"search {q!r} {limit}")
    parts = {"q": q, "limit": limit}
    logger.debug("search %s", parts)
    logger.debug("search %s", parts["q"])  # error: log-injection
    logger.debug("search %s", parts["limit"])
    return parts


class Refund(View):
    log = logging.getLogger("refunds")

    def dispatch(self, request, *args, **kwargs):
        self.log.info("refund of %s", kwargs.get("reference"))  # error: log-injection
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, reference: str):
        reason = request.POST.get("reason", "")
        lines = reason.splitlines() or ["none"]
        self.log.info("reason: %s", lines[0])
        self.log.info("reason: %s", reason.replace("\n", " ").replace("\r", " "))
        self.log.info("reason: %s", reason.replace("\n", "\\n"))  # error: log-injection
        self.log.info("user %s from %s", request.user.pk, request.META["REMOTE_ADDR"])
        self.log.info("ajax %s", request.headers.get("x-requested-with"))
        try:
            amount = float(request.POST["amount"])
        except (KeyError, ValueError):
            self.log.warning("bad amount %s", request.POST.get("amount"))  # error: log-injection
            return JsonResponse({"error": "amount"}, status=400)
        self.log.info("amount %s", amount)
        return JsonResponse({"reference": reference})
