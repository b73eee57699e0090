"""A ticket desk: sign-in, downloads, calls to partners."""
import base64
import datetime
import hashlib
import os
import random
import secrets
import sqlite3
import ssl
import string
import subprocess
import tarfile
import tempfile
import urllib.request

import httpx
import jwt
import paramiko
import requests
import yaml
from Crypto.Cipher import AES
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from flask import Flask, Response, make_response, redirect, request, session

app = Flask(__name__)
app.secret_key = b"_5#y2L\"F4Q8z\n\xec]/"  # error: secret-key-constant
app.config["SESSION_COOKIE_HTTPONLY"] = False  # error: cookie-without-httponly
PARTNER = "https://partner.example.org"
JWT_KEY = os.getenv("JWT_KEY")
ALPHABET = string.ascii_letters + string.digits


class Partner:
    def __init__(self, base):
        self.session = requests.Session()
        self.session.verify = False  # error: tls-verification-off
        self.base = base

    def tickets(self):
        return self.session.get(f"{self.base}/tickets").json()

    def push(self, ticket):
        return requests.put(f"{self.base}/tickets", json=ticket, verify=False, timeout=5)  # error: tls-verification-off

    def pull(self):
        with httpx.Client(verify=False, base_url=self.base) as client:  # error: tls-verification-off
            return client.get("/tickets")

    def stream(self, url):
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # error: tls-verification-off
        return urllib.request.urlopen(url, context=context)


def fresh_code(length=8):
    code = "".join(random.choice(ALPHABET) for _ in range(length))
    return code


def new_session_token():
    return "".join(random.choices(ALPHABET, k=32))  # error: insecure-random


def invite(user):
    user.invite_token = hashlib.sha1(str(random.random()).encode()).hexdigest()  # error: insecure-random error: weak-hash
    return user.invite_token


def password_digest(password, salt):
    return hashlib.sha512(salt.encode() + password.encode()).hexdigest()  # error: password-hash-fast


def derive(secret, salt):
    kdf = PBKDF2HMAC(hashes.SHA1(), 32, salt, 500)  # error: password-hash-fast
    return kdf.derive(secret)


def short_id(text):
    return hashlib.md5(text.encode()).hexdigest()[:8]


def signature(body, key):
    return hashlib.sha1(key + body).hexdigest()  # error: weak-hash


def same_file(a, b):
    return hashlib.md5(a.read()).digest() == hashlib.md5(b.read()).digest()


def seal(data, key):
    cipher = AES.new(key, AES.MODE_CBC, b"\0" * 16)  # error: insecure-cipher-mode
    return base64.b64encode(cipher.encrypt(data))


def make_key():
    return rsa.generate_private_key(public_exponent=3, key_size=1024)  # error: short-key


def sign(key, data):
    return key.sign(data, padding.PKCS1v15(), hashes.MD5())  # error: weak-hash


def read_token(token):
    return jwt.decode(token, JWT_KEY, algorithms=["HS256", "none"])  # error: jwt-none-algorithm


def token_user(token):
    return jwt.decode(token, options={"verify_signature": False, "verify_exp": False})["sub"]  # error: jwt-not-verified


def write_token(user):
    payload = {"sub": user, "exp": datetime.datetime.utcnow() + datetime.timedelta(hours=1)}
    return jwt.encode(payload, "desk-key", algorithm="HS256")  # error: secret-key-constant


@app.post("/login")
def login():
    reply = make_response(redirect("/"))
    reply.set_cookie("session_token", new_session_token(), max_age=3600)  # error: cookie-without-httponly error: cookie-without-secure
    reply.set_cookie("remember_token", secrets.token_hex(), secure=True, httponly=True, samesite="Strict")
    reply.set_cookie("lang", "de")
    return reply


@app.get("/feed")
def feed():
    reply = Response("{}", mimetype="application/json")
    reply.headers["Access-Control-Allow-Origin"] = "*"  # error: cors-any-origin
    reply.headers["X-Frame-Options"] = "ALLOWALL"  # error: disabled-security-header
    return reply


def restore(path):
    with tarfile.open(path, "r:gz") as backup:
        backup.extractall("/srv/desk")  # error: archive-extract-all


def settings(path):
    with open(path) as source:
        return yaml.load(source, Loader=yaml.Loader)  # error: unsafe-yaml-load


def lock():
    with open(os.path.join("/tmp", "desk.lock"), "w") as out:  # error: insecure-temp-file
        out.write(str(os.getpid()))
    os.chmod("/srv/desk/queue", 0o777)  # error: world-writable-file


def remote(host):
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())  # error: ssh-host-key-unchecked
    client.connect(host, username="desk", password="D3sk-Passw0rd")  # error: hardcoded-credential
    return client


def by_mail(mail):
    db = sqlite3.connect("desk.db")
    return db.execute("SELECT * FROM users WHERE mail = '%s'" % mail).fetchone()  # error: sql-injection


if __name__ == "__main__":
    app.run("0.0.0.0", 8080, debug=True)  # error: debug-on error: bind-all-interfaces
