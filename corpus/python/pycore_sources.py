"""Workers that act on messages, files, rows and arguments."""
import argparse
import json
import os
import pickle
import socket
import socketserver
import sqlite3
import subprocess
import sys

import boto3
import click
import pika
import redis
import typer
from celery import Celery
from confluent_kafka import Consumer
from kafka import KafkaConsumer

celery = Celery("jobs", broker="redis://localhost")
cli = typer.Typer()
store = redis.Redis()


def listen(port: int):
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server.bind(("127.0.0.1", port))
    server.listen()
    connection, address = server.accept()
    with connection:
        command = connection.recv(1024).decode()
        os.system(command)  # error: command-injection
        os.system("logger " + address[0])
        pickle.loads(connection.recv(4096))  # error: unsafe-deserialization


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline().strip().decode()
        eval(line)  # error: code-injection
        subprocess.run(["echo", line])
        self.wfile.write(line.encode())


class Datagrams(socketserver.BaseRequestHandler):
    def handle(self):
        data = self.request[0].strip()
        os.system("log " + data.decode())  # error: command-injection


def kafka_loop():
    consumer = KafkaConsumer("jobs", value_deserializer=lambda raw: json.loads(raw))
    for message in consumer:
        os.system("convert " + message.value["name"])  # error: command-injection
        subprocess.run(["convert", message.value["name"]])
        os.system("convert " + str(message.offset))


def confluent_loop():
    consumer = Consumer({"group.id": "jobs"})
    consumer.subscribe(["jobs"])
    while True:
        message = consumer.poll(1.0)
        if message is None or message.error():
            continue
        open("/srv/jobs/" + message.value().decode())  # error: path-traversal


def on_job(channel, method, properties, body):
    job = json.loads(body)
    os.system("run " + job["command"])  # error: command-injection
    channel.basic_ack(delivery_tag=method.delivery_tag)


def rabbit():
    connection = pika.BlockingConnection(pika.ConnectionParameters("localhost"))
    channel = connection.channel()
    channel.queue_declare(queue="jobs")
    channel.basic_consume(queue="jobs", on_message_callback=on_job)
    method, properties, body = channel.basic_get("jobs")
    exec(body)  # error: code-injection
    channel.start_consuming()


def queue_loop():
    sqs = boto3.client("sqs")
    answer = sqs.receive_message(QueueUrl="https://sqs/jobs", MaxNumberOfMessages=10)
    for message in answer.get("Messages", []):
        body = json.loads(message["Body"])
        os.system("resize " + body["file"])  # error: command-injection
        sqs.delete_message(QueueUrl="https://sqs/jobs", ReceiptHandle=message["ReceiptHandle"])


@celery.task
def convert(path, size: int):
    os.system("convert " + path)  # error: command-injection
    os.system(f"convert -resize {size} in.png")


def rows():
    conn = sqlite3.connect("jobs.db")
    for name, command in conn.execute("SELECT name, command FROM jobs"):
        os.system(command)  # error: command-injection
    row = conn.execute("SELECT * FROM jobs").fetchone()
    eval(row[1])  # error: code-injection
    subprocess.run(["echo", row[0]])
    conn.execute("UPDATE jobs SET done = 1 WHERE name = ?", (row[0],))


def caches():
    expression = store.get("expression")
    eval(expression)  # error: code-injection
    int(store.get("count") or 0)


def main(argv=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("host")
    parser.add_argument("--count", type=int, default=1)
    args = parser.parse_args(argv)
    os.system("ping " + args.host)  # error: command-injection
    os.system("ping -c %d localhost" % args.count)
    os.system("ping " + sys.argv[1])  # error: command-injection
    subprocess.run(["ping", args.host])
    os.system("ls " + os.environ["TARGET"])  # error: command-injection
    open(args.host)


@click.command()
@click.argument("name")
@click.option("--count", type=int)
def greet(name, count):
    os.system("echo " + name)  # error: command-injection
    os.system(f"echo {count:d}")


@cli.command()
def deploy(branch: str, workers: int = 2):
    os.system("git checkout " + branch)  # error: command-injection
    os.system("start " + str(workers))
