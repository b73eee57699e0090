import ast
import base64
import code
import dill
import importlib
import io
import json
import marshal
import operator
import pickle
import re
import runpy
import types
import zlib
import joblib
import jsonpickle
import numpy as np
import pandas as pd
import sympy
import tornado.web
import torch
import yaml
from jinja2 import Template
from RestrictedPython import compile_restricted, safe_globals
from simpleeval import simple_eval
from ruamel.yaml import YAML
import srsly
import cachelib
import redis

r = redis.Redis()
ALLOWED = {"sum": sum, "max": max}
OPS = {ast.Add: operator.add, ast.Mult: operator.mul}


def calc(node):
    if isinstance(node, ast.BinOp):
        return OPS[type(node.op)](calc(node.left), calc(node.right))
    if isinstance(node, ast.Constant):
        return node.value
    raise ValueError


class Handler(tornado.web.RequestHandler):
    def get(self):
        expr = self.get_argument("expr")
        self.finish({"v": eval(expr)})  # error: code-injection
        calc(ast.parse(expr, mode="eval").body)
        simple_eval(expr)
        sympy.sympify(expr)  # error: code-injection
        ast.literal_eval(expr)
        eval(compile(expr, "<x>", "eval"), {"__builtins__": None})  # error: code-injection
        exec("x = " + json.dumps(expr))
        exec("x = %r" % expr)
        exec("x = '%s'" % expr)  # error: code-injection
        types.FunctionType(compile(expr, "x", "exec"), {})  # error: code-injection
        fn = ALLOWED.get(expr)
        if fn:
            fn([1])
        runpy.run_path(expr)  # error: code-injection
        code.InteractiveConsole().push(expr)  # error: code-injection
        df = pd.DataFrame()
        df.query("a == @expr")
        df.query(f"a == '{expr}'")  # error: code-injection
        df.eval(expr)  # error: code-injection
        df[df["a"] == expr]
        if re.fullmatch(r"[0-9+*/ ().-]+", expr):
            eval(expr)
        if expr in ("a", "b"):
            eval(expr)
        Template(expr).render()  # error: template-injection

    def post(self):
        body = self.request.body
        pickle.loads(body)  # error: unsafe-deserialization
        pickle.loads(zlib.decompress(base64.b64decode(body)))  # error: unsafe-deserialization
        pickle.load(io.BytesIO(body))  # error: unsafe-deserialization
        dill.loads(body)  # error: unsafe-deserialization
        marshal.loads(body)  # error: unsafe-deserialization
        jsonpickle.decode(body.decode())  # error: unsafe-deserialization
        joblib.load(io.BytesIO(body))  # error: unsafe-deserialization
        torch.load(io.BytesIO(body), map_location="cpu", weights_only=True)
        np.load(io.BytesIO(body), allow_pickle=False)
        np.load(io.BytesIO(body), allow_pickle=True)  # error: unsafe-deserialization
        yaml.load(body, Loader=yaml.Loader)  # error: unsafe-deserialization
        yaml.load(body, yaml.SafeLoader)
        yaml.safe_load(body)
        yaml.load_all(body, Loader=yaml.UnsafeLoader)  # error: unsafe-deserialization
        YAML().load(body)
        json.loads(body)
        pd.read_pickle(io.BytesIO(body))  # error: unsafe-deserialization
        pd.read_json(io.BytesIO(body))
        pickle.loads(r.get("k"))  # error: unsafe-deserialization
        pickle.loads(pickle.dumps({"a": body}))
        u = pickle.Unpickler(io.BytesIO(body))  # error: unsafe-deserialization
        u.load()
