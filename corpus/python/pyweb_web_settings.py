"""Cookies, cross-origin rules, CSRF and debug switches of several frameworks."""

import os

import uvicorn
from aiohttp import web
from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from fastapi import FastAPI, Response
from fastapi.middleware.cors import CORSMiddleware
from flask import Flask, jsonify, make_response, request
from flask_cors import CORS, cross_origin
from flask_talisman import Talisman
from flask_wtf.csrf import CSRFProtect
from starlette.middleware.sessions import SessionMiddleware
from tornado.web import RequestHandler

app = Flask(__name__)
app.config.update(SESSION_COOKIE_SECURE=True, SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax")
app.config["WTF_CSRF_ENABLED"] = False  # error: csrf-off
app.config["SESSION_COOKIE_HTTPONLY"] = False  # error: cookie-without-httponly
csrf = CSRFProtect(app)
CORS(app, origins=["https://shop.example.org"], supports_credentials=True)
Talisman(app, content_security_policy={"default-src": "'self'"})

legacy = Flask("legacy")
CORS(legacy, resources={r"/api/*": {"origins": "https://shop.example.org"}})
CORS(legacy, supports_credentials=True)  # error: cors-any-origin-with-credentials
Talisman(legacy, content_security_policy=None)  # error: disabled-security-header

api = FastAPI(debug=os.environ.get("DEBUG") == "1")
api.add_middleware(CORSMiddleware, allow_origins=["https://shop.example.org"], allow_credentials=True)
api.add_middleware(SessionMiddleware, secret_key=os.environ["SECRET"], https_only=True)
open_api = FastAPI(debug=True)  # error: debug-on
open_api.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],  # error: cors-any-origin-with-credentials
    allow_credentials=True,
)


@app.route("/login", methods=["POST"])
def login():
    response = make_response(jsonify(ok=True))
    token = issue(request.form["user"])
    response.set_cookie("session_token", token, secure=True, httponly=True, samesite="Strict")
    response.set_cookie("theme", "dark")
    response.set_cookie("csrf_token", token, secure=True, samesite="Lax")
    return response


@app.route("/login/lax", methods=["POST"])
def login_lax():
    response = make_response(jsonify(ok=True))
    token = issue(request.form["user"])
    response.set_cookie("auth_token", token, secure=True, samesite="Lax")  # error: cookie-without-httponly
    response.set_cookie("session_id", token, httponly=True, samesite="Lax")  # error: cookie-without-secure
    return response


@legacy.after_request
def open_to_all(response):
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin", "")
    response.headers["Access-Control-Allow-Credentials"] = "true"  # error: cors-any-origin-with-credentials
    return response


@legacy.route("/fonts")
@cross_origin(origins=["https://www.example.org"])
def fonts():
    return jsonify([])


@api.post("/token")
def token(response: Response, user: str):
    response.set_cookie(key="access_token", value=issue(user), httponly=True, secure=True, samesite="lax")
    return {"ok": True}


@api.post("/token/open")
def token_open(response: Response, user: str):
    response.set_cookie(key="access_token", value=issue(user), httponly=True, samesite="lax")  # error: cookie-without-secure
    return {"ok": True}


@csrf_exempt  # error: csrf-off
def transfer(request):
    return HttpResponse("ok")


@csrf_protect
def transfer_checked(request):
    response = HttpResponse("ok")
    response.set_cookie("sessionid", "x", secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return response


class LoginHandler(RequestHandler):
    def post(self):
        self.set_secure_cookie("user", self.get_argument("user"), httponly=True, secure=True, samesite="Lax")
        self.write({"ok": True})


async def aio_login(request):
    response = web.json_response({"ok": True})
    response.set_cookie("session", "x", httponly=True, secure=True, samesite="Lax")
    return response


def run_local():
    app.run(host="127.0.0.1", port=8000, debug=os.getenv("FLASK_DEBUG") == "1")


if __name__ == "__main__":
    uvicorn.run(api, host="127.0.0.1", port=8000)
    legacy.run(debug=True)  # error: debug-on
