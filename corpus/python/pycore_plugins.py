"""Plug-ins, filters and reports by configuration."""
import ast
import base64
import importlib
import json
import operator
import os
import pickle
import types

import yaml
from flask import Flask, abort, jsonify, request, session
from jinja2 import DictLoader, Environment, FileSystemLoader, select_autoescape

app = Flask(__name__)
REGISTRY = {}
ALLOWED = ("shop.reports.daily", "shop.reports.weekly")
ENV = Environment(loader=FileSystemLoader("templates"), autoescape=select_autoescape())
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub}


def register(name):
    def wrap(function):
        REGISTRY[name] = function
        return function

    return wrap


@register("double")
def double(value):
    return int(value) * 2


def calculate(node):
    if isinstance(node, ast.Expression):
        return calculate(node.body)
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.BinOp):
        return OPERATORS[type(node.op)](calculate(node.left), calculate(node.right))
    raise ValueError(node)


class Rule:
    def __init__(self, source):
        self.source = source

    def compiled(self):
        return compile(self.source, "<rule>", "eval")  # error: code-injection

    def check(self, value):
        return eval(self.source, {"value": value})  # error: code-injection

    @classmethod
    def parse(cls, text):
        return cls(ast.literal_eval(text))


class Report:
    def export_csv(self):
        return ""

    def export_json(self):
        return ""


@app.post("/calculate")
def calculating():
    text = request.form["text"]
    calculate(ast.parse(text, mode="eval"))
    REGISTRY[request.form["function"]](text)
    handler = getattr(Report(), f"export_{request.form['format']}", None)
    if handler is None:
        abort(404)
    handler()
    return jsonify({})


@app.post("/rules")
def rules():
    rule = Rule(request.form["rule"])
    rule.compiled()
    rule.check(3)
    Rule("value > 3").check(2)
    return jsonify({})


@app.post("/modules")
def modules():
    name = request.form["module"]
    if name not in ALLOWED:
        abort(400)
    importlib.import_module(name).run()
    other = request.form["other"]
    if other.startswith("shop.reports."):
        module = importlib.import_module(other)  # error: code-injection
        module.run()
    module = types.ModuleType("dynamic")
    exec(request.form["body"], module.__dict__)  # error: code-injection
    function = types.FunctionType(compile(request.form["fn"], "f", "exec"), {})  # error: code-injection
    function()
    return jsonify({})


@app.post("/letters")
def letters():
    ENV.get_template("letter.html").render(name=request.form["name"])
    ENV.from_string(request.form["template"]).render(name="x")  # error: template-injection
    overlay = Environment(loader=DictLoader({"letter": "Dear {{ name }}"}))  # error: autoescape-off
    overlay.get_template("letter").render(name=request.form["name"])
    custom = Environment(loader=DictLoader({"letter": request.form["template"]}))  # error: template-injection, error: autoescape-off
    custom.get_template("letter").render(name="x")
    greeting = "Dear %s, {{ body }}" % request.form["name"]
    ENV.from_string(greeting).render(body="x")  # error: template-injection
    return jsonify({})


@app.post("/settings")
def settings():
    config = yaml.safe_load(request.data)
    eval(config["formula"])  # error: code-injection
    size = int(config["size"])
    eval(f"list(range({size}))")
    state = json.loads(base64.b64decode(session.get("state", "e30=")))
    cookie = request.cookies.get("state", "")
    loaded = pickle.loads(base64.b64decode(cookie))  # error: unsafe-deserialization
    document = yaml.load(request.data, Loader=yaml.FullLoader)
    objects = yaml.load(request.data, Loader=yaml.Loader)  # error: unsafe-deserialization
    return jsonify([bool(state), bool(loaded), bool(document), bool(objects)])


@app.get("/dead")
def dead():
    expr = request.args["expr"]
    if False:
        eval(expr)
    while True:
        break
    safe = "1"
    eval(safe)
    if os.environ.get("TRUSTED") == "1":
        eval(expr)  # error: code-injection
    try:
        value = ast.literal_eval(expr)
    except (ValueError, SyntaxError):
        value = eval(expr)  # error: code-injection
    return jsonify(bool(value))
