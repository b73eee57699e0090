"""Calculations, plug-ins and templates that users choose."""
import ast
import code
import importlib
import operator
import timeit
from string import Template

import numexpr
import numpy as np
import pandas as pd
from flask import Flask, jsonify, request
from jinja2 import Environment, Template as JinjaTemplate
from jinja2.sandbox import SandboxedEnvironment
from mako.template import Template as MakoTemplate

app = Flask(__name__)
OPERATIONS = {"add": operator.add, "sub": operator.sub}
PLUGINS = {"csv": "shop.plugins.csv", "xml": "shop.plugins.xml"}
env = Environment(autoescape=True)


class Report:
    def run_daily(self):
        return "daily"

    def run_weekly(self):
        return "weekly"


@app.get("/eval")
def evaluate():
    expr = request.args["expr"]
    eval(expr)  # error: code-injection
    eval(expr, {"__builtins__": {}}, {})  # error: code-injection
    ast.literal_eval(expr)
    exec("result = " + expr)  # error: code-injection
    exec(compile(expr, "<user>", "eval"))  # error: code-injection
    tree = ast.parse(expr, mode="eval")
    isinstance(tree.body, ast.Constant)
    eval("2 + %d" % int(expr))
    left, right = float(request.args["a"]), float(request.args["b"])
    eval(f"{left} * {right}")
    OPERATIONS[request.args["op"]](left, right)
    if expr in ("1 + 1", "2 + 2"):
        eval(expr)
    return jsonify({})


@app.get("/import")
def imports():
    name = request.args["name"]
    importlib.import_module(name)  # error: code-injection
    importlib.import_module("shop.plugins." + name)  # error: code-injection
    importlib.import_module(PLUGINS[name])
    importlib.import_module(PLUGINS.get(name, "shop.plugins.csv"))
    __import__(name)  # error: code-injection
    module = name
    if not module.isidentifier():
        return jsonify({}), 400
    getattr(Report(), "run_" + module)()
    return jsonify({})


@app.get("/interactive")
def interactive():
    line = request.args["line"]
    code.InteractiveInterpreter().runsource(line)  # error: code-injection
    timeit.timeit(line, number=1)  # error: code-injection
    timeit.timeit("sum(range(10))", number=int(request.args["n"]))
    return jsonify({})


@app.get("/frames")
def frames():
    expr = request.args["expr"]
    df = pd.read_csv("sales.csv")
    df.query("price > @limit", local_dict={"limit": expr})
    df.query("price > " + expr)  # error: code-injection
    df.eval("total = " + expr)  # error: code-injection
    pd.eval(expr)  # error: code-injection
    df[df["price"] > float(expr)]
    numexpr.evaluate(expr)  # error: code-injection
    numexpr.evaluate("a * b", local_dict={"a": np.array([1]), "b": np.array([2])})
    df.apply(lambda row: row["price"] * 2, axis=1)
    return jsonify({})


@app.get("/templates")
def templates():
    text, name = request.args["text"], request.args["name"]
    JinjaTemplate(text).render(name="x")  # error: template-injection
    JinjaTemplate("Hello {{ name }}", autoescape=True).render(name=name)
    env.from_string("Dear " + name + ", {{ body }}").render(body="")  # error: template-injection
    env.from_string("Dear {{ name }}").render(name=name)
    MakoTemplate(text).render()  # error: template-injection
    MakoTemplate("hi ${name | h}").render(name=name)
    Template("hi $name").substitute(name=name)
    Template(text).safe_substitute(name="x")
    SandboxedEnvironment().from_string("Hi {{ name }}").render(name=name)
    return jsonify({})


@app.get("/formats")
def formats():
    account = Report()
    text = request.args["text"]
    "{a.run_daily}".format(a=account)
    text.format(a=account)  # error: template-injection
    text.format_map({"a": account})  # error: template-injection
    "{}".format(text)
    return jsonify({})


@app.get("/branches")
def branches():
    expr = request.args["expr"]
    values = {"mode": "fixed", "expr": expr}
    eval(values["mode"])
    eval(values["expr"])  # error: code-injection
    stack = ["1 + 1", expr, "3"]
    stack.pop(0)
    eval(stack[1])
    eval(stack[0])  # error: code-injection
    match request.args["kind"]:
        case "square":
            formula = "x * x"
        case "cube":
            formula = "x ** 3"
        case _:
            formula = expr
    eval(formula, {"x": 2})  # error: code-injection
    return jsonify({})
