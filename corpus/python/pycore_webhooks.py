"""Deliveries to addresses that customers registered."""
import asyncio
import ipaddress
import logging
import re
import socket
from typing import Optional
from urllib.parse import urlencode, urlparse, urlunparse

import aiohttp
import httpx
import requests
from fastapi import APIRouter, HTTPException
from pydantic import BaseModel
from requests.adapters import HTTPAdapter

router = APIRouter()
log = logging.getLogger(__name__)
HOSTS = frozenset({"hooks.example.com", "events.example.com"})
REGIONS = {"eu": "https://eu.example.com", "us": "https://us.example.com"}
PATTERN = re.compile(r"^https://[a-z0-9-]+\.example\.com/")


class Hook(BaseModel):
    url: str
    region: str = "eu"
    ident: int = 0
    path: Optional[str] = None


class Client:
    BASE = "https://api.example.com/v1"

    def __init__(self, token):
        self._session = requests.Session()
        self._session.mount("https://", HTTPAdapter(max_retries=3))
        self._session.headers["Authorization"] = f"Bearer {token}"

    def _call(self, method, path, **kwargs):
        return self._session.request(method, f"{self.BASE}/{path}", timeout=5, **kwargs)

    def user(self, name):
        return self._call("GET", f"users/{name}")

    def fetch(self, url):
        return self._session.request("GET", url, timeout=5)  # error: ssrf


def validate(url):
    parts = urlparse(url)
    if parts.scheme != "https":
        raise HTTPException(400, "https only")
    if parts.hostname not in HOSTS:
        raise HTTPException(400, "unknown host")
    return url


def scheme_only(url):
    if urlparse(url).scheme not in ("http", "https"):
        raise HTTPException(400)
    return url


def resolves_inside(host):
    for info in socket.getaddrinfo(host, None):
        if ipaddress.ip_address(info[4][0]).is_private:
            return True
    return False


@router.post("/hooks")
def create(hook: Hook):
    requests.post(hook.url, json={})  # error: ssrf
    requests.post(validate(hook.url), json={})
    requests.post(scheme_only(hook.path), json={})  # error: ssrf
    requests.get(REGIONS[hook.region] + "/status")
    requests.get(REGIONS.get(hook.region, REGIONS["eu"]))
    requests.get(f"https://{hook.region}.example.com/status")  # error: ssrf
    requests.get(f"https://api.example.com/hooks/{hook.ident}")
    requests.get(f"http://service-{hook.ident}.internal/status")
    return {}


@router.post("/hooks/test")
async def test(hook: Hook):
    client = Client("t")
    client.user(hook.path)
    client.fetch(hook.url)
    client.fetch("https://api.example.com/health")
    if not PATTERN.match(hook.url):
        raise HTTPException(400)
    async with httpx.AsyncClient() as http:
        await http.get(hook.url)
    return {}


@router.post("/hooks/deliver")
async def deliver(hook: Hook, url: str, loose: str):
    async with aiohttp.ClientSession(base_url="https://api.example.com") as session:
        async with session.post("/deliver", json={"to": url}) as answer:
            await answer.text()
    query = urlencode({"to": url})
    async with httpx.AsyncClient() as http:
        await http.get(f"https://api.example.com/deliver?{query}")
        built = urlunparse(("https", "api.example.com", "/x", "", urlencode({"u": url}), ""))
        await http.get(built)
        foreign = urlunparse(("https", url, "/x", "", "", ""))
        await http.get(foreign)  # error: ssrf
        tasks = [http.get(target) for target in url.split(",")]  # error: ssrf
        await asyncio.gather(*tasks)
        if loose.endswith(".example.com"):
            await http.get("https://" + loose)  # error: ssrf
    return {}


@router.get("/proxy")
def proxy(url: str, port: int, other: str):
    if not any(url.startswith(base) for base in ("https://a.example.com/", "https://b.example.com/")):
        raise HTTPException(400)
    requests.get(url)
    requests.get(f"http://127.0.0.1:{port}/metrics")
    try:
        response = httpx.get(other, timeout=2)  # error: ssrf
    except httpx.HTTPError:
        log.exception("no answer")
        raise HTTPException(502)
    return {"status": response.status_code}
