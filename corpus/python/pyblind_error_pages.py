import csv
import io
import re
import smtplib
import sys
import traceback
from email.message import EmailMessage
from email.mime.text import MIMEText
import regex
from flask import Flask, Response, make_response, request, abort
from django.http import HttpResponse

app = Flask(__name__)


@app.get("/re")
def rx():
    p = request.args["p"]
    t = request.args["t"]
    re.search(p, t)  # error: regex-injection
    re.search(re.escape(p), t)
    re.compile("^" + p + "$")  # error: regex-injection
    re.sub(p, "", t)  # error: regex-injection
    re.sub("a+", p, t)
    re.findall(r"\w+", p)
    regex.match(p, t)  # error: regex-injection
    re.match(pattern=f"{p}.*", string=t)  # error: regex-injection
    rx = re.compile(r"x")
    rx.sub(p, t)
    if p.isalnum():
        re.search(p, t)
    return {}


@app.get("/err")
def err():
    try:
        return str(int(request.args["n"]))
    except ValueError as e:
        return str(e)  # error: xss


@app.get("/err2")
def err2():
    try:
        run()
    except Exception as e:
        return "failed: %s" % e, 500


@app.get("/err3")
def err3():
    name = request.args["name"]
    try:
        raise LookupError("no such " + name)
    except LookupError as e:
        return f"<p>{e}</p>"  # error: xss


@app.get("/err4")
def err4():
    try:
        run()
    except Exception as e:
        return {"error": str(e)}, 500


def run():
    raise RuntimeError("fixed")


@app.get("/csv")
def export():
    buf = io.StringIO()
    w = csv.writer(buf)
    w.writerow([request.args["a"], "b"])
    resp = make_response(buf.getvalue())
    resp.headers["Content-Type"] = "text/csv"
    resp.headers["Content-Disposition"] = "attachment; filename=x.csv"
    return resp


@app.get("/buf")
def buf():
    buf = io.StringIO()
    buf.write("<p>")
    buf.write(request.args["a"])
    return buf.getvalue()  # error: xss


@app.post("/mail")
def mail():
    to = request.form["to"]
    s = smtplib.SMTP("localhost")
    msg = EmailMessage()
    msg["To"] = to
    msg.set_content(request.form["body"])
    s.send_message(msg)
    s.sendmail("a@example.com", ["b@example.com"], "Subject: " + request.form["subject"] + "\r\n\r\nhi")  # error: header-injection
    return ""


@app.get("/abort")
def ab():
    abort(400, "bad " + request.args["x"])


@app.get("/lines")
def lines():
    names = request.args.getlist("n")
    out = []
    out.append("<ul>")
    for n in names:
        out.append("<li>%s</li>" % n)
    out.append("</ul>")
    return "\n".join(out)  # error: xss


@app.get("/tern")
def tern():
    n = request.args.get("n")
    return "<p>yes</p>" if n == "1" else "<p>no</p>"


@app.get("/tern2")
def tern2():
    n = request.args.get("n", "x") if request.args.get("z") else "none"
    return "<p>" + n.title() + "</p>"  # error: xss


@app.get("/script")
def script():
    import json, html
    n = request.args["n"]
    ok = f"<p title='{html.escape(n)}'>x</p>"
    bad = f"<script>var x = {json.dumps(n)}</script>"
    return ok + bad  # error: xss
