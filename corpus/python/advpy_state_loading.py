import base64
import hmac
import json
import marshal
import os
import pickle
import shelve
import yaml
from flask import Flask, request, jsonify, abort
import dill
import jsonpickle

app = Flask(__name__)
KEY = os.environ["KEY"].encode()


@app.route("/1", methods=["POST"])
def one():
    return jsonify(pickle.loads(request.data))  # error: unsafe-deserialization


@app.route("/2")
def two():
    raw = base64.b64decode(request.cookies["state"])
    return jsonify(pickle.loads(raw))  # error: unsafe-deserialization


@app.route("/3", methods=["POST"])
def three():
    return jsonify(yaml.load(request.data, Loader=yaml.Loader))  # error: unsafe-deserialization


@app.route("/4", methods=["POST"])
def four():
    a = yaml.safe_load(request.data)
    b = yaml.load(request.data, Loader=yaml.SafeLoader)
    c = json.loads(request.data)
    return jsonify(a, b, c)


@app.route("/6", methods=["POST"])
def six():
    dill.loads(request.get_data())  # error: unsafe-deserialization
    jsonpickle.decode(request.get_data(as_text=True))  # error: unsafe-deserialization
    pickle.load(request.files["f"])  # error: unsafe-deserialization
    return ""


@app.route("/7")
def seven():
    blob = pickle.dumps({"q": request.args["q"]})
    return jsonify(pickle.loads(blob))


@app.route("/8")
def eight():
    with open("model.pkl", "rb") as fh:
        model = pickle.load(fh)
    return jsonify(model.predict(request.args["x"]))


@app.route("/9", methods=["POST"])
def nine():
    class Restricted(pickle.Unpickler):
        def find_class(self, module, name):
            raise pickle.UnpicklingError("forbidden")
    import io
    return jsonify(Restricted(io.BytesIO(request.data)).load())
