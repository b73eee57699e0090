"""Operations that are carried out on the host or on others."""
import asyncio
import os
import shlex
import subprocess
import sys
from subprocess import PIPE, Popen

import paramiko
import pexpect
import sh
from fabric import Connection
from flask import Flask, jsonify, request
from invoke import Context, task
from plumbum import local

app = Flask(__name__)
TOOLS = {"ping": "/bin/ping", "dig": "/usr/bin/dig"}


@app.get("/sub")
def with_subprocess():
    host = request.args["host"]
    subprocess.run(["ping", "-c", "1", host], check=True)
    subprocess.run(["ping", "-c", "1", host], shell=False)
    subprocess.run("ping -c 1 " + host, shell=True)  # error: command-injection
    subprocess.run(f"ping -c 1 {shlex.quote(host)}", shell=True)
    subprocess.check_output(["sh", "-c", "ping " + host])  # error: command-injection
    subprocess.check_output(["sh", "-c", 'ping "$1"', "sh", host])
    subprocess.call(args=["/bin/bash", "-c", f"ping {host}"])  # error: command-injection
    Popen("ping %s" % host, shell=True, stdout=PIPE)  # error: command-injection
    Popen(shlex.split("ping -c 1 {}".format(shlex.quote(host))))
    subprocess.getoutput("dig " + host)  # error: command-injection
    options = {"shell": True, "check": True}
    subprocess.run("ping " + host, **options)  # error: command-injection
    argv = ["ping"]
    argv.extend(["-c", "1"])
    argv.append(host)
    subprocess.run(argv)
    subprocess.run(" ".join(argv), shell=True)  # error: command-injection
    subprocess.run(shlex.join(argv), shell=True)
    subprocess.run([TOOLS[request.args["tool"]], host])
    subprocess.run([request.args["tool"], "localhost"])  # error: command-injection
    use_shell = len(sys.argv) > 1
    subprocess.run("ping " + host, shell=use_shell)  # error: command-injection
    return jsonify({})


@app.get("/os")
def with_os():
    name = request.args["name"]
    os.system("id " + name)  # error: command-injection
    os.popen(f"id {name}").read()  # error: command-injection
    os.execvp("id", ["id", name])
    os.spawnlp(os.P_WAIT, "id", "id", name)
    os.execl("/bin/sh", "sh", "-c", "id " + name)  # error: command-injection
    os.spawnvp(os.P_WAIT, "sh", ["sh", "-c", name])  # error: command-injection
    os.posix_spawn("/usr/bin/id", ["id", name], os.environ)
    os.system("id " + str(int(request.args["uid"])))
    os.system("id " + (name if name.isalnum() else "nobody"))
    return jsonify({})


async def run_tool(line):
    process = await asyncio.create_subprocess_shell(line, stdout=asyncio.subprocess.PIPE)  # error: command-injection
    out, _ = await process.communicate()
    return out


@app.get("/async")
async def with_asyncio():
    name = request.args["name"]
    await run_tool("id " + name)
    await run_tool("id " + shlex.quote(name))
    await asyncio.create_subprocess_exec("id", name)
    await asyncio.create_subprocess_exec("sh", "-c", "id " + name)  # error: command-injection
    return jsonify({})


@app.get("/ssh")
def over_ssh():
    path = request.args["path"]
    client = paramiko.SSHClient()
    client.load_system_host_keys()
    client.connect("files")
    client.exec_command("ls " + path)  # error: command-injection
    client.exec_command("ls " + shlex.quote(path))
    _, out, _ = client.exec_command("uptime")
    channel = client.get_transport().open_session()
    channel.exec_command("cat " + path)  # error: command-injection
    Connection("files").run("ls " + path, hide=True)  # error: command-injection
    with Connection("files") as c:
        c.sudo(f"rm -r {path}")  # error: command-injection
        c.put("local.txt", remote=path)
    pexpect.run("ls " + path)  # error: command-injection
    pexpect.spawn("ls", [path])
    child = pexpect.spawn("/bin/bash", ["-c", "ls " + path])  # error: command-injection
    child.sendline("ls")
    return jsonify({})


@app.get("/wrappers")
def wrappers():
    path = request.args["path"]
    sh.ls(path)
    sh.Command(path)()  # error: command-injection
    sh.bash("-c", "ls " + path)  # error: command-injection
    local["ls"]("-l", path)
    local[path]()  # error: command-injection
    Context().run(f"ls {path}")  # error: command-injection
    return jsonify({})


@task
def clean(c, pattern="*.pyc"):
    c.run("find . -name '*.pyc' -delete")


@app.get("/dead")
def dead():
    name = request.args["name"]
    num = 106
    command = "id " + name if 7 * 42 - num > 200 else "id nobody"
    os.system(command)
    command = name
    command = "uptime"
    os.system(command)
    return jsonify({})
