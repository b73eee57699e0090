import configparser
from flask import Flask, request

app = Flask(__name__)


@app.route("/prefs/a")
def prefs_a():
    param = request.args.get("theme", "")
    conf = configparser.ConfigParser()
    conf.add_section("ui")
    conf.set("ui", "theme", param)
    conf.set("ui", "lang", "en")
    return "<body class='" + conf.get("ui", "theme") + "'>"  # error: xss


@app.route("/prefs/b")
def prefs_b():
    param = request.args.get("theme", "")
    conf = configparser.ConfigParser()
    conf.add_section("ui")
    conf.set("ui", "theme", param)
    conf.set("ui", "lang", "en")
    return "<body class='" + conf.get("ui", "lang") + "'>"


@app.route("/prefs/c")
def prefs_c():
    param = request.args.get("theme", "")
    conf = configparser.ConfigParser()
    conf["ui"] = {"theme": param, "lang": "en"}
    if request.args.get("short"):
        return conf["ui"]["lang"]
    return conf["ui"]["theme"]  # error: xss
