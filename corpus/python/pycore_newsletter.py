"""Letters to subscribers, with files and redirects of their own."""
import email.utils
import mimetypes
import re
import smtplib
import ssl
from email import policy
from email.message import EmailMessage, Message
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
FILES = Path("/srv/letters")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def one_line(text):
    return text.replace("\r", " ").replace("\n", " ")


def first_line(text):
    return text.splitlines()[0] if text else ""


def checked(text):
    if "\n" in text or "\r" in text:
        raise ValueError("line break")
    return text


def build(subject, body):
    message = MIMEText(body, "plain", "utf-8")
    message["Subject"] = subject  # error: header-injection
    message["From"] = "shop@example.com"
    return message


def build_modern(subject, body):
    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = subject
    message.set_content(body)
    return message


@app.post("/send")
def send():
    subject, name, to = request.form["subject"], request.form["name"], request.form["to"]
    build(subject, name)
    build(one_line(subject), name)
    build_modern(subject, name)
    multi = MIMEMultipart("alternative")
    multi["Subject"] = first_line(subject)
    multi["Reply-To"] = checked(to)
    multi["To"] = email.utils.formataddr((name, "x@example.com"))  # error: header-injection
    multi["Cc"] = f"{name} <x@example.com>"  # error: header-injection
    multi.attach(MIMEText(f"Dear {name}", "plain"))
    plain = Message()
    plain["Bcc"] = request.form["bcc"]  # error: header-injection
    plain.set_payload("Dear " + name)
    if not ADDRESS.fullmatch(to):
        abort(400)
    plain["To"] = to
    return jsonify({})


@app.post("/attach")
def attach():
    name = request.form["file"]
    letter = EmailMessage()
    data = (FILES / name).read_bytes()  # error: path-traversal
    kind, _ = mimetypes.guess_type(name)
    letter.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    part = MIMEApplication((FILES / Path(name).name).read_bytes())
    part.add_header("Content-Disposition", "attachment", filename="letter.pdf")
    return jsonify(kind or "")


@app.post("/raw")
def raw():
    subject, body = request.form["subject"], request.form["body"]
    context = ssl.create_default_context()
    with smtplib.SMTP("mail.example.com", 587) as server:
        server.starttls(context=context)
        server.sendmail("a@example.com", ["b@example.com"], f"Subject: {subject}\r\n\r\nhi")  # error: header-injection
        server.sendmail("a@example.com", ["b@example.com"], f"Subject: hi\r\n\r\n{body}")
        text = "From: a@example.com\nSubject: " + one_line(subject) + "\n\n" + body
        server.sendmail("a@example.com", ["b@example.com"], text)
    server = smtplib.SMTP_SSL(request.form["server"])  # error: ssrf
    server.quit()
    return jsonify({})
