"""Jobs that run later, and what they were given."""
import functools
import json
import os
import pickle
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor

import boto3
import dramatiq
import redis
import rq
from apscheduler.schedulers.background import BackgroundScheduler
from celery import Celery, shared_task
from flask import Flask, jsonify, request

app = Flask(__name__)
celery = Celery("jobs")
scheduler = BackgroundScheduler()
store = redis.Redis()
s3 = boto3.client("s3")
pending = []


@celery.task(bind=True)
def render(self, template, size: int = 3):
    os.system("render " + template)  # error: command-injection
    os.system(f"render --size {size}")


@shared_task
def notify(address, text):
    subprocess.run(["notify", address, text])
    subprocess.run(f"notify {address}", shell=True)  # error: command-injection


@dramatiq.actor
def convert(path):
    subprocess.call("convert " + path, shell=True)  # error: command-injection


def report(name):
    os.system("report " + name)  # error: command-injection


def count(name):
    os.system(f"count {len(name)}")


class Runner(threading.Thread):
    def __init__(self, line, quiet=True):
        threading.Thread.__init__(self)
        self.line = line
        self.quiet = quiet

    def run(self):
        if self.quiet:
            subprocess.check_call(["echo", self.line])
        subprocess.check_call("echo " + self.line, shell=True)  # error: command-injection


@app.post("/start")
def start():
    name = request.form["name"]
    render.delay(name)
    notify.apply_async(args=[name, "hi"])
    convert.send(name)
    rq.Queue(connection=store).enqueue(report, name)
    scheduler.add_job(report, "date", args=[name])
    scheduler.add_job(count, "interval", kwargs={"name": name})
    Runner(name).start()
    threading.Thread(target=functools.partial(report, name)).start()
    with ThreadPoolExecutor() as pool:
        futures = {pool.submit(str.upper, word): word for word in request.form.getlist("w")}
        for future in futures:
            os.system("echo " + future.result())  # error: command-injection
        list(pool.map(count, request.form.getlist("w")))
    threading.Timer(3, lambda: os.system("echo " + name)).start()  # error: command-injection
    return jsonify({})


@app.post("/queue")
def queue():
    job = {"name": request.form["name"], "size": int(request.form["size"])}
    store.rpush("jobs", json.dumps(job))
    store.rpush("blobs", pickle.dumps(job))
    pending.append(job)
    return jsonify({})


def work():
    while True:
        _, raw = store.blpop("jobs")
        job = json.loads(raw)
        os.system("run " + job["name"])  # error: command-injection
        os.system(f"run {int(job['size'])}")
        blob = store.lpop("blobs")
        state = pickle.loads(blob)  # error: unsafe-deserialization
        subprocess.run(["run", state["name"]])


def lambda_handler(event, context):
    for record in event["Records"]:
        key = record["s3"]["object"]["key"]
        os.system("index " + key)  # error: command-injection
        body = s3.get_object(Bucket="b", Key=key)["Body"].read()
        subprocess.run(["index", key])
        eval(body)  # error: code-injection
    return {"count": len(event["Records"])}


def settings():
    with open("/etc/runner.json") as handle:
        config = json.load(handle)
    subprocess.run([config["shell"], "-l"])
    for line in open("/etc/runner.lines"):
        print(line.strip())
    return config
