"""Settings of several small services."""
import os

import jwt
import uvicorn
from aiohttp import web
from authlib.jose import JsonWebToken, jwt as authjwt
from django.http import HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import View
from fastapi import FastAPI, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from flask import Flask, make_response, request, session
from flask_cors import CORS, cross_origin
from flask_jwt_extended import JWTManager
from flask_wtf.csrf import CSRFProtect
from itsdangerous import URLSafeTimedSerializer
from jose import jwt as jose_jwt
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from tornado.web import Application, RequestHandler
from werkzeug.debug import DebuggedApplication

app = Flask(__name__)
app.config["DEBUG"] = True  # error: debug-on
app.config["SECRET_KEY"] = "super-duper-key-1"  # error: secret-key-constant
app.config.update(SESSION_COOKIE_SECURE=False, SESSION_COOKIE_HTTPONLY=False)  # error: cookie-without-secure error: cookie-without-httponly
app.config["SESSION_COOKIE_SAMESITE"] = None  # error: cookie-without-samesite
app.config["WTF_CSRF_ENABLED"] = False  # error: csrf-off
app.config["JWT_SECRET_KEY"] = "jwt-secret-string"  # error: secret-key-constant
app.config.from_mapping(SECRET_KEY=os.environ["SECRET_KEY"])
app.jinja_env.autoescape = False  # error: autoescape-off
app.wsgi_app = DebuggedApplication(app.wsgi_app, evalex=True)  # error: debug-on
CORS(app, supports_credentials=True)  # error: cors-any-origin-with-credentials
CORS(app, resources={r"/api/*": {"origins": "*"}})  # error: cors-any-origin
CORS(app, origins=["https://shop.example.org"], supports_credentials=True)
csrf = CSRFProtect(app)


@app.route("/set")
def set_cookie():
    response = make_response("ok")
    response.set_cookie("session_id", "x")  # error: cookie-without-httponly error: cookie-without-secure
    response.set_cookie("auth_token", "x", secure=True, httponly=False, samesite="Lax")  # error: cookie-without-httponly
    response.set_cookie("session", "x", secure=True, httponly=True, samesite="Lax")
    response.set_cookie("theme", "dark")
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin")  # error: cors-any-origin
    return response


@app.route("/open")
@cross_origin()  # error: cors-any-origin
def open_data():
    return "x"


@csrf.exempt  # error: csrf-off
@app.route("/pay", methods=["POST"])
def pay():
    return "ok"


@app.route("/origin")
def origin():
    response = make_response("ok")
    response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
    response.headers["Access-Control-Allow-Credentials"] = "true"  # error: cors-any-origin-with-credentials
    return response


@csrf_exempt  # error: csrf-off
def transfer(http_request):
    reply = HttpResponse("ok")
    reply.set_cookie("sessionid", "x", httponly=True)  # error: cookie-without-secure error: cookie-without-samesite
    reply.set_cookie("sessionid", "x", httponly=True, secure=True, samesite="Strict")
    reply["Access-Control-Allow-Origin"] = "*"  # error: cors-any-origin
    reply.set_signed_cookie("auth", "x", httponly=False, secure=True, samesite="Lax")  # error: cookie-without-httponly
    return reply


@method_decorator(csrf_exempt, name="dispatch")  # error: csrf-off
class Transfer(View):
    def post(self, http_request):
        return JsonResponse({})


@csrf_protect
def guarded(http_request):
    return HttpResponse("ok")


api = FastAPI(debug=True)  # error: debug-on
api.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True, allow_methods=["*"])  # error: cors-any-origin-with-credentials
api.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET"])  # error: cors-any-origin
api.add_middleware(CORSMiddleware, allow_origins=["https://x.org"], allow_credentials=True)
api.add_middleware(CORSMiddleware, allow_origin_regex=".*", allow_credentials=True)  # error: cors-any-origin-with-credentials
api.add_middleware(SessionMiddleware, secret_key="hush-hush-hush")  # error: secret-key-constant
api.add_middleware(SessionMiddleware, secret_key=os.environ["KEY"], https_only=False)  # error: cookie-without-secure
star = Starlette(debug=True, middleware=[Middleware(SessionMiddleware, secret_key="hush")])  # error: debug-on error: secret-key-constant
ORIGINS = ["*"]
api.add_middleware(CORSMiddleware, allow_origins=ORIGINS, allow_credentials=True)  # error: cors-any-origin-with-credentials


@api.get("/login")
def login(response: Response):
    response.set_cookie(key="access_token", value="x")  # error: cookie-without-httponly error: cookie-without-secure
    response.set_cookie(key="access_token", value="x", httponly=True, secure=True, samesite="lax")
    reply = JSONResponse({})
    reply.set_cookie("refresh_token", "x", httponly=True, secure=True, samesite="none")  # error: cookie-without-samesite
    return reply


async def aio(aio_request):
    reply = web.Response(text="ok")
    reply.set_cookie("session", "x")  # error: cookie-without-httponly error: cookie-without-secure
    reply.set_cookie("session", "x", httponly=True, secure=True, samesite="Lax")
    return reply


class Login(RequestHandler):
    def post(self):
        self.set_cookie("session", "x")  # error: cookie-without-httponly error: cookie-without-secure
        self.set_secure_cookie("user", "x", httponly=True, secure=True)
        self.set_secure_cookie("auth", "x")  # error: cookie-without-httponly error: cookie-without-secure


tornado_app = Application([], cookie_secret="0123456789", debug=True, xsrf_cookies=False)  # error: secret-key-constant error: debug-on error: csrf-off


def tokens(token, key, header):
    jwt.decode(token, options={"verify_signature": False})  # error: jwt-not-verified
    jwt.decode(token, key, algorithms=["HS256"])
    jwt.decode(token, verify=False)  # error: jwt-not-verified
    jwt.decode(token, key, algorithms=["none"])  # error: jwt-none-algorithm
    jwt.encode({"a": 1}, "", algorithm="none")  # error: jwt-none-algorithm
    jwt.encode({"a": 1}, "secret", algorithm="HS256")  # error: secret-key-constant
    jwt.encode({"a": 1}, key, algorithm="HS256")
    jwt.decode(token, "topsecret", algorithms=["HS256"])  # error: secret-key-constant
    jwt.decode(token, key, algorithms=[jwt.get_unverified_header(token)["alg"]])  # error: jwt-not-verified
    jose_jwt.decode(token, key, options={"verify_signature": False})  # error: jwt-not-verified
    jose_jwt.decode(token, key, algorithms=["RS256"])
    jose_jwt.encode({"a": 1}, "secret", algorithm="HS256")  # error: secret-key-constant
    authjwt.encode({"alg": "none"}, {"a": 1}, key)  # error: jwt-none-algorithm
    authjwt.encode({"alg": "HS256"}, {"a": 1}, "hush")  # error: secret-key-constant
    URLSafeTimedSerializer("hush").dumps({})  # error: secret-key-constant
    URLSafeTimedSerializer(key).dumps({})
    return JsonWebToken(["HS256"]).decode(token, key)


def claims(token):
    return jose_jwt.get_unverified_claims(token)["sub"]  # error: jwt-not-verified


JWTManager(app)

if __name__ == "__main__":
    app.run(debug=True)  # error: debug-on
    app.run(host="0.0.0.0", debug=False)  # error: bind-all-interfaces
    app.run(debug=os.environ.get("FLASK_DEBUG") == "1")
    uvicorn.run(api, host="0.0.0.0", port=80)
    uvicorn.run("main:api", reload=True)
    uvicorn.run(api, host="127.0.0.1")
    web.run_app(web.Application(), host="0.0.0.0")
