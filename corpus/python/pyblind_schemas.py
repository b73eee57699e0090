import subprocess
import requests
from flask import Flask, request, jsonify, abort, make_response
from marshmallow import Schema, fields, validate, ValidationError, EXCLUDE
from pydantic import BaseModel, ValidationError as PydanticError
from webargs import fields as wf
from webargs.flaskparser import use_args, use_kwargs, parser
import jsonschema
from sqlalchemy import create_engine, text

app = Flask(__name__)
engine = create_engine("sqlite://")


class OrderSchema(Schema):
    name = fields.Str(required=True)
    count = fields.Int()
    when = fields.DateTime()
    kind = fields.Str(validate=validate.OneOf(["a", "b"]))
    site = fields.Url()
    code = fields.Str(validate=validate.Regexp(r"^[a-z]+\Z"))


class Order(BaseModel):
    name: str
    count: int
    tags: list[str] = []
    address: "Address | None" = None


class Address(BaseModel):
    street: str
    zip: int


@app.post("/order")
def order():
    data = OrderSchema().load(request.get_json())
    with engine.connect() as c:
        c.execute(text("SELECT * FROM o WHERE n = '" + data["name"] + "'"))  # error: sql-injection
        c.execute(text("SELECT * FROM o LIMIT %s" % data["count"]))
        c.execute(text("SELECT * FROM o WHERE k = '%s'" % data["kind"]))
        c.execute(text("SELECT * FROM o WHERE c = '%s'" % data["code"]))
    requests.get(data["site"])  # error: ssrf
    return jsonify(data)


@app.post("/order2")
@use_args({"name": wf.Str(required=True), "count": wf.Int()}, location="json")
def order2(args):
    subprocess.run("order " + args["name"], shell=True)  # error: command-injection
    subprocess.run("order %d" % args["count"], shell=True)
    return ""


@app.get("/order3")
@use_kwargs({"name": wf.Str(), "count": wf.Int(load_default=1)}, location="query")
def order3(name, count):
    subprocess.run("order " + name, shell=True)  # error: command-injection
    return ""


@app.get("/order4")
def order4():
    args = parser.parse({"name": wf.Str()}, request, location="query")
    return "<p>" + args["name"] + "</p>"  # error: xss


@app.post("/order5")
def order5():
    try:
        o = Order(**request.get_json())
    except PydanticError as e:
        return jsonify(e.errors()), 422
    subprocess.run(f"order {o.name}", shell=True)  # error: command-injection
    subprocess.run(f"order {o.count}", shell=True)
    for t in o.tags:
        subprocess.run(f"order {t}", shell=True)  # error: command-injection
    return make_response("<p>%s</p>" % o.address.street)  # error: xss


@app.post("/order6")
def order6():
    o = Order.model_validate(request.json)
    subprocess.run(["order", o.name, str(o.count)])
    subprocess.run("order " + o.model_dump()["name"], shell=True)  # error: command-injection
    body = request.get_json()
    jsonschema.validate(body, {"type": "object", "properties": {"name": {"type": "string"}}})
    return "<p>" + body["name"] + "</p>"  # error: xss
