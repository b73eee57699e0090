from flask import Flask, request, Response, make_response, jsonify, stream_with_context
import csv
import io
import json

app = Flask(__name__)


@app.route("/json")
def as_json():
    return json.dumps({"q": request.args["q"]}), 200, {"Content-Type": "application/json"}


@app.route("/json-html")
def json_as_html():
    return json.dumps({"q": request.args["q"]})  # error: xss


@app.route("/dict")
def as_dict():
    return {"q": request.args["q"]}


@app.route("/text")
def as_text():
    return Response(request.args["q"], mimetype="text/plain")


@app.route("/xml")
def as_svg():
    return Response("<svg>" + request.args["q"] + "</svg>", mimetype="image/svg+xml")  # error: xss


@app.route("/csv")
def as_csv():
    out = io.StringIO()
    csv.writer(out).writerow([request.args["q"]])
    response = make_response(out.getvalue())
    response.headers["Content-Type"] = "text/csv"
    return response


@app.route("/stream")
def as_stream():
    def generate():
        yield "<ul>"
        for item in request.args.getlist("i"):
            yield f"<li>{item}</li>"
        yield "</ul>"
    return Response(stream_with_context(generate()))  # error: xss


@app.route("/tuple")
def as_tuple():
    return "<p>" + request.args["q"] + "</p>", 404  # error: xss


@app.route("/callback")
def jsonp():
    cb = request.args["callback"]
    return Response(cb + "(" + json.dumps({"a": 1}) + ")", mimetype="application/javascript")


@app.route("/err")
def err():
    try:
        return jsonify(1 / int(request.args["n"]))
    except ZeroDivisionError:
        return "division by zero", 400
    except ValueError as e:
        return f"bad number: {type(e)}", 400
