"""Runs deployments for the chat bot and the release page."""
import json
import logging
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import paramiko
from flask import Blueprint, abort, jsonify, request

deploys = Blueprint("deploys", __name__)
log = logging.getLogger("deploys")
REPOSITORIES = {"web": "/srv/git/web", "api": "/srv/git/api"}
REVISION = re.compile(r"\A[0-9a-f]{7,40}\Z")
PLAYBOOKS = Path("/srv/playbooks")


def run(command, cwd=None):
    finished = subprocess.run(command, cwd=cwd, shell=True, capture_output=True, text=True)  # error: command-injection
    return finished.returncode, finished.stdout


def git(repository, *arguments):
    return subprocess.check_output(["git", "-C", repository, *arguments], text=True)


@deploys.post("/deploy")
def deploy():
    body = request.get_json()
    repository = REPOSITORIES.get(body.get("repository"))
    revision = body.get("revision", "")
    if repository is None or not REVISION.match(revision):
        abort(400)
    git(repository, "fetch", "--all")
    code = subprocess.call(f"cd {repository} && git checkout {revision} && make deploy", shell=True)
    log.info("deployed %s with %d", revision, code)
    return jsonify(code=code)


@deploys.get("/log")
def history():
    branch = request.args.get("branch", "main")
    since = request.args.get("since", "1.week")
    lines = git(REPOSITORIES["web"], "log", "--since", since, branch)
    more = os.popen("git -C /srv/git/web log --oneline " + branch).read()  # error: command-injection
    return jsonify(lines=lines.splitlines(), more=more)


@deploys.post("/playbook")
def playbook():
    name = request.form["name"]
    limit = request.form.get("limit", "all")
    code, output = run("ansible-playbook site.yml --limit " + limit, cwd=PLAYBOOKS)
    safe_code, _ = run(f"ansible-playbook site.yml --tags {shlex.quote(name)}")
    return jsonify(code=code, other=safe_code, output=output)


@deploys.post("/tool")
def tool():
    program = request.form["program"]
    if program not in ("df", "uptime", "free"):
        abort(404)
    unit = request.form.get("unit", "m")[0]
    first = subprocess.run([program, "-h"], capture_output=True, text=True)
    second = subprocess.Popen(["bash", "-c", "free -" + unit], stdout=subprocess.PIPE)  # error: command-injection
    return jsonify(first=first.stdout, second=second.communicate()[0].decode())


@deploys.post("/custom")
def custom():
    command = request.form["command"]
    arguments = shlex.split(command)
    if not arguments or arguments[0] not in {"ls", "cat"}:
        abort(400)
    return subprocess.run(arguments, capture_output=True, text=True).returncode == 0 and "ok" or "failed"


@deploys.post("/any")
def anything():
    body = request.get_json()
    finished = subprocess.run([body["program"], "--version"], capture_output=True)  # error: command-injection
    return jsonify(code=finished.returncode)


@deploys.post("/remote/<host>")
def remote(host):
    if host not in json.loads(Path("/etc/deploy/hosts.json").read_text()):
        abort(404)
    client = paramiko.SSHClient()
    client.load_system_host_keys()
    client.connect(host)
    service = request.form["service"]
    _, out, _ = client.exec_command("systemctl status " + shlex.quote(service))
    _, tail, _ = client.exec_command("tail -n {} /var/log/{}.log".format(int(request.form["lines"]), service))  # error: command-injection
    return jsonify(status=out.read().decode(), tail=tail.read().decode())


def main():
    code, output = run("make -C /srv/git/web release")
    print(output)
    sys.exit(code)


if __name__ == "__main__":
    main()
