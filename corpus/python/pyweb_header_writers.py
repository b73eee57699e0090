"""Header values of responses and mails."""

import smtplib
from email.header import Header
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import formataddr
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, quote, urlsplit

from django.core.mail import EmailMultiAlternatives, send_mail
from django.http import FileResponse, HttpResponse
from flask import Flask, Response, make_response, request


app = Flask(__name__)


def clean(value):
    return value.replace("\r", "").replace("\n", "")


class Downloads(BaseHTTPRequestHandler):
    def do_GET(self):
        query = parse_qs(urlsplit(self.path).query)
        name = query.get("name", ["x"])[0]
        lang = query.get("lang", ["en"])[0]
        self.send_response(200)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Content-Disposition", 'attachment; filename="%s"' % name)  # error: header-injection
        self.send_header("Content-Disposition", "attachment; filename*=UTF-8''" + quote(name))
        self.send_header("Content-Language", clean(lang))
        if lang in ("en", "de"):
            self.send_header("Content-Language", lang)
        self.send_header("X-Length", str(len(name)))
        self.send_header("X-Agent", "agent: " + clean(self.headers.get("User-Agent", "")))
        self.theme(query["theme"][0])
        self.end_headers()

    def theme(self, value):
        self.send_header("X-Theme", value)  # error: header-injection


def application(environ, start_response):
    query = parse_qs(environ["QUERY_STRING"])
    lang = query.get("lang", ["en"])[0]
    headers = [("Content-Type", "text/plain")]
    headers.append(("Content-Language", lang))
    start_response("200 OK", headers)  # error: header-injection
    return [b"ok"]


def application_safe(environ, start_response):
    query = parse_qs(environ["QUERY_STRING"])
    lang = clean(query.get("lang", ["en"])[0])
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Language", lang)])
    return [b"ok"]


@app.post("/contact")
def contact():
    form = request.form
    message = MIMEMultipart()
    message["Subject"] = form["subject"]  # error: header-injection
    message["From"] = clean(form["from"])
    message["Reply-To"] = formataddr((form["name"], "office@example.org"))  # error: header-injection
    message["To"] = "office@example.org"
    message.attach(MIMEText(form["text"]))
    with smtplib.SMTP("localhost") as server:
        server.sendmail("web@example.org", ["office@example.org"], message.as_string())
    return "", 204


@app.post("/contact/modern")
def contact_modern():
    message = EmailMessage()
    message["Subject"] = request.form["subject"]
    message["To"] = "office@example.org"
    message.set_content(request.form["text"])
    return "", 204


@app.get("/flask")
def flask_headers():
    response = make_response("", 204)
    response.headers["X-Name"] = request.args["name"]
    response.headers.add("X-Other", request.args["other"])
    return response


@app.get("/flask/constructor")
def flask_constructor():
    return Response("", headers={"X-Name": request.args["name"]})


def django_headers(request):
    response = HttpResponse("ok", content_type="text/plain")
    response["X-Name"] = request.GET["name"]
    response.headers["X-Other"] = request.GET["other"]
    send_mail(request.POST["subject"], "text", "web@example.org", ["office@example.org"])
    return response
