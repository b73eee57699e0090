"""Fetching what users point at."""
import http.client
import ipaddress
import socket
import urllib.request
from urllib.parse import quote, urljoin, urlparse, urlsplit

import aiohttp
import boto3
import httpx
import pycurl
import requests
import urllib3
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
ALLOWED_HOSTS = {"api.example.com", "cdn.example.com"}
API = "https://api.example.com"
session = requests.Session()


def is_public(url):
    host = urlparse(url).hostname
    try:
        address = ipaddress.ip_address(socket.gethostbyname(host))
    except (ValueError, OSError):
        return False
    return address.is_global


@app.get("/requests")
def with_requests():
    url, ident = request.args["url"], request.args["id"]
    requests.get(url, timeout=3)  # error: ssrf
    requests.request("GET", url)  # error: ssrf
    requests.get("https://" + request.args["host"] + "/status")  # error: ssrf
    requests.get(f"{API}/users/{ident}")
    requests.get(f"{API}{ident}")  # error: ssrf
    requests.get(API + "/users", params={"id": ident})
    requests.post(API + "/hooks", json={"callback": url})
    session.get(url)  # error: ssrf
    session.headers.update({"X-Id": ident})
    requests.get(urljoin(API, ident))  # error: ssrf
    requests.get(urljoin(API, "/users/" + quote(ident, safe="")))
    with requests.Session() as s:
        s.put(url, data=b"")  # error: ssrf
    return jsonify({})


@app.get("/checked")
def checked():
    url = request.args["url"]
    if urlparse(url).hostname not in ALLOWED_HOSTS:
        abort(400)
    requests.get(url)
    other = request.args["other"]
    if not other.startswith("https://api.example.com/"):
        abort(400)
    requests.get(other)
    loose = request.args["loose"]
    if not loose.startswith("https://api.example.com"):
        abort(400)
    requests.get(loose)  # error: ssrf
    parts = urlsplit(request.args["parts"])
    if parts.scheme != "https" or parts.netloc not in ALLOWED_HOSTS:
        abort(400)
    requests.get(parts.geturl())
    public = request.args["public"]
    if not is_public(public):
        abort(400)
    requests.get(public)
    containing = request.args["containing"]
    if "example.com" in containing:
        requests.get(containing)  # error: ssrf
    return jsonify({})


@app.get("/httpx")
async def with_httpx():
    url = request.args["url"]
    httpx.get(url)  # error: ssrf
    async with httpx.AsyncClient() as client:
        await client.post(url, json={})  # error: ssrf
    async with httpx.AsyncClient(base_url=API) as client:
        await client.get("/users", params={"u": url})
    with httpx.stream("GET", url) as response:  # error: ssrf
        response.read()
    async with aiohttp.ClientSession() as http:
        async with http.get(url) as response:  # error: ssrf
            await response.text()
        async with http.get(f"{API}/items/{url}") as response:
            await response.json()
        await http.request("POST", url)  # error: ssrf
    return jsonify({})


@app.get("/stdlib")
def with_stdlib():
    url, host = request.args["url"], request.args["host"]
    urllib.request.urlopen(url)  # error: ssrf
    urllib.request.urlopen(urllib.request.Request(url, headers={}))  # error: ssrf
    urllib.request.urlretrieve(url, "/tmp/x")  # error: ssrf
    opener = urllib.request.build_opener()
    opener.open(url)  # error: ssrf
    connection = http.client.HTTPSConnection(host)  # error: ssrf
    connection.request("GET", "/")
    fixed = http.client.HTTPSConnection("api.example.com")
    fixed.request("GET", "/items/" + host)
    urllib3.PoolManager().request("GET", url)  # error: ssrf
    urllib3.PoolManager().request("GET", API + "/x", fields={"u": url})
    curl = pycurl.Curl()
    curl.setopt(pycurl.URL, url)  # error: ssrf
    curl.setopt(pycurl.USERAGENT, host)
    socket.create_connection((host, 80))  # error: ssrf
    socket.create_connection(("localhost", int(request.args["port"])))
    s = socket.socket()
    s.connect((host, 443))  # error: ssrf
    boto3.client("s3", endpoint_url=url)  # error: ssrf
    boto3.client("s3").get_object(Bucket="b", Key=url)
    return jsonify({})


class Fetcher:
    def __init__(self, base):
        self.base = base.rstrip("/")
        self.http = requests.Session()

    def item(self, ident):
        return self.http.get(f"{self.base}/items/{ident}")

    def any(self, url):
        return self.http.get(url)  # error: ssrf


@app.get("/class")
def through_class():
    fetcher = Fetcher("https://api.example.com/")
    fetcher.item(request.args["id"])
    fetcher.any(request.args["url"])
    fetcher.any("https://api.example.com/health")
    try:
        port = int(request.args["port"])
    except ValueError:
        port = 80
    requests.get(f"http://localhost:{port}/")
    return jsonify({})
