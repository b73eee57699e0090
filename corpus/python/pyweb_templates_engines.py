"""Template engines used directly."""

import string

import jinja2
import mako.template
from chameleon import PageTemplate
from django.template import engines
from flask import Flask, request
from jinja2 import DictLoader, Environment, FileSystemLoader, PackageLoader, Template, select_autoescape
from jinja2.sandbox import SandboxedEnvironment
from mako.lookup import TemplateLookup
from markupsafe import Markup, escape

app = Flask(__name__)
escaping = Environment(loader=FileSystemLoader("templates"), autoescape=select_autoescape(["html", "xml"]))
always = jinja2.Environment(loader=PackageLoader("shop"), autoescape=True)
MAIL = "<p>Dear {{ name }}</p>"
lookup = TemplateLookup(directories=["templates"], default_filters=["h"])


@app.route("/a")
def by_name():
    return escaping.get_template("hello.html").render(name=request.args["name"])


@app.route("/b")
def from_string():
    return always.from_string(MAIL).render(name=request.args["name"])


@app.route("/c")
def template_of_user():
    return always.from_string(request.args["layout"]).render(name="you")  # error: template-injection


@app.route("/d")
def jinja_class():
    return Template(MAIL).render(name=request.args["name"])  # error: xss


@app.route("/e")
def jinja_class_escaped():
    return Template(MAIL, autoescape=True).render(name=request.args["name"])


@app.route("/f")
def jinja_class_by_hand():
    return Template(MAIL).render(name=escape(request.args["name"]))


@app.route("/g")
def jinja_source():
    source = "<p>Dear " + request.args["name"] + "</p>"
    return Template(source).render()  # error: template-injection


@app.route("/h")
def mako_plain():
    return mako.template.Template("<p>${name}</p>").render(name=request.args["name"])  # error: xss


@app.route("/i")
def mako_filtered():
    page = mako.template.Template("<p>${name}</p>", default_filters=["h"])
    return page.render(name=request.args["name"])


@app.route("/j")
def mako_looked_up():
    return lookup.get_template("hello.mako").render(name=request.args["name"])


@app.route("/k")
def mako_source():
    return mako.template.Template(request.args["layout"]).render()  # error: template-injection


@app.route("/l")
def chameleon_page():
    return PageTemplate("<p>${name}</p>")(name=request.args["name"])


@app.route("/m")
def chameleon_source():
    return PageTemplate(request.args["layout"])()  # error: template-injection


@app.route("/n")
def string_template():
    return string.Template("<p>$name</p>").substitute(name=request.args["name"])  # error: xss


@app.route("/o")
def string_template_safe():
    return string.Template("<p>$name</p>").safe_substitute(name=escape(request.args["name"]))


@app.route("/p")
def str_format():
    return "<p>{name}</p>".format(name=request.args["name"])  # error: xss


@app.route("/q")
def str_format_map():
    return "<p>{name}</p>".format_map({"name": escape(request.args["name"])})


@app.route("/r")
def django_engine():
    return engines["django"].from_string(request.args["layout"]).render({})  # error: template-injection


@app.route("/s")
def sandboxed():
    return SandboxedEnvironment(autoescape=True).from_string("{{ name }}").render(name=request.args["name"])


@app.route("/t")
def chosen():
    layouts = {"short": "<p>{{ name }}</p>", "long": "<h1>Dear {{ name }}</h1>"}
    layout = layouts.get(request.args["layout"], layouts["short"])
    return always.from_string(layout).render(name=request.args["name"])


@app.route("/u")
def marked():
    return always.from_string(MAIL).render(name=Markup(request.args["name"]))  # error: xss
