"""Searches by pattern and letters to customers."""
import re
import smtplib
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

from flask import Flask, Response, jsonify, make_response, request
from flask_mail import Mail, Message

app = Flask(__name__)
mail = Mail(app)
LINES = open("/srv/lines.txt").read().splitlines()
WORD = re.compile(r"^\w+$")
SLOW = re.compile(r"^(a+)+$")  # error: catastrophic-regex


@app.get("/search")
def search():
    pattern = request.args["pattern"]
    re.search(pattern, "text")  # error: regex-injection
    re.compile(pattern)  # error: regex-injection
    re.compile("^" + pattern + "$", re.IGNORECASE)  # error: regex-injection
    re.compile(re.escape(pattern))
    [line for line in LINES if re.match(rf"\b{re.escape(pattern)}\b", line)]
    re.sub(pattern, "", "text")  # error: regex-injection
    re.sub(r"\s+", pattern, "text")
    re.findall(r"\d+", pattern)
    re.split(pattern, "a,b")  # error: regex-injection
    WORD.match(pattern)
    re.fullmatch(r"[a-z]+", pattern)
    if WORD.match(pattern):
        re.compile(pattern)
    return jsonify({})


@app.post("/letter")
def letter():
    to, subject, body = request.form["to"], request.form["subject"], request.form["body"]
    message = MIMEText(body)
    message["Subject"] = subject  # error: header-injection
    modern = EmailMessage()
    modern["Subject"] = subject
    modern.set_content(body)
    multi = MIMEMultipart()
    multi["Subject"] = subject.replace("\r", "").replace("\n", "")
    multi.attach(MIMEText(body))
    clean = "".join(subject.splitlines())
    multi["X-Title"] = clean
    multi.add_header("To", to)  # error: header-injection
    with smtplib.SMTP("localhost") as smtp:
        smtp.send_message(modern)
        smtp.sendmail("shop@example.com", [to], "Subject: " + subject + "\n\n" + body)  # error: header-injection
        smtp.sendmail("shop@example.com", [to], modern.as_string())
    mail.send(Message(subject=subject, recipients=[to], body=body))
    return jsonify({})


@app.get("/headers")
def headers():
    name = request.args["name"]
    response = make_response("ok")
    response.headers["X-Name"] = name
    response.headers["X-Count"] = str(len(name))
    return response


@app.get("/patterns")
def patterns():
    value = request.args["value"]
    SLOW.match(value)
    quick = re.compile(r"^[a-z]+(-[a-z]+)*$")
    quick.match(value)
    return Response("ok", mimetype="text/plain")
