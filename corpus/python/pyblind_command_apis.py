import asyncio
import os
import pty
import shlex
import subprocess
from subprocess import PIPE, Popen, call, check_call, getoutput, getstatusoutput
import fabric
import invoke
import paramiko
import pexpect
import plumbum
import sh
from invoke import task
from flask import Flask, request
from plumbum import local
from plumbum.cmd import ls

app = Flask(__name__)
ALLOWED = {"status": "git status", "log": "git log"}


@app.post("/a")
def a():
    f = request.form["f"]
    Popen("cat " + f, shell=True, stdout=PIPE).communicate()  # error: command-injection
    Popen(["cat", f], stdout=PIPE)
    Popen(["sh", "-c", "cat " + f])  # error: command-injection
    Popen(["/bin/bash", "-c", f"cat {shlex.quote(f)}"])
    call(f"cat {shlex.quote(f)}", shell=True)
    check_call("cat %s" % f, shell=True)  # error: command-injection
    getoutput("cat " + f)  # error: command-injection
    getstatusoutput(f"cat {f}")  # error: command-injection
    subprocess.run(shlex.split("cat " + f))
    subprocess.run(f)  # error: command-injection
    subprocess.run(ALLOWED[f], shell=True)
    subprocess.run(ALLOWED.get(f, "true"), shell=True)
    subprocess.run(args="cat " + f, shell=True)  # error: command-injection
    subprocess.run(" ".join(["cat", f]), shell=True)  # error: command-injection
    subprocess.run(shlex.join(["cat", f]), shell=True)
    subprocess.run([f, "--version"])  # error: command-injection
    os.execvp("cat", ["cat", f])
    os.execlp("sh", "sh", "-c", "cat " + f)  # error: command-injection
    os.spawnlp(os.P_WAIT, "sh", "sh", "-c", f)  # error: command-injection
    os.popen("cat " + f).read()  # error: command-injection
    pty.spawn(["sh", "-c", f])  # error: command-injection
    opts = {"shell": True, "check": False}
    subprocess.run("cat " + f, **opts)  # error: command-injection
    cmd = ["cat"]
    cmd += [f]
    cmd.extend(["-n", f])
    subprocess.check_output(cmd)
    return ""


@app.post("/b")
def b():
    host = request.form["host"]
    name = request.form["name"]
    client = paramiko.SSHClient()
    client.connect(host)
    client.exec_command("ls " + name)  # error: command-injection
    client.exec_command("ls " + shlex.quote(name))
    chan = client.get_transport().open_session()
    chan.exec_command("cat " + name)  # error: command-injection
    fabric.Connection("web1").run("ls " + name)  # error: command-injection
    fabric.Connection("web1").sudo(f"rm {name}")  # error: command-injection
    fabric.Connection("web1").local("uname")
    invoke.run("make " + name)  # error: command-injection
    invoke.Context().run("make " + name)  # error: command-injection
    pexpect.run("ssh " + name)  # error: command-injection
    pexpect.spawn("ssh", [name])
    child = pexpect.spawn("ssh " + name)  # error: command-injection
    child.expect("password")
    child.sendline(name)
    ls("-l", name)
    ls["-l", name]()
    local["cat"](name)
    sh.ls("-l", name)
    sh.Command(name)()  # error: command-injection
    sh.bash("-c", "ls " + name)  # error: command-injection
    return ""


@app.post("/c")
async def c():
    n = request.args.get("n")
    await asyncio.create_subprocess_shell("echo " + n)  # error: command-injection
    await asyncio.create_subprocess_exec("echo", n)
    await asyncio.create_subprocess_exec("bash", "-c", "echo " + n)  # error: command-injection
    loop = asyncio.get_running_loop()
    await loop.subprocess_shell(asyncio.SubprocessProtocol, f"echo {n}")  # error: command-injection
    await loop.run_in_executor(None, os.system, "echo " + n)  # error: command-injection
    await asyncio.to_thread(subprocess.run, ["echo", n])
    await asyncio.to_thread(os.system, f"echo {n}")  # error: command-injection
    if n in ("a", "b"):
        os.system("echo " + n)
    if not n.isdigit():
        return "no"
    os.system("echo " + n)
    return ""
