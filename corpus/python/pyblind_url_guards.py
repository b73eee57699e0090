import ipaddress
import socket
from urllib.parse import urlparse, quote, urlencode
import aiohttp
import boto3
import httpx
import requests
from fastapi import FastAPI, HTTPException, Query
from pydantic import AnyHttpUrl, BaseModel

app = FastAPI()
ALLOWED = {"api.example.com", "cdn.example.com"}
SERVICES = {"a": "http://a.local", "b": "http://b.local"}
client = httpx.AsyncClient(base_url="https://api.example.com")


class Hook(BaseModel):
    url: AnyHttpUrl
    name: str


def check(url):
    parsed = urlparse(url)
    if parsed.scheme != "https" or parsed.hostname not in ALLOWED:
        raise HTTPException(400)
    return url


def is_private(host):
    return ipaddress.ip_address(socket.gethostbyname(host)).is_private


@app.get("/1")
def one(url: str):
    return requests.get(check(url)).text


@app.get("/2")
def two(url: str):
    host = urlparse(url).netloc
    if host in ALLOWED:
        return requests.get(url).text
    return ""


@app.get("/3")
def three(url: str):
    if not url.startswith("https://"):
        raise HTTPException(400)
    return requests.get(url).text  # error: ssrf


@app.get("/4")
def four(url: str):
    if "example.com" in url:
        return requests.get(url).text  # error: ssrf
    return ""


@app.get("/5/{svc}")
def five(svc: str, path: str):
    return requests.get(SERVICES[svc] + "/" + path).json()


@app.get("/6/{svc}")
def six(svc: str):
    return requests.get(f"http://{svc}.svc.cluster.local/").json()  # error: ssrf


@app.get("/7")
async def seven(path: str):
    return (await client.get("/items/" + path)).json()


@app.get("/8")
async def eight(path: str):
    return (await client.get(path)).json()  # error: ssrf


@app.post("/9")
async def nine(hook: Hook):
    async with aiohttp.ClientSession() as s:
        async with s.post(str(hook.url), json={}) as r:  # error: ssrf
            return r.status


@app.get("/10")
async def ten(port: int, host: str):
    async with aiohttp.ClientSession("http://localhost") as s:
        async with s.get("/x", params={"h": host}) as r:
            pass
    async with aiohttp.ClientSession() as s:
        await s.get(f"http://localhost:{port}/x")
        await s.get(f"http://{host}:{port}/x")  # error: ssrf
    return {}


@app.get("/11")
def eleven(region: str = Query(pattern="^[a-z]{2}-[a-z]+-[0-9]$")):
    requests.get(f"https://s3.{region}.amazonaws.com/")
    boto3.client("s3", endpoint_url=f"https://s3.{region}.example.com")
    return {}


@app.get("/12")
def twelve(bucket: str, key: str):
    s3 = boto3.client("s3")
    s3.get_object(Bucket=bucket, Key=key)
    boto3.client("s3", endpoint_url=bucket)  # error: ssrf
    return {}


@app.get("/13")
def thirteen(q: str):
    requests.get("https://api.example.com/search?" + urlencode({"q": q}))
    requests.get("https://api.example.com/%s" % quote(q, safe=""))
    requests.get(url="https://%s/api" % q)  # error: ssrf
    requests.get("https://user:pw@" + q)  # error: ssrf
    requests.get("https://api.example.com:" + q)  # error: ssrf
    requests.post("https://api.example.com", data={"callback": q}, headers={"X": q})
    return {}


@app.get("/14")
def fourteen(url: str):
    s = requests.Session()
    req = requests.Request("GET", url)  # error: ssrf
    s.send(req.prepare())
    return {}
