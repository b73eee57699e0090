import os
import shlex
import subprocess
import asyncio
import pipes
from flask import Flask, request, abort
import re

app = Flask(__name__)
HOST = re.compile(r"^[a-z0-9.-]+$")
TOOLS = {"disk": "df -h", "mem": "free -m"}


def is_hostname(value):
    return bool(re.fullmatch(r"[A-Za-z0-9.-]+", value))


@app.route("/1")
def one():
    os.system("ping -c 1 " + request.args["h"])  # error: command-injection
    os.system("ping -c 1 " + shlex.quote(request.args["h"]))
    os.popen(f"nslookup {request.args['h']}").read()  # error: command-injection
    return ""


@app.route("/2")
def two():
    host = request.args["h"]
    if not is_hostname(host):
        abort(400)
    subprocess.run(f"ping {host}", shell=True)
    return ""


@app.route("/3")
def three():
    cmd = TOOLS.get(request.args["t"])
    if cmd is None:
        abort(404)
    return subprocess.getoutput(cmd), 200, {"Content-Type": "text/plain"}


@app.route("/4")
def four():
    args = ["ls", "-l", request.args["d"]]
    subprocess.Popen(args)
    subprocess.Popen(" ".join(args), shell=True)  # error: command-injection
    subprocess.Popen(shlex.join(args), shell=True)
    return ""


@app.route("/5")
def five():
    subprocess.run([request.args["prog"], "-v"])  # error: command-injection
    subprocess.run(["sh", "-c", "echo " + request.args["m"]])  # error: command-injection
    subprocess.run(["bash", "-c", "echo $1", "_", request.args["m"]])
    return ""


@app.route("/6")
async def six():
    await asyncio.create_subprocess_shell("convert " + request.args["f"])  # error: command-injection
    await asyncio.create_subprocess_exec("convert", request.args["f"])
    return ""


@app.route("/7")
def seven():
    host = request.args["h"]
    if HOST.match(host) is None:
        return "bad", 400
    os.system("dig " + host)
    return ""


@app.route("/8")
def eight():
    name = request.args["n"].replace(";", "")
    os.system("touch " + name)  # error: command-injection
    port = int(request.args["p"])
    os.system(f"nc -z localhost {port}")
    return ""


@app.route("/9")
def nine():
    options = request.args["o"].split()
    subprocess.run(["tar", "czf", "out.tgz"] + options)
    command = f"echo {request.args['o']}"
    subprocess.call(shlex.split(command))
    subprocess.call(shlex.split(request.args["o"]))  # error: command-injection
    return ""


@app.route("/10")
def ten():
    env = {"TARGET": request.args["t"]}
    subprocess.run("make $TARGET", shell=True, env=env)
    subprocess.run(["grep", request.args["q"], "log.txt"], shell=False, input=request.data)
    subprocess.run("cat", shell=True, input=request.data)
    os.execvp(request.args["p"], ["x"])  # error: command-injection
    return ""
