import re
from flask import Flask, request, jsonify, abort

app = Flask(__name__)
EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$")
SLUG = re.compile(r"^[a-z0-9-]+\Z")


@app.get("/email")
def email():
    address = request.args["e"]
    if not EMAIL.match(address):
        return "bad", 400
    return "<p>" + address + "</p>"  # error: xss


@app.get("/slug")
def slug():
    s = request.args["s"]
    if not SLUG.match(s):
        return "bad", 400
    return "<p>" + s + "</p>"


@app.get("/contains")
def contains():
    s = request.args["s"]
    if re.search(r"[a-z0-9]+", s):
        return "<p>" + s + "</p>"  # error: xss
    return ""


@app.get("/prefix")
def prefix():
    s = request.args["s"]
    if re.match(r"[a-z0-9]+", s):
        return "<p>" + s + "</p>"  # error: xss
    return ""


@app.get("/multiline")
def multiline():
    s = request.args["s"]
    if re.match(r"^[a-z0-9]+$", s, re.MULTILINE):
        return "<p>" + s + "</p>"  # error: xss
    return ""


@app.get("/negative")
def negative():
    s = request.args["s"]
    if re.search(r"[<>&\"']", s):
        abort(400)
    return "<p>" + s + "</p>"


@app.get("/tags")
def tags():
    s = re.sub(r"<[^>]*>", "", request.args["s"])
    return "<p>" + s + "</p>"  # error: xss


@app.get("/group")
def group():
    m = re.match(r"^(?P<year>\d{4})-(?P<rest>.*)$", request.args["d"])
    if not m:
        return "", 400
    if request.args.get("y"):
        return "<p>" + m.group("year") + "</p>"
    return "<p>" + m.group("rest") + "</p>"  # error: xss


@app.get("/findall")
def findall():
    words = re.findall(r"\w+", request.args["s"])
    return "<p>" + " ".join(words) + "</p>"
