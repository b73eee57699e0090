"""A build runner that wraps git, docker and make."""
import argparse
import os
import re
import shlex
import subprocess
import tempfile
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
BRANCH = re.compile(r"^[A-Za-z0-9._/-]+$")


class Target(Enum):
    TEST = "test"
    BUILD = "build"


@dataclass
class Result:
    code: int
    output: str


class Shell:
    def __init__(self, cwd):
        self.cwd = cwd

    def run(self, *argv):
        done = subprocess.run(argv, cwd=self.cwd, capture_output=True, text=True, check=False)
        return Result(done.returncode, done.stdout)

    def script(self, line):
        done = subprocess.run(line, cwd=self.cwd, shell=True, capture_output=True, text=True)  # error: command-injection
        return Result(done.returncode, done.stdout)

    def piped(self, name):
        quoted = shlex.quote(name)
        return self.script(f"cat {quoted} | wc -l")


def run(cmd, shell=False):
    return subprocess.call(cmd, shell=shell)  # error: command-injection


def execute(args):
    return subprocess.check_output(args)


sh = partial(subprocess.run, shell=True, check=True)


@app.post("/checkout")
def checkout():
    branch = request.form["branch"]
    shell = Shell("/srv/repo")
    shell.run("git", "checkout", "--", branch)
    shell.script("git checkout " + branch)
    shell.script("git status")
    shell.piped(branch)
    execute(["git", "log", branch])
    execute("git log".split())
    run(["git", "fetch", branch])
    run("git fetch " + branch, shell=True)
    run("git gc", shell=True)
    return jsonify({})


@app.post("/validated")
def validated():
    branch = request.form["branch"]
    if not BRANCH.match(branch):
        abort(400)
    os.system(f"git checkout {branch}")
    tag = request.form["tag"]
    if re.search(r"[;&|`$<>\s()]", tag):
        abort(400)
    os.system("git tag " + tag)
    partial_check = request.form["partial"]
    if ";" in partial_check:
        abort(400)
    os.system("git tag " + partial_check)  # error: command-injection
    target = Target(request.form["target"])
    os.system("make " + target.value)
    jobs = int(request.form.get("jobs", 1))
    os.system(f"make -j{jobs}")
    return jsonify({})


@app.post("/docker")
def docker():
    image, command = request.form["image"], request.form["command"]
    subprocess.run(["docker", "run", "--rm", image, "make"])
    subprocess.run(["docker", "run", "--rm", "builder", "sh", "-c", command])  # error: command-injection
    subprocess.run(f"docker run --rm {image} make", shell=True)  # error: command-injection
    subprocess.run("docker run --rm {} make".format(shlex.quote(image)), shell=True)
    subprocess.Popen(["/bin/sh", "-c", "docker pull %s" % image])  # error: command-injection
    with tempfile.NamedTemporaryFile("w", suffix=".sh") as script:
        script.write("make test\n")
        script.flush()
        subprocess.run(["sh", script.name])
    env = dict(os.environ, IMAGE=image)
    subprocess.run('docker pull "$IMAGE"', shell=True, env=env)
    subprocess.run(["env", f"IMAGE={image}", "make"])
    sh("docker images")
    return jsonify({})


@app.post("/pipeline")
def pipeline():
    steps = []
    for step in request.get_json()["steps"]:
        if step == "lint":
            steps.append("ruff check")
        elif step == "test":
            steps.append("pytest")
        else:
            steps.append(step)
    subprocess.run(" && ".join(steps), shell=True)  # error: command-injection
    allowed = [step for step in request.get_json()["steps"] if step in ("lint", "test")]
    subprocess.run(" && ".join(allowed), shell=True)
    names = {"lint": "ruff check", "test": "pytest"}
    chosen = [names[step] for step in request.get_json()["steps"]]
    subprocess.run(" && ".join(chosen), shell=True)
    return jsonify({})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("--level", choices=["a", "b"])
    parser.add_argument("--tries", type=int)
    options = parser.parse_args()
    subprocess.run(["make", "-C", options.path])
    subprocess.run(f"make -C {options.path}", shell=True)  # error: command-injection
    subprocess.run(f"make TRIES={options.tries}", shell=True)
