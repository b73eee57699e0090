import csv
import io
import json
import os
import re
import sys
import traceback
import tempfile
import xml.etree.ElementTree as ET
from flask import Flask, Response, request, send_file, stream_with_context
from lxml import etree
import pandas as pd
import openpyxl
import plistlib
import configparser
import tomllib
import jwt
import importlib.util
import numpy as np
import keras
import torch
import yaml
import hmac
import pickle

app = Flask(__name__)
PLUGINS = {"a": "plugins.a", "b": "plugins.b"}


def import_plugin(name):
    return __import__(name)  # error: code-injection


@app.get("/1")
def one():
    n = request.args["n"]
    globals()[n]()
    import_plugin(PLUGINS[n])
    import_plugin(n)
    spec = importlib.util.spec_from_file_location("m", "/srv/plugins/" + n)  # error: path-traversal
    getattr(sys.modules[__name__], n)()
    eval(f"lambda x: x + {n}")  # error: code-injection
    eval("x", {"x": n})
    exec("print(x)", {"x": n})
    exec(open("/srv/conf.py").read(), {"n": n})
    return ""


@app.post("/2")
def two():
    raw = request.get_data()
    plistlib.loads(raw)
    tomllib.loads(raw.decode())
    cp = configparser.ConfigParser()
    cp.read_string(raw.decode())
    os.system(cp["a"]["cmd"])  # error: command-injection
    jwt.decode(raw, "key", algorithms=["HS256"])  # error: secret-key-constant
    openpyxl.load_workbook(io.BytesIO(raw))
    pd.read_csv(io.StringIO(raw.decode())).query("a > 1")
    yaml.load(raw, yaml.FullLoader)
    yaml.load(raw, Loader=yaml.CLoader)  # error: unsafe-deserialization
    np.loadtxt(io.BytesIO(raw))
    keras.models.load_model(request.files["m"])  # error: unsafe-deserialization
    torch.load(request.files["m"])  # error: unsafe-deserialization
    sig, _, body = raw.partition(b".")
    return ""


@app.get("/3")
def three():
    def rows():
        out = io.StringIO()
        w = csv.writer(out)
        for n in request.args.getlist("n"):
            w.writerow([n])
            yield out.getvalue()

    return Response(stream_with_context(rows()), mimetype="text/csv")


@app.get("/4")
def four():
    out = io.StringIO()
    w = csv.writer(out)
    w.writerow([request.args["n"]])
    return out.getvalue()  # error: xss


@app.get("/5")
def five():
    try:
        do(request.args["n"])
    except Exception:
        return "<pre>" + traceback.format_exc() + "</pre>"  # error: xss
    return ""


def do(n):
    raise KeyError("no " + n)


@app.get("/6")
def six():
    p = request.args["p"]
    s = pd.Series(["a"])
    s.str.contains(p)  # error: regex-injection
    s.str.contains(p, regex=False)
    s.str.replace(p, "", regex=True)  # error: regex-injection
    re.compile(r"\b%s\b" % re.escape(p))
    re.compile(r"\b%s\b" % p)  # error: regex-injection
    re.split(p, "abc")  # error: regex-injection
    any(re.match(x, "abc") for x in request.args.getlist("p"))  # error: regex-injection
    return ""


@app.post("/7")
def seven():
    doc = etree.fromstring(request.data)  # error: xml-external-entities
    root = ET.fromstring(request.data)
    name = root.findtext("name")
    os.system("x " + name)  # error: command-injection
    doc2 = etree.parse("static.xml")
    doc2.xpath("//a[@id=%s]" % name)  # error: xpath-injection
    doc2.xpath("//a[@id=%d]" % int(name))
    etree.XSLT(etree.parse("/srv/x.xsl"))(doc2, who=etree.XSLT.strparam(name))
    el = etree.SubElement(doc2.getroot(), "a")
    el.text = name
    return Response(etree.tostring(doc2), mimetype="application/xml")


@app.get("/8")
def eight():
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as f:
        f.write(request.args["n"])
        f.flush()
        os.system("wc " + f.name)
    return send_file(io.BytesIO(request.args["n"].encode()), mimetype="text/plain")


@app.get("/9")
def nine():
    name = request.args["fmt"]
    user = object()
    return name.format(user=user)  # error: template-injection  # error: xss


@app.get("/10")
def ten():
    return "<p>{0.args}</p>".format(request).upper()  # error: xss
