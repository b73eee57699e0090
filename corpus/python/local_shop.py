"""The shop's public pages and its small back office."""
import os

import requests
from flask import Flask, jsonify, make_response, redirect, render_template, request, session
from flask_cors import CORS
from flask_wtf.csrf import CSRFProtect
from jinja2 import Environment, FileSystemLoader, select_autoescape
from markupsafe import Markup

from shop.models import Customer, Order
from shop.mail import deliver

app = Flask(__name__)
app.config.from_mapping(
    SECRET_KEY=os.environ["SHOP_SECRET"],
    SESSION_COOKIE_SAMESITE="Lax",
    SESSION_COOKIE_SECURE=True,
)
app.config["SESSION_COOKIE_HTTPONLY"] = False  # error: cookie-without-httponly
csrf = CSRFProtect(app)
CORS(app, origins=["https://shop.example.org"], supports_credentials=True)

feed = Flask("feed")
CORS(feed, origins="*", supports_credentials=True)  # error: cors-any-origin-with-credentials

mails = Environment(loader=FileSystemLoader("mails"), autoescape=select_autoescape(["html"]))
invoices = Environment(loader=FileSystemLoader("invoices"), autoescape=False)  # error: autoescape-off
EDITABLE = ("name", "street", "city", "newsletter")


class Config:
    DEBUG = False
    WTF_CSRF_ENABLED = True


class TestConfig(Config):
    DEBUG = True
    WTF_CSRF_ENABLED = False


@app.post("/login")
def login():
    customer = Customer.authenticate(request.form["email"], request.form["password"])
    if customer is None:
        return render_template("login.html", failed=True), 401
    response = make_response(redirect("/account"))
    response.set_cookie("auth_token", customer.token(), secure=True, samesite="Lax")  # error: cookie-without-httponly
    response.set_cookie("refresh_token", customer.refresh(), httponly=True, secure=True, samesite="Strict")
    response.set_cookie("cart_count", str(customer.cart.count), samesite="Lax")
    return response


@app.post("/remember")
def remember():
    response = make_response("", 204)
    options = {"httponly": True, "samesite": "Lax"}
    response.set_cookie("remember_me", session["remember"], max_age=86400, **options)  # error: cookie-without-secure
    return response


@app.post("/account")
def account():
    customer = Customer.current()
    for field in EDITABLE:
        if field in request.form:
            setattr(customer, field, request.form[field])
    customer.save()
    return redirect("/account")


@app.patch("/account")
def patch_account():
    customer = Customer.current()
    for field, value in request.get_json().items():
        setattr(customer, field, value)  # error: mass-assignment
    customer.save()
    return jsonify(ok=True)


@app.get("/orders/<int:number>")
def order(number):
    found = Order.get(number)
    note = Markup("<p>{}</p>").format(found.note)
    label = Markup("<b>" + found.label + "</b>")  # error: dangerous-html-api
    return render_template("order.html", order=found, note=note, label=label)


@csrf.exempt
@app.post("/hooks/payment")
def payment_hook():
    Order.paid(request.headers["X-Signature"], request.get_data())
    return "", 204


@csrf.exempt  # error: csrf-off
@app.post("/account/delete")
def delete_account():
    Customer.current().delete()
    return redirect("/")


def stock(sku):
    answer = requests.get(f"https://stock.internal/{int(sku)}", verify="/etc/ssl/internal.pem", timeout=3)
    return answer.json()


def supplier_prices():
    return requests.get("https://supplier.example.net/prices", verify=False, timeout=9).json()  # error: tls-verification-off


def send_invoice(found):
    deliver(found.email, invoices.get_template("invoice.txt").render(order=found))


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=8000, debug=True)  # error: debug-on  # error: bind-all-interfaces
