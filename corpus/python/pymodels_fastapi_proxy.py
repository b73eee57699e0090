"""Fetches previews of links and forwards calls to the services behind the gateway."""
import asyncio
import ipaddress
import json
import logging
import urllib.request
from urllib.parse import quote, urljoin, urlparse

import aiohttp
import httpx
import requests
from fastapi import APIRouter, BackgroundTasks, FastAPI, HTTPException, Request, WebSocket
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from pydantic import BaseModel, HttpUrl

app = FastAPI()
api = APIRouter()
logger = logging.getLogger("gateway")
SERVICES = {"billing": "http://billing.internal:8080", "stock": "http://stock.internal:8080"}
HOSTS = frozenset({"example.org", "www.example.org"})


class Hook(BaseModel):
    url: str
    event: str
    retries: int = 3


async def deliver(target: str, payload: dict) -> int:
    async with httpx.AsyncClient(timeout=5) as client:
        answer = await client.post(target, json=payload)  # error: ssrf
        return answer.status_code


@api.post("/hooks")
async def add_hook(hook: Hook, tasks: BackgroundTasks):
    status = await deliver(hook.url, {"event": hook.event})
    logger.info("hook tried %d times, got %d", hook.retries, status)
    return {"status": status}


@api.get("/service/{service}/{path:path}")
async def forward(service: str, path: str, request: Request):
    base = SERVICES.get(service)
    if base is None:
        raise HTTPException(404)
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{base}/{path}", params=request.query_params)
    return Response(answer.content, media_type="application/json")


@api.get("/tenant/{tenant}/status")
async def tenant_status(tenant: str):
    async with aiohttp.ClientSession() as session:
        async with session.get(f"https://{tenant}.tenants.example.com/status") as answer:  # error: ssrf
            return await answer.json()


@api.get("/preview")
def preview(url: str):
    if urlparse(url).scheme not in ("http", "https"):
        raise HTTPException(400)
    page = requests.get(url, timeout=3, allow_redirects=False)  # error: ssrf
    return {"status": page.status_code, "length": len(page.content)}


@api.get("/wiki")
def wiki(title: str, lang: str = "en"):
    if lang not in ("en", "de", "fr"):
        lang = "en"
    page = requests.get(f"https://{lang}.wikipedia.org/wiki/{quote(title)}", timeout=3)
    return {"found": page.ok}


@api.get("/mirror")
def mirror(path: str):
    joined = urljoin("https://mirror.example.org/", path)
    with urllib.request.urlopen(joined) as answer:  # error: ssrf
        return StreamingResponse(answer, media_type="application/octet-stream")


@api.get("/port/{port}")
def port(port: int):
    return requests.get(f"http://localhost:{port}/health", timeout=1).json()


@api.get("/address/{address}")
def address(address: str):
    ip = ipaddress.ip_address(address)
    if ip.is_private:
        raise HTTPException(403)
    return requests.get(f"http://{ip}/", timeout=1).text


@api.get("/leave")
def leave(to: str, request: Request):
    parsed = urlparse(to)
    if parsed.netloc == "" and to.startswith("/help/"):
        return RedirectResponse(to)
    logger.info("leaving to %s", parsed.hostname)  # error: log-injection
    return RedirectResponse(url=to)  # error: open-redirect


@api.websocket("/live")
async def live(socket: WebSocket):
    await socket.accept()
    while True:
        message = json.loads(await socket.receive_text())
        logger.debug("live: %s", message["topic"])  # error: log-injection
        async with httpx.AsyncClient(base_url=SERVICES["stock"]) as client:
            answer = await client.get("/topics/" + quote(message["topic"], safe=""))
        await socket.send_json(answer.json())
        await asyncio.sleep(1)


app.include_router(api)
