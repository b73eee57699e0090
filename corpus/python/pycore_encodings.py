"""What encodings keep and what they take away."""
import base64
import binascii
import codecs
import configparser
import csv
import html
import io
import json
import os
import pathlib
import quopri
import shlex
import urllib.parse
import zlib
from string import Template

from flask import Flask, jsonify, request

app = Flask(__name__)


@app.get("/codes")
def codes():
    q = request.args["q"]
    os.system("echo " + base64.b64encode(q.encode()).decode())
    os.system("echo " + base64.b64decode(q).decode())  # error: command-injection
    os.system("echo " + base64.b64decode(base64.b64encode(q.encode())).decode())  # error: command-injection
    os.system("echo " + binascii.hexlify(q.encode()).decode())
    os.system("echo " + binascii.unhexlify(q).decode())  # error: command-injection
    os.system("echo " + bytes.fromhex(q).decode())  # error: command-injection
    os.system("echo " + codecs.decode(q, "rot13"))  # error: command-injection
    os.system("echo " + urllib.parse.quote(q))
    os.system("echo " + urllib.parse.unquote(q))  # error: command-injection
    os.system("echo " + urllib.parse.unquote(urllib.parse.quote(q)))  # error: command-injection
    os.system("echo " + html.unescape(q))  # error: command-injection
    os.system("echo " + html.escape(q))  # error: command-injection
    os.system("echo " + zlib.decompress(q.encode("latin-1")).decode())  # error: command-injection
    os.system("echo " + quopri.decodestring(q).decode())  # error: command-injection
    os.system("echo " + shlex.quote(q))
    return jsonify({})


@app.get("/json")
def as_json():
    data = json.loads(request.args["q"])
    os.system("echo " + data["name"])  # error: command-injection
    os.system("echo " + json.dumps(data))  # error: command-injection
    os.system("echo " + str(int(data["n"])))
    for key, value in data.items():
        os.system("echo " + key)  # error: command-injection
        os.system("echo " + value)  # error: command-injection
    decoded = json.JSONDecoder().decode(request.args["q"])
    os.system("echo " + decoded["name"])  # error: command-injection
    return jsonify(data)


@app.get("/csv")
def as_csv():
    text = request.args["q"]
    for row in csv.reader(io.StringIO(text)):
        os.system("echo " + row[0])  # error: command-injection
    for record in csv.DictReader(text.splitlines()):
        os.system("echo " + record["name"])  # error: command-injection
        os.system("echo " + str(len(record)))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["name", text])
    os.system("echo " + out.getvalue())  # error: command-injection
    return jsonify({})


@app.get("/config")
def as_config():
    conf = configparser.ConfigParser()
    conf.add_section("paths")
    conf.set("paths", "root", "/srv")
    conf.set("paths", "name", request.args["name"])
    os.system("ls " + conf.get("paths", "root"))
    os.system("ls " + conf.get("paths", "name"))  # error: command-injection
    conf["other"] = {"key": "x"}
    conf["other"]["key"] = request.args["key"]
    os.system("ls " + conf["other"]["key"])  # error: command-injection
    text = configparser.ConfigParser()
    text.read_string(request.args["text"])
    os.system("ls " + text["a"]["b"])  # error: command-injection
    os.system("ls " + str(text.getint("a", "n")))
    os.system("ls -l" if text.getboolean("a", "long") else "ls")
    return jsonify({})


@app.get("/streams")
def streams():
    q = request.args["q"]
    buffer = io.StringIO()
    buffer.write("ls ")
    os.system(buffer.getvalue())
    buffer.write(q)
    os.system(buffer.getvalue())  # error: command-injection
    raw = io.BytesIO(q.encode())
    os.system(raw.read().decode())  # error: command-injection
    text = io.TextIOWrapper(io.BytesIO(q.encode()))
    for line in text:
        os.system("ls " + line)  # error: command-injection
    print("ls", q, file=buffer)
    out = io.StringIO()
    print("ls", q, file=out)
    os.system(out.getvalue())  # error: command-injection
    with io.StringIO(q) as lines:
        os.system(lines.readline())  # error: command-injection
    os.system(Template("ls $name").substitute(name=q))  # error: command-injection
    os.system(Template("ls $name").substitute({"name": "x"}))
    os.system("ls " + str(pathlib.PurePath("/srv") / q))  # error: command-injection
    os.system("ls " + pathlib.Path("/srv", q).as_posix())  # error: command-injection
    return jsonify({})


@app.get("/urls")
def urls():
    parsed = urllib.parse.urlparse(request.args["u"])
    os.system("curl " + parsed.netloc)  # error: command-injection
    os.system("curl " + str(parsed.port))
    os.system("curl " + urllib.parse.parse_qs(parsed.query)["a"][0])  # error: command-injection
    for key, value in urllib.parse.parse_qsl(parsed.query):
        os.system("curl " + value)  # error: command-injection
    os.system("curl " + parsed._replace(fragment="").geturl())  # error: command-injection
    os.system("curl " + urllib.parse.urlunsplit(("https", "x", parsed.path, "", "")))  # error: command-injection
    return jsonify({})
