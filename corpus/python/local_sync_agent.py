"""Copies reports between branches; runs as a service on old and new machines."""
import asyncio
import ftplib
import logging
import os
import shutil
import smtplib
import socket
import ssl
import stat
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path

import aiohttp
import paramiko
import psycopg2

log = logging.getLogger("sync")
STATE = Path("/var/lib/sync/state.json")


def context(ca=None):
    made = ssl.create_default_context(cafile=ca)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    return made


def loose_context():
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False  # error: tls-verification-off
    made.verify_mode = ssl.CERT_NONE  # error: tls-verification-off
    return made


def terminal_context():
    return ssl.SSLContext(ssl.PROTOCOL_TLSv1)  # error: weak-tls-version


async def poll(urls, ca):
    connector = aiohttp.TCPConnector(ssl=context(ca), limit=4)
    async with aiohttp.ClientSession(connector=connector) as session:
        return await asyncio.gather(*(session.get(url) for url in urls))


async def poll_branch(url):
    async with aiohttp.ClientSession() as session:
        async with session.get(url, ssl=False) as answer:  # error: tls-verification-off
            return await answer.text()


class Branch:
    def __init__(self, host, user, key, known_hosts):
        self.host = host
        self.user = user
        self.key = key
        self.known_hosts = known_hosts

    def connect(self):
        client = paramiko.SSHClient()
        client.load_host_keys(self.known_hosts)
        client.set_missing_host_key_policy(paramiko.RejectPolicy())
        client.connect(self.host, username=self.user, pkey=self.key)
        return client

    def connect_first_time(self):
        client = paramiko.SSHClient()
        client.set_missing_host_key_policy(paramiko.AutoAddPolicy())  # error: ssh-host-key-unchecked
        client.connect(self.host, username=self.user, password="Filiale1")  # error: hardcoded-credential
        return client


def mirror_public(host, names, target):
    with ftplib.FTP(host) as ftp:
        ftp.login()
        for name in names:
            with open(target / name, "wb") as out:
                ftp.retrbinary(f"RETR {name}", out.write)


def push(host, user, password, report):
    with ftplib.FTP(host) as ftp:
        ftp.login(user, password)  # error: cleartext-protocol
        with open(report, "rb") as source:
            ftp.storbinary("STOR report.csv", source)


def unpack(archive, target):
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as bundle:
            bundle.extractall(target)
        return
    with tarfile.open(archive) as bundle:
        bundle.extractall(target, filter="data")


def unpack_legacy(archive, target):
    with tarfile.open(archive, "r:gz") as bundle:
        bundle.extractall(target)  # error: archive-extract-all


def stage(data):
    handle, name = tempfile.mkstemp(suffix=".csv")
    with os.fdopen(handle, "wb") as out:
        out.write(data)
    return name


def stage_quickly(data):
    name = tempfile.mktemp(suffix=".csv")  # error: insecure-temp-file
    Path(name).write_bytes(data)
    return name


def hand_over(path):
    os.chmod(path, 0o666)  # error: world-writable-file
    shutil.move(path, "/srv/outbox/")


def hand_over_to_group(path):
    os.chmod(path, stat.S_IRUSR | stat.S_IWUSR | stat.S_IRGRP)
    shutil.move(path, "/srv/outbox/")


def note_pid():
    with open("/tmp/sync-agent.pid", "w") as out:  # error: insecure-temp-file
        out.write(str(os.getpid()))


def database():
    return psycopg2.connect(host="db", dbname="reports", user="sync", password=os.environ["PGPASSWORD"])


def mail(text, password):
    with smtplib.SMTP_SSL("mail.internal", context=context()) as server:
        server.login("sync@example.org", password)
        server.sendmail("sync@example.org", ["ops@example.org"], text)


def disk_usage():
    return subprocess.run("df -h | tail -n +2", shell=True, capture_output=True, text=True).stdout


def archive_current():
    job = load_job()
    subprocess.run(f"tar -cf {job.target} {job.folder}", shell=True, check=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("0.0.0.0", 0))
        return probe.getsockname()[1]
