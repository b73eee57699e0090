import os
import shlex
import subprocess
import sys
from pathlib import Path
from aiohttp import web
import docker
import git
from ansible_runner import run as ansible_run
import asyncssh

routes = web.RouteTableDef()


def run(cmd, **kw):
    return subprocess.run(cmd, check=True, **kw)  # error: command-injection


def run_list(*args):
    return subprocess.run(list(args), check=True)


def sh(cmd):
    return subprocess.check_output(cmd, shell=True)  # error: command-injection


class Runner:
    shell = True

    def __init__(self, host):
        self.host = host

    def go(self, what):
        return subprocess.Popen(f"ssh {self.host} {what}", shell=self.shell)  # error: command-injection


@routes.get("/1/{n}")
async def one(request):
    n = request.match_info["n"]
    run("ls " + n, shell=True)
    run(["ls", n])
    run_list("ls", n)
    sh("ls " + shlex.quote(n))
    sh("ls " + n)
    Runner("h").go(n)
    subprocess.run(("ls " + n).split())
    subprocess.run(["bash", "-c", 'ls "$1"', "_", n])
    subprocess.run(["ssh", "host", "ls " + n])  # error: command-injection
    subprocess.run(["ssh", "host", "ls " + shlex.quote(n)])
    subprocess.run(["sudo", "sh", "-c", f"ls {n}"])  # error: command-injection
    subprocess.run(["docker", "exec", "c", "sh", "-c", "ls " + n])  # error: command-injection
    subprocess.run(["python", "-c", f"print('{n}')"])  # error: code-injection
    subprocess.run([sys.executable, "-m", "mod", n])
    subprocess.run(["git", "log", "--", n])
    subprocess.run(f"ls {n}".split(" "), shell=False)
    subprocess.run(["ls"] + [n])
    subprocess.run("ls '%s'" % n.replace("'", "'\\''"), shell=True)
    subprocess.run("ls \"%s\"" % n, shell=True)  # error: command-injection
    subprocess.run("cat > /dev/null", shell=True, input=n.encode())
    subprocess.run("echo $X", shell=True, env={"X": n})
    subprocess.run("ls", shell=True, cwd="/srv/x")
    os.system("cd %s && make" % shlex.quote(n))
    os.system(f"kill {int(n)}")
    os.popen(" ".join(map(shlex.quote, ["ls", n])))
    os.execv("/bin/ls", ["ls", n])
    os.system("ls " + str(Path(n).name))  # error: command-injection
    return web.Response()


@routes.post("/2")
async def two(request):
    d = await request.json()
    docker.from_env().containers.run("alpine", ["echo", d["m"]])
    async with asyncssh.connect("h") as conn:
        await conn.run("ls " + d["m"])  # error: command-injection
        await conn.run("ls " + shlex.quote(d["m"]))
    git.Repo("/srv/r").git.log(d["m"])
    cmd = ["convert"]
    if d.get("resize"):
        cmd += ["-resize", d["resize"]]
    cmd.append(d["file"])
    subprocess.run(cmd)
    subprocess.run(" ".join(cmd), shell=True)  # error: command-injection
    fn = getattr(os, "system")
    fn("x " + d["m"])  # error: command-injection
    args = dict(args="ls " + d["m"], shell=True)
    subprocess.run(**args)  # error: command-injection
    return web.Response()
