"""Pages that are rendered elsewhere: a template that is named escapes what it is given, text that is put together does not."""
from flask import Blueprint, request

from shop.pages import decorate, render, render_page, render_text
from shop.store import Orders

pages = Blueprint("pages", __name__)
orders = Orders()


@pages.get("/orders/<key>")
def order(key):
    if not orders.has(key):
        return render_page("orders/missing", "There is no order " + key + ".")
    return render.order(orders.get(key), key)


@pages.get("/denied/<key>")
def denied(key):
    return render.permission_denied("/orders/" + key, message="You may not see " + key)


@pages.get("/plain/<key>")
def plain(key):
    return "There is no order " + key  # error: xss


@pages.get("/wrapped/<key>")
def wrapped(key):
    return decorate("<b>" + key + "</b>")  # error: xss


@pages.get("/text")
def text():
    return render_text("<p>" + request.args["text"] + "</p>")  # error: xss


@pages.get("/search")
def search():
    term = request.args.get("q", "")
    if not term:
        return render_page("search/empty")
    found = orders.search(term)
    page = render_page("search/results", found, term)
    return page + f"<p>Results for {term}</p>"  # error: xss


@pages.post("/orders/<key>/note")
def note(key):
    orders.annotate(key, request.form["note"])
    return render_page("orders/note", note=request.form["note"])
