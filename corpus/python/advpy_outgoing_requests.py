import ipaddress
import socket
import urllib.request
from urllib.parse import urlparse, quote, urlencode
import requests
import httpx
from flask import Flask, request, abort, jsonify

app = Flask(__name__)
ALLOWED = {"api.example.com", "cdn.example.com"}
UPSTREAMS = {"eu": "https://eu.example.com", "us": "https://us.example.com"}


def allowed(url):
    parsed = urlparse(url)
    return parsed.scheme == "https" and parsed.hostname in ALLOWED


@app.route("/1")
def one():
    return jsonify(requests.get(request.args["url"]).json())  # error: ssrf


@app.route("/2")
def two():
    url = request.args["url"]
    if not allowed(url):
        abort(400)
    return jsonify(requests.get(url).json())


@app.route("/3")
def three():
    base = UPSTREAMS[request.args["region"]]
    return jsonify(requests.get(base + "/status").json())


@app.route("/4")
def four():
    return jsonify(requests.get("https://api.example.com/users/" + request.args["id"]).json())


@app.route("/5")
def five():
    return urllib.request.urlopen("http://" + request.args["host"] + "/health").read(), 200, {"Content-Type": "text/plain"}  # error: ssrf


@app.route("/6")
def six():
    with httpx.Client(base_url="https://api.example.com") as client:
        return jsonify(client.get("/items", params={"q": request.args["q"]}).json())


@app.route("/7")
def seven():
    url = request.args["url"]
    if not url.startswith("https://api.example.com"):
        abort(400)
    return jsonify(requests.get(url).json())  # error: ssrf


@app.route("/8")
def eight():
    url = request.args["url"]
    if not url.startswith("https://api.example.com/"):
        abort(400)
    return jsonify(requests.get(url).json())


@app.route("/9")
def nine():
    s = requests.Session()
    s.post(request.form["callback"], json={"ok": True})  # error: ssrf
    s.post("https://hooks.example.com/", json={"url": request.form["callback"]})
    return ""


@app.route("/10")
def ten():
    req = urllib.request.Request(request.args["url"], headers={"A": "b"})  # error: ssrf
    with urllib.request.urlopen(req) as r:
        return jsonify(len(r.read()))


@app.route("/11")
def eleven():
    sock = socket.create_connection((request.args["host"], 80))  # error: ssrf
    sock.close()
    s = socket.socket()
    s.connect(("localhost", int(request.args["port"])))
    return ""


@app.route("/12")
def twelve():
    host = request.args["host"]
    if host in ALLOWED:
        return jsonify(requests.get(f"https://{host}/ping").json())
    return jsonify({})


@app.route("/13")
def thirteen():
    parsed = urlparse(request.args["url"])
    if parsed.netloc.endswith("example.com"):
        return jsonify(requests.get(request.args["url"]).json())  # error: ssrf
    return jsonify({})
