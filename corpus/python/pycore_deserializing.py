"""States that come back from clients and queues."""
import base64
import io
import json
import marshal
import pickle
import shelve
import zlib
from pickle import Unpickler

import cloudpickle
import dill
import joblib
import jsonpickle
import numpy as np
import pandas as pd
import torch
import yaml
from flask import Flask, jsonify, request
from ruamel.yaml import YAML

app = Flask(__name__)


class Restricted(pickle.Unpickler):
    def find_class(self, module, name):
        raise pickle.UnpicklingError("nothing but plain data")


@app.post("/pickle")
def pickles():
    data = request.get_data()
    pickle.loads(data)  # error: unsafe-deserialization
    pickle.load(request.stream)  # error: unsafe-deserialization
    pickle.load(io.BytesIO(data))  # error: unsafe-deserialization
    pickle.loads(base64.b64decode(request.cookies["state"]))  # error: unsafe-deserialization
    pickle.loads(zlib.decompress(base64.urlsafe_b64decode(request.args["s"])))  # error: unsafe-deserialization
    Unpickler(io.BytesIO(data)).load()  # error: unsafe-deserialization
    dill.loads(data)  # error: unsafe-deserialization
    cloudpickle.loads(data)  # error: unsafe-deserialization
    marshal.loads(data)  # error: unsafe-deserialization
    jsonpickle.decode(request.form["state"])  # error: unsafe-deserialization
    json.loads(data)
    pickle.dumps(data)
    pickle.loads(pickle.dumps({"n": 1}))
    Restricted(io.BytesIO(data)).load()
    return jsonify({})


@app.post("/yaml")
def yamls():
    text = request.form["config"]
    yaml.load(text, Loader=yaml.Loader)  # error: unsafe-deserialization
    yaml.load(text, yaml.UnsafeLoader)  # error: unsafe-deserialization
    yaml.unsafe_load(text)  # error: unsafe-deserialization
    yaml.safe_load(text)
    yaml.load(text, Loader=yaml.SafeLoader)
    yaml.load(text, Loader=yaml.CSafeLoader)
    list(yaml.load_all(text, Loader=yaml.UnsafeLoader))  # error: unsafe-deserialization
    list(yaml.safe_load_all(text))
    YAML(typ="safe").load(text)
    YAML().load(text)
    YAML(typ="unsafe").load(text)  # error: unsafe-deserialization
    return jsonify({})


@app.post("/models")
def models():
    upload = request.files["model"]
    joblib.load(upload.stream)  # error: unsafe-deserialization
    torch.load(upload.stream, weights_only=False)  # error: unsafe-deserialization
    torch.load(upload.stream, weights_only=True)
    np.load(upload.stream, allow_pickle=True)  # error: unsafe-deserialization
    np.load(upload.stream)
    np.load(upload.stream, allow_pickle=False)
    pd.read_pickle(upload.stream)  # error: unsafe-deserialization
    pd.read_csv(upload.stream)
    shelve.open(request.form["shelf"])  # error: unsafe-deserialization
    return jsonify({})


class Session:
    def __init__(self, raw):
        self.raw = raw

    @property
    def decoded(self):
        return base64.b64decode(self.raw)

    def load(self):
        return pickle.loads(self.decoded)  # error: unsafe-deserialization

    def load_json(self):
        return json.loads(self.decoded)


@app.get("/session")
def session():
    state = Session(request.cookies.get("session"))
    state.load()
    state.load_json()
    try:
        loaded = json.loads(request.cookies["prefs"])
    except ValueError:
        loaded = pickle.loads(request.cookies["prefs"].encode())  # error: unsafe-deserialization
    return jsonify(bool(loaded))


def restore(kind, blob):
    loaders = {"json": json.loads, "yaml": yaml.safe_load}
    return loaders[kind](blob)


@app.get("/restore")
def restoring():
    restore("json", request.args["blob"])
    mode = "json"
    if mode == "json":
        state = json.loads(request.args["blob"])
    else:
        state = pickle.loads(request.args["blob"].encode())
    return jsonify(bool(state))
