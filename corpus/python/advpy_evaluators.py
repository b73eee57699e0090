import ast
import json
import math
import operator
import re
import jinja2
from flask import Flask, request, render_template_string, render_template, jsonify

app = Flask(__name__)
OPS = {"add": operator.add, "sub": operator.sub}
env = jinja2.Environment(autoescape=True)
PATTERNS = {"num": r"\d+", "word": r"\w+"}


class Calculator:
    def add(self, a, b):
        return a + b


@app.route("/re")
def regexes():
    q = request.args["q"]
    text = request.args["text"]
    re.search(q, "some text")  # error: regex-injection
    re.compile("^" + q)  # error: regex-injection
    re.search(re.escape(q), text)
    re.findall(r"\w+", q)
    re.compile(PATTERNS.get(q, ".*")).match(text)
    re.sub(r"\s+", q, text)
    if q.isalnum():
        re.match(q, text)
    return ""


@app.route("/code")
def code():
    expr = request.args["e"]
    a = eval(expr)  # error: code-injection
    exec("x = " + expr)  # error: code-injection
    b = ast.literal_eval(expr)
    c = json.loads(expr)
    d = OPS[request.args["op"]](1, 2)
    e = eval("1 + " + str(int(expr)))
    f = eval(expr, {"__builtins__": {}})  # error: code-injection
    g = getattr(Calculator(), "add")(1, 2)
    h = eval(compile(expr, "<s>", "eval"))  # error: code-injection
    if expr in ("1+1", "2+2"):
        i = eval(expr)
    __import__(request.args["m"])  # error: code-injection
    return jsonify(1)


@app.route("/t1")
def t1():
    return render_template_string("<h1>" + request.args["n"] + "</h1>")  # error: template-injection


@app.route("/t2")
def t2():
    return render_template_string("<h1>{{ n }}</h1>", n=request.args["n"])


@app.route("/t3")
def t3():
    return render_template("page.html", n=request.args["n"])


@app.route("/t4")
def t4():
    tpl = env.from_string(request.args["t"])  # error: template-injection
    return tpl.render()


@app.route("/t5")
def t5():
    return env.from_string("<b>{{ x }}</b>").render(x=request.args["x"])


@app.route("/t6")
def t6():
    return jinja2.Template("<b>{{ x }}</b>").render(x=request.args["x"])  # error: xss


@app.route("/t7")
def t7():
    return jinja2.Template(f"Hello {request.args['x']}").render()  # error: template-injection


@app.route("/t8")
def t8():
    template = "<p>Hi %s</p>" % int(request.args["x"])
    return render_template_string(template)


@app.route("/t9")
def t9():
    from html import escape
    return render_template_string("<p>" + escape(request.args["x"]) + "</p>")  # error: template-injection


@app.route("/t10")
def t10():
    return render_template_string("{{ x|safe }}", x=request.args["x"])  # error: xss
