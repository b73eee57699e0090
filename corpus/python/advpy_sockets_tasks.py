import json
import os
import pickle
import socket
import socketserver
import subprocess
import sys
import click
from celery import Celery, shared_task

celery = Celery("tasks", broker="redis://localhost")


def serve():
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    s.bind(("127.0.0.1", 9999))
    s.listen()
    conn, addr = s.accept()
    data = conn.recv(1024)
    subprocess.call(data.decode(), shell=True)  # error: command-injection
    obj = pickle.loads(data)  # error: unsafe-deserialization
    conn.sendall(b"ok")
    msg = json.loads(data)
    exec(msg["code"])  # error: code-injection
    n = int(data)
    os.system("sleep %d" % n)


class EchoHandler(socketserver.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline().strip().decode()
        os.system("say " + line)  # error: command-injection
        self.wfile.write(line.encode())


class PacketHandler(socketserver.BaseRequestHandler):
    def handle(self):
        data = self.request.recv(1024)
        eval(data)  # error: code-injection


@celery.task
def convert(name: str):
    subprocess.run(["convert", name, "out.png"], check=True)


@shared_task(bind=True)
def count(self, path):
    return len(open(path).read())


@click.command()
@click.argument("name")
def cli(name):
    click.echo(f"Hello {name}")
    subprocess.run(["ls", name])
    with open(name) as fh:
        print(fh.read())


def main():
    path = sys.argv[1]
    with open(path) as fh:
        data = json.load(fh)
    print(data)


if __name__ == "__main__":
    main()
