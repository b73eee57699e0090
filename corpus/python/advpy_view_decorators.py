from functools import wraps
from flask import Flask, request, jsonify, abort, current_app
import os

app = Flask(__name__)


def require_param(name):
    def decorator(f):
        @wraps(f)
        def inner(*args, **kwargs):
            value = request.args.get(name)
            if value is None:
                abort(400)
            return f(value, *args, **kwargs)
        return inner
    return decorator


def require_alnum(name):
    def decorator(f):
        @wraps(f)
        def inner(*args, **kwargs):
            value = request.args.get(name, "")
            if not value.isalnum():
                abort(400)
            return f(value, *args, **kwargs)
        return inner
    return decorator


@app.route("/a")
@require_param("host")
def a(host):
    os.system("ping " + host)  # error: command-injection
    return "ok"


@app.route("/b")
@require_alnum("host")
def b(host):
    os.system("ping " + host)
    return "ok"


def admin_only(f):
    @wraps(f)
    def wrapper(*a, **k):
        if request.headers.get("X-Admin") != current_app.config["ADMIN"]:
            abort(403)
        return f(*a, **k)
    return wrapper


@app.route("/c/<path:name>")
@admin_only
def c(name):
    os.system("ls " + name)  # error: command-injection
    return "ok"
