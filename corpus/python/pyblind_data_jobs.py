import argparse
import configparser
import csv
import glob
import gzip
import json
import os
import pathlib
import pickle
import shutil
import smtplib
import socket
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import boto3
import numpy as np
import pandas as pd
import psycopg2
import requests
import yaml
from celery import shared_task
from flask import Flask, request
from rq import Queue
from redis import Redis
from apscheduler.schedulers.background import BackgroundScheduler

app = Flask(__name__)
q = Queue(connection=Redis())
sched = BackgroundScheduler()


def job(cmd):
    os.system(cmd)  # error: command-injection


@app.post("/enqueue")
def enqueue():
    q.enqueue(job, "run " + request.form["c"])
    q.enqueue(job, "fixed")
    sched.add_job(job, "interval", args=["run " + request.form["c"]], seconds=3)
    work.delay(request.form["c"])
    work2.apply_async(args=[request.form["c"]])
    return ""


@shared_task
def work(cmd):
    os.system("run " + cmd)  # error: command-injection


@shared_task(bind=True)
def work2(self, cmd):
    subprocess.run(["run", cmd])


@app.post("/mail")
def mail():
    msg = MIMEMultipart()
    msg["Subject"] = request.form["subject"]  # error: header-injection
    msg["To"] = "a@example.com"
    msg.attach(MIMEText(request.form["body"]))
    msg2 = MIMEText("x")
    msg2["Reply-To"] = request.form["from"].replace("\r", "").replace("\n", "")
    s = smtplib.SMTP("localhost")
    s.send_message(msg)
    s.sendmail("a@example.com", [request.form["to"]], msg.as_string())
    return ""


@app.post("/archive")
def archive():
    f = request.files["f"]
    with tempfile.TemporaryDirectory() as tmp:
        target = os.path.join(tmp, "upload.zip")
        f.save(target)
        with zipfile.ZipFile(target) as z:
            for name in z.namelist():
                out = os.path.join(tmp, name)
                if not os.path.realpath(out).startswith(os.path.realpath(tmp) + os.sep):
                    continue
                with open(out, "wb") as o:
                    o.write(z.read(name))
            for info in z.infolist():
                with open(os.path.join(tmp, info.filename), "wb") as o:  # error: path-traversal
                    o.write(z.read(info))
        with tarfile.open(target) as t:
            t.extractall(tmp, filter="data")
    return ""


@app.get("/report")
def report():
    name = request.args["name"]
    df = pd.read_csv(f"/srv/reports/{name}.csv")  # error: path-traversal
    df.to_csv("/srv/out/" + name)  # error: path-traversal
    return df.to_html()


@app.get("/html")
def html():
    df = pd.DataFrame({"a": [request.args["a"]]})
    return df.to_html()


@app.get("/html2")
def html2():
    df = pd.DataFrame({"a": [request.args["a"]]})
    return df.to_html(escape=False)  # error: xss


@app.get("/s3")
def s3():
    c = boto3.client("s3")
    c.download_file("bucket", request.args["key"], "/tmp/" + request.args["key"])  # error: path-traversal
    c.put_object(Bucket="b", Key=request.args["key"], Body=b"")
    obj = c.get_object(Bucket="b", Key="k")
    data = yaml.load(obj["Body"].read(), Loader=yaml.SafeLoader)
    return data


@app.post("/config")
def config():
    cfg = yaml.full_load(request.data)
    os.environ["X"] = cfg["x"]
    subprocess.run("env", shell=True)
    with socket.create_connection((cfg["host"], 80)) as s:  # error: ssrf
        s.sendall(b"x")
    with gzip.open("/srv/" + cfg["f"]) as f:  # error: path-traversal
        f.read()
    shutil.make_archive("/srv/" + cfg["f"], "zip", "/srv/data")  # error: path-traversal
    pathlib.Path("/srv", cfg["f"]).write_text("x")  # error: path-traversal
    return ""


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--file")
    args = ap.parse_args()
    with open(args.file) as f:
        print(f.read())
    subprocess.run(["ls", args.file])
