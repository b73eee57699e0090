import hashlib
import hmac
import logging
import secrets
import jwt
import ldap
import requests
from authlib.integrations.flask_client import OAuth
from flask import Flask, Response, abort, current_app, g, jsonify, make_response, redirect, render_template, request, session, url_for
from flask_jwt_extended import get_jwt_identity, jwt_required
from flask_login import UserMixin, current_user, login_user
from flask_sqlalchemy import SQLAlchemy
from urllib.parse import urljoin, urlparse, quote_plus, unquote
from werkzeug.datastructures import Headers

app = Flask(__name__)
db = SQLAlchemy(app)
oauth = OAuth(app)
log = app.logger


class User(UserMixin, db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String)

    @staticmethod
    def by_name(name):
        return User.query.filter(User.name == name).first()

    @classmethod
    def raw(cls, name):
        return db.session.execute(db.text(f"SELECT * FROM user WHERE name = '{name}'")).first()  # error: sql-injection


def safe_next(default="index"):
    for target in request.values.get("next"), request.referrer:
        if not target:
            continue
        if is_local(target):
            return target
    return url_for(default)


def is_local(target):
    host = urlparse(request.host_url)
    dest = urlparse(urljoin(request.host_url, target))
    return dest.scheme in ("http", "https") and host.netloc == dest.netloc


@app.post("/login")
def login():
    name, pw = request.form["name"], request.form["pw"]
    user = User.by_name(name) or User.raw(name)
    if not user:
        log.warning("no user %s from %s", name, request.remote_addr)  # error: log-injection
        return render_template("login.html", error="no such user " + name), 401
    login_user(user)
    return redirect(safe_next())


@app.get("/sso")
def sso():
    return redirect(request.args["return_to"])  # error: open-redirect


@app.get("/sso2")
def sso2():
    token = jwt.decode(request.args["token"], app.config["K"], algorithms=["HS256"])
    return redirect(token["return_to"])


@app.get("/sso3")
def sso3():
    token = jwt.decode(request.args["token"], options={"verify_signature": False})  # error: jwt-not-verified
    return redirect(token["return_to"])


@app.get("/callback")
def callback():
    err = request.args.get("error_description")
    if err:
        return "<h1>Login failed</h1><p>%s</p>" % unquote(err), 400  # error: xss
    r = requests.post(request.args["token_endpoint"], data={"code": request.args["code"]})  # error: ssrf
    session["token"] = r.json()["access_token"]
    return redirect(url_for("index"))


@app.get("/ldap")
def ldap_login():
    conn = ldap.initialize(app.config["LDAP"])
    user = request.args["user"]
    if not user.replace(".", "").isalnum():
        abort(400)
    return jsonify(conn.search_s("dc=x", ldap.SCOPE_SUBTREE, f"(uid={user})"))


@app.get("/ldap2")
def ldap_login2():
    conn = ldap.initialize(app.config["LDAP"])
    user = request.args["user"].strip()
    return jsonify(conn.search_s("dc=x", ldap.SCOPE_SUBTREE, "(&(objectClass=user)(uid=%s))" % user))  # error: ldap-injection


@app.get("/api/me")
@jwt_required()
def me():
    ident = get_jwt_identity()
    return jsonify(name=ident, agent=request.user_agent.string)


@app.get("/sig")
def sig():
    body = request.get_data()
    mac = hmac.new(b"k", body, hashlib.sha256).hexdigest()  # error: secret-key-constant
    if not hmac.compare_digest(mac, request.headers.get("X-Sig", "")):
        log.info("bad signature %s", request.headers.get("X-Sig"))
        abort(403)
    return Response(mac)


@app.get("/avatar/<name>")
def avatar(name):
    h = Headers()
    h.add("Content-Disposition", "inline", filename=name)
    return Response(b"x", headers=h, mimetype="image/png")


@app.get("/profile/<user>")
def profile(user):
    resp = make_response(render_template("p.html", user=user))
    resp.headers["Link"] = f"<{url_for('me')}>; rel=me"
    resp.set_cookie("last", user, secure=True, httponly=True, samesite="Lax")
    return resp


@app.get("/greet")
def greet():
    lang = {"en": "Hello", "de": "Hallo"}.get(request.args.get("lang"), "Hi")
    name = request.args.get("name", "you")
    out = [lang, ", ", name, "!"]
    return "".join(out)  # error: xss


@app.get("/greet2")
def greet2():
    lang = {"en": "Hello", "de": "Hallo"}.get(request.args.get("lang"), "Hi")
    return lang + "!"


@app.get("/csp")
def csp():
    nonce = secrets.token_urlsafe()
    name = request.args.get("name")
    page = f"<script nonce='{nonce}'>var n = {jsonify(name).get_data(as_text=True)}</script>"
    return page
