from urllib.parse import urlparse, urljoin, urlsplit
from flask import Flask, redirect, request, url_for, abort, make_response

app = Flask(__name__)
PAGES = {"home": "/", "help": "/help"}


def is_safe_url(target):
    ref_url = urlparse(request.host_url)
    test_url = urlparse(urljoin(request.host_url, target))
    return test_url.scheme in ("http", "https") and ref_url.netloc == test_url.netloc


@app.route("/1")
def one():
    return redirect(request.args.get("next", "/"))  # error: open-redirect


@app.route("/2")
def two():
    target = request.args.get("next", "/")
    if not is_safe_url(target):
        return abort(400)
    return redirect(target)


@app.route("/3")
def three():
    target = request.args.get("next", "")
    if urlparse(target).netloc != "":
        target = "/"
    return redirect(target)


@app.route("/4")
def four():
    return redirect(PAGES.get(request.args.get("p"), "/"))


@app.route("/5")
def five():
    return redirect(url_for("profile", name=request.args["name"]))


@app.route("/6")
def six():
    return redirect("/users/" + request.args["name"])


@app.route("/7")
def seven():
    return redirect("/" + request.args["name"])  # error: open-redirect


@app.route("/8")
def eight():
    resp = make_response("", 302)
    resp.headers["Location"] = request.args["to"]  # error: open-redirect
    return resp


@app.route("/9")
def nine():
    target = request.args["to"]
    if target not in ("/a", "/b"):
        target = "/a"
    return redirect(target)


@app.route("/10")
def ten():
    return redirect("https://sso.example.com/login?next=" + request.args["to"])


@app.route("/11")
def eleven():
    return redirect("https://" + request.args["tenant"] + ".example.com/")  # error: open-redirect


@app.route("/12")
def twelve():
    target = request.args["to"]
    if target.startswith("/") and not target.startswith("//") and "\\" not in target:
        return redirect(target)
    return redirect("/")
