import html
import json
import logging
import re
import socket
import ssl
import urllib.request
from email.message import EmailMessage
from email.mime.text import MIMEText
from email.header import Header
from http import cookies
from string import Template
from wsgiref.simple_server import make_server
from urllib.parse import parse_qsl, quote, urlparse

import httpx
import requests
import smtplib
from django.core.mail import EmailMessage as DjangoMail, send_mail
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from rest_framework.decorators import api_view
from rest_framework.response import Response
from yarl import URL

logger = logging.getLogger(__name__)


def contact(request):
    subject = request.POST["subject"]
    send_mail(subject, request.POST["body"], "a@example.com", ["b@example.com"])
    DjangoMail(subject, "x", to=["b@example.com"]).send()
    m = MIMEText(request.POST["body"])
    m["Subject"] = subject  # error: header-injection
    m["Subject"] = Header(subject, "utf-8")
    e = EmailMessage()
    e["Subject"] = subject
    raw = "From: a\r\nSubject: %s\r\n\r\nhi" % subject
    smtplib.SMTP("h").sendmail("a", ["b"], raw)  # error: header-injection
    safe = re.sub(r"[\r\n]", " ", subject)
    smtplib.SMTP("h").sendmail("a", ["b"], "Subject: %s\r\n\r\nhi" % safe)
    return HttpResponse("sent")


def fetch(request):
    url = request.GET["url"]
    parsed = urlparse(url)
    if parsed.scheme not in ("http", "https"):
        return HttpResponse("bad")
    r = requests.get(url, allow_redirects=False, timeout=3)  # error: ssrf
    return HttpResponse(r.content, content_type="image/png")


def fetch2(request):
    name = request.GET["name"]
    r = httpx.get(URL("https://api.example.com") / "users" / name)
    r2 = httpx.get("https://api.example.com/users/" + quote(name, safe=""))
    r3 = urllib.request.urlopen("https://%s.example.com/" % name)  # error: ssrf
    return HttpResponse(r.text, content_type="text/plain")


def fetch3(request, tenant):
    hosts = {"a": "https://a.example.com", "b": "https://b.example.com"}
    base = hosts.get(tenant)
    if not base:
        return HttpResponse(status=404)
    return HttpResponse(requests.get(f"{base}/status?x={request.GET['x']}").json())


def sockets(request):
    s = socket.socket()
    s.connect((request.GET["host"], 80))  # error: ssrf
    s.sendall(b"x")
    return HttpResponse("ok")


@api_view(["POST"])
def hooks(request):
    for hook in request.data["hooks"]:
        requests.post(hook["url"], json={"a": 1})  # error: ssrf
        logger.info("hook %s", hook["url"])  # error: log-injection
        logger.info("hook %s", hook.get("id", 0))  # error: log-injection
    logger.info("hooks %d", len(request.data["hooks"]))
    logger.info("keys %s", list(request.data.keys()))
    return Response({"n": len(request.data["hooks"])})


def page(request):
    t = Template("<h1>$title</h1>")
    return HttpResponse(t.substitute(title=html.escape(request.GET["t"])))


def page2(request):
    t = Template("<h1>$title</h1>")
    return HttpResponse(t.substitute(title=request.GET["t"]))  # error: xss


def page3(request):
    ctx = {"title": request.GET["t"], "n": 1}
    return HttpResponse("<h1>{title}</h1>".format(**ctx))  # error: xss


def page4(request):
    ctx = {"title": request.GET["t"], "n": 1}
    return HttpResponse("<h1>{n}</h1>".format(**ctx))


def page5(request):
    items = "".join(f"<li>{html.escape(i)}</li>" for i in request.GET.getlist("i"))
    return HttpResponse(f"<ul>{items}</ul>")


def page6(request):
    items = "".join(map("<li>{}</li>".format, request.GET.getlist("i")))
    return HttpResponse(f"<ul>{items}</ul>")  # error: xss


def page7(request):
    data = json.dumps({"q": request.GET["q"]}).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return HttpResponse(f"<script>var d = {data};</script>")


def page8(request):
    q = request.GET.get("q", "")
    q = q[:50].strip().title()
    body = "<b>" + q + "</b>" if q else "<i>none</i>"
    return HttpResponse(body)  # error: xss


def page9(request):
    accept = request.META.get("HTTP_ACCEPT", "")
    if "json" in accept:
        return HttpResponse(json.dumps({"q": request.GET["q"]}), content_type="application/json")
    return HttpResponse(str(int(request.GET["q"])))


def go(request):
    nxt = request.GET.get("next") or request.POST.get("next")
    ok = url_has_allowed_host_and_scheme(url=nxt, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(nxt if ok else "/")


def go2(request):
    nxt = request.GET.get("next", "/")
    return redirect(nxt if nxt.startswith("/") else "/")  # error: open-redirect


def go3(request):
    response = HttpResponse(status=301)
    response.headers["Location"] = request.GET["u"]  # error: open-redirect
    return response


def download(request):
    response = HttpResponse(b"x", content_type="application/octet-stream")
    response["Content-Disposition"] = "attachment; filename=%s" % request.GET["f"]
    return response


def setter(request):
    c = cookies.SimpleCookie()
    c["lang"] = request.GET["lang"]
    response = HttpResponse("ok")
    response.set_cookie("lang", request.GET["lang"], httponly=True, secure=True, samesite="Lax")
    return response
