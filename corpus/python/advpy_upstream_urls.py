import requests
import socket
import ipaddress
from urllib.parse import urlparse, urlunparse, urljoin, parse_qs, urlencode
from flask import Flask, request, abort, jsonify

app = Flask(__name__)
API = "https://api.example.com"


def is_internal(host):
    return ipaddress.ip_address(socket.gethostbyname(host)).is_private


@app.get("/1")
def one():
    return jsonify(requests.get(urljoin(API, request.args["path"])).json())  # error: ssrf


@app.get("/2")
def two():
    return jsonify(requests.get(API + "/search?" + urlencode({"q": request.args["q"]})).json())


@app.get("/3")
def three():
    parsed = urlparse(request.args["u"])
    rebuilt = urlunparse(("https", "api.example.com", parsed.path, "", parsed.query, ""))
    return jsonify(requests.get(rebuilt).json())


@app.get("/4")
def four():
    return jsonify(requests.get(f"{API}/{request.args['p']}", headers={"X": "y"}, timeout=3).json())


@app.get("/5")
def five():
    return jsonify(requests.get(API + request.args["suffix"]).json())  # error: ssrf


@app.get("/6")
def six():
    return jsonify(requests.get(API, params=request.args, timeout=2).json())


@app.get("/7")
def seven():
    port = int(request.args["port"])
    return jsonify(requests.get(f"http://localhost:{port}/status").json())


@app.get("/8")
def eight():
    url = request.args["u"]
    if urlparse(url).scheme not in ("http", "https"):
        abort(400)
    return jsonify(requests.get(url).json())  # error: ssrf


@app.get("/9")
def nine():
    host = urlparse(request.args["u"]).hostname or ""
    if host == "api.example.com" or host.endswith(".example.com"):
        return jsonify(requests.get(request.args["u"]).json())
    return jsonify({})


@app.get("/10")
def ten():
    return jsonify(requests.request(method="GET", url=request.args["u"]).json())  # error: ssrf


@app.get("/11")
def eleven():
    proxies = {"http": request.args["proxy"]}
    return jsonify(requests.get(API, proxies=proxies).json())
