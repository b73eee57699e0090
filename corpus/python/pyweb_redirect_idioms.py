"""Redirect targets and the checks that people write for them."""

import re
from urllib.parse import quote, unquote, urlencode, urljoin, urlparse, urlsplit, urlunsplit

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect as django_redirect
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from flask import Flask, Response, abort, jsonify, make_response, redirect, request, session, url_for
from werkzeug.exceptions import NotFound

app = Flask(__name__)
ALLOWED_HOSTS = {"shop.example.org", "www.example.org"}
PAGES = {"home": "/", "cart": "/cart", "help": "https://help.example.org/"}
LOCAL = re.compile(r"^/[a-z0-9/_-]*$")
LOCAL_PATH = re.compile(r"/(?!/)[\w/-]*")


def is_safe(target):
    host = urlparse(request.host_url).netloc
    parts = urlparse(urljoin(request.host_url, target))
    return parts.scheme in ("http", "https") and parts.netloc == host


def safe_next(default="/"):
    target = request.args.get("next", default)
    return target if is_safe(target) else default


def unchecked_next(default="/"):
    return request.args.get("next", default)


@app.get("/a")
def by_helper():
    return redirect(safe_next())


@app.get("/b")
def by_unchecked_helper():
    return redirect(unchecked_next())  # error: open-redirect


@app.get("/c")
def by_host():
    target = request.args.get("next", "")
    if urlparse(target).netloc not in ALLOWED_HOSTS:
        abort(400)
    return redirect(target)


@app.get("/d")
def by_suffix():
    target = request.args.get("next", "")
    if urlparse(target).netloc.endswith("example.org"):
        return redirect(target)  # error: open-redirect
    return redirect("/")


@app.get("/e")
def by_dotted_suffix():
    target = request.args.get("next", "")
    host = urlparse(target).hostname or ""
    if host == "example.org" or host.endswith(".example.org"):
        return redirect(target)
    return redirect("/")


@app.get("/f")
def by_prefix():
    target = request.args.get("next", "")
    if target.startswith("https://shop.example.org"):
        return redirect(target)  # error: open-redirect
    return redirect("/")


@app.get("/g")
def by_slashed_prefix():
    target = request.args.get("next", "")
    if target.startswith("https://shop.example.org/"):
        return redirect(target)
    return redirect("/")


@app.get("/h")
def by_word():
    target = request.args.get("next", "")
    if "example.org" in target:
        return redirect(target)  # error: open-redirect
    return redirect("/")


@app.get("/i")
def by_table():
    return redirect(PAGES.get(request.args.get("page"), "/"))


@app.get("/j")
def by_table_fallback():
    page = request.args.get("page", "")
    return redirect(PAGES.get(page, page))  # error: open-redirect


@app.get("/k")
def by_pattern():
    target = request.args.get("next", "/")
    if LOCAL_PATH.fullmatch(target):
        return redirect(target)
    return redirect("/")


@app.get("/l")
def by_loose_pattern():
    target = request.args.get("next", "/")
    if LOCAL.match(target):
        return redirect(target)  # error: open-redirect
    return redirect("/")


@app.get("/m")
def by_path_only():
    parts = urlsplit(request.args.get("next", "/"))
    return redirect(urlunsplit(("", "", "/" + parts.path.lstrip("/"), parts.query, "")))


@app.get("/n")
def by_route():
    return redirect(url_for("by_table", page=request.args.get("page")))


@app.get("/o")
def by_anchor():
    return redirect(url_for("by_table") + "#" + request.args.get("tab", ""))


@app.get("/p")
def by_query():
    return redirect("/search?" + urlencode({"q": request.args.get("q", "")}))


@app.get("/q")
def by_encoded_path():
    return redirect("/items/" + quote(request.args["item"]))


@app.get("/r")
def by_joined():
    return redirect(urljoin("https://shop.example.org/", request.args["path"]))  # error: open-redirect


@app.get("/s")
def by_session():
    session["next"] = request.args.get("next")
    return redirect(url_for("by_table"))


@app.get("/t")
def by_response():
    return Response("", status=302, headers={"Location": request.args["next"]})  # error: open-redirect


@app.get("/u")
def by_tuple():
    return "", 302, {"Location": request.args["next"]}  # error: open-redirect


@app.get("/v")
def by_tuple_local():
    return "", 302, {"Location": "/items/" + quote(request.args["item"], safe="")}


@app.get("/w")
def by_refresh():
    return '<meta http-equiv="refresh" content="0;url=%s">' % quote(request.args["item"], safe="")


@app.get("/x")
def by_slash():
    return redirect("/" + request.args["next"])  # error: open-redirect


@app.get("/y")
def by_equality():
    target = request.args.get("next")
    if target == "/home" or target == "/cart":
        return redirect(target)
    if target in ("/a", "/b"):
        return redirect(target)
    raise NotFound()


@app.get("/z")
def by_exception():
    target = unquote(request.args.get("next", ""))
    try:
        if not is_safe(target):
            raise ValueError(target)
    except ValueError:
        return jsonify(error="bad target"), 400
    return redirect(target, code=303)


def view_next(request):
    target = request.GET.get("next")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return HttpResponse(status=400)
    return HttpResponseRedirect(target)


def view_named(request, name):
    try:
        return django_redirect(reverse(name))
    except NoReverseMatch:
        return django_redirect("home")


def view_resolved(request):
    return HttpResponseRedirect(resolve_url(request.GET.get("next", "/")))  # error: open-redirect


def view_header(request):
    response = HttpResponse(status=302)
    response["Location"] = request.GET["to"]  # error: open-redirect
    return response


def view_same_page(request):
    return HttpResponseRedirect(request.get_full_path())
