"""Clients of other services: what they check, what they accept."""
import ftplib
import http.client
import imaplib
import os
import smtplib
import socket
import ssl
import telnetlib
import xmlrpc.client
from urllib.request import HTTPSHandler, build_opener, urlopen

import aiohttp
import asyncssh
import boto3
import httpx
import paramiko
import pymongo
import redis
import requests
import urllib3
from elasticsearch import Elasticsearch
from paramiko import AutoAddPolicy, RejectPolicy, SSHClient
from requests import Session
from requests.adapters import HTTPAdapter
from urllib3.util.ssl_ import create_urllib3_context
import websockets
import websocket
import pika
import ldap3
import grpc
import kafka
import psycopg2
import pymysql
import OpenSSL
from ldap3 import Tls

VERIFY = False


def fetch_all(url, session, kwargs):
    requests.get(url, verify=False)  # error: tls-verification-off
    requests.request("GET", url, verify=False)  # error: tls-verification-off
    requests.post(url, json={}, timeout=3, verify=VERIFY)  # error: tls-verification-off
    requests.get(url, verify="/etc/ssl/ca.pem")
    requests.get(url, verify=True)
    s = requests.Session()
    s.verify = False  # error: tls-verification-off
    s.get(url)
    with Session() as other:
        other.get(url, verify=False)  # error: tls-verification-off
    session.get(url, verify=False)  # error: tls-verification-off
    options = {"timeout": 3, "verify": False}
    requests.get(url, **options)  # error: tls-verification-off
    httpx.get(url, verify=False)  # error: tls-verification-off
    httpx.Client(verify=False)  # error: tls-verification-off
    httpx.AsyncClient(verify=False, timeout=3)  # error: tls-verification-off
    httpx.Client(verify=ssl.create_default_context())


async def fetch_async(url):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=False)) as session:  # error: tls-verification-off
        await session.get(url)
    async with aiohttp.ClientSession() as session:
        async with session.get(url, ssl=False) as reply:  # error: tls-verification-off
            return await reply.text()


async def fetch_old(url):
    connector = aiohttp.TCPConnector(verify_ssl=False)  # error: tls-verification-off
    async with aiohttp.ClientSession(connector=connector) as session:
        return await session.get(url)


def contexts(url):
    context = ssl.create_default_context()
    context.check_hostname = False  # error: tls-verification-off
    context.verify_mode = ssl.CERT_NONE  # error: tls-verification-off
    urlopen(url, context=context)
    urlopen(url, context=ssl._create_unverified_context())  # error: tls-verification-off
    ssl._create_default_https_context = ssl._create_unverified_context  # error: tls-verification-off
    http.client.HTTPSConnection("x.org", context=ssl._create_unverified_context())  # error: tls-verification-off
    plain = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    plain.load_verify_locations("/etc/ca.pem")
    build_opener(HTTPSHandler(context=plain))
    bare = ssl.SSLContext()
    bare.wrap_socket(socket.socket())  # error: tls-verification-off
    urlopen(url, context=ssl.SSLContext(ssl.PROTOCOL_TLS))  # error: tls-verification-off
    bare3 = ssl.SSLContext(ssl.PROTOCOL_TLS)
    bare3.verify_mode = ssl.CERT_REQUIRED
    bare3.check_hostname = True
    ssl.wrap_socket(socket.socket())  # error: tls-verification-off
    ssl.wrap_socket(socket.socket(), cert_reqs=ssl.CERT_REQUIRED, ca_certs="/etc/ca.pem")
    xmlrpc.client.ServerProxy(url, context=ssl._create_unverified_context())  # error: tls-verification-off
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain("cert.pem", "key.pem")
    bare3.wrap_socket(socket.socket(), server_hostname="x.org")
    listener = ssl.SSLContext(ssl.PROTOCOL_TLS)
    listener.load_cert_chain("cert.pem", "key.pem")
    listener.wrap_socket(socket.socket(), server_side=True)
    return server


def old_versions(sock):
    ssl.SSLContext(ssl.PROTOCOL_TLSv1)  # error: weak-tls-version
    ssl.SSLContext(ssl.PROTOCOL_SSLv3)  # error: weak-tls-version
    ssl.wrap_socket(sock, ssl_version=ssl.PROTOCOL_TLSv1_1, cert_reqs=ssl.CERT_REQUIRED)  # error: weak-tls-version
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1  # error: weak-tls-version
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    create_urllib3_context(ssl_version=ssl.PROTOCOL_TLSv1)  # error: weak-tls-version
    OpenSSL.SSL.Context(OpenSSL.SSL.TLSv1_METHOD)  # error: weak-tls-version
    OpenSSL.SSL.Context(OpenSSL.SSL.TLS_METHOD)


def pools(url):
    urllib3.PoolManager(cert_reqs="CERT_NONE")  # error: tls-verification-off
    urllib3.PoolManager(cert_reqs=ssl.CERT_NONE, assert_hostname=False)  # error: tls-verification-off
    urllib3.PoolManager(cert_reqs="CERT_REQUIRED")
    urllib3.HTTPSConnectionPool("x.org", assert_hostname=False)  # error: tls-verification-off
    urllib3.disable_warnings()  # error: tls-verification-off
    urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)  # error: tls-verification-off
    requests.packages.urllib3.disable_warnings()  # error: tls-verification-off


def stores(url):
    boto3.client("s3", verify=False)  # error: tls-verification-off
    Elasticsearch([url], verify_certs=False)  # error: tls-verification-off
    Elasticsearch([url], use_ssl=True)
    redis.Redis(ssl=True, ssl_cert_reqs=None)  # error: tls-verification-off
    redis.Redis(ssl=True, ssl_cert_reqs="none")  # error: tls-verification-off
    redis.Redis(ssl=True)
    pymongo.MongoClient(url, tlsAllowInvalidCertificates=True)  # error: tls-verification-off
    pymongo.MongoClient(url, tls=True)
    Tls(validate=ssl.CERT_NONE)  # error: tls-verification-off
    Tls(validate=ssl.CERT_REQUIRED)
    websocket.create_connection(url, sslopt={"cert_reqs": ssl.CERT_NONE})  # error: tls-verification-off
    pymysql.connect(host="db", ssl_verify_cert=True)
    psycopg2.connect(host="db", sslmode="verify-full")


def shells(host):
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())  # error: ssh-host-key-unchecked
    other = SSHClient()
    other.set_missing_host_key_policy(AutoAddPolicy)  # error: ssh-host-key-unchecked
    third = SSHClient()
    third.load_system_host_keys()
    third.set_missing_host_key_policy(RejectPolicy())
    fourth = SSHClient()
    fourth.set_missing_host_key_policy(paramiko.WarningPolicy())  # error: ssh-host-key-unchecked
    return asyncssh.connect(host, known_hosts=None)  # error: ssh-host-key-unchecked


def clear(user, word):
    telnetlib.Telnet("10.0.0.1")  # error: cleartext-protocol
    ftp = ftplib.FTP("ftp.x.org")
    ftp.login(user, word)  # error: cleartext-protocol
    ftplib.FTP("ftp.x.org", user, word)  # error: cleartext-protocol
    anonymous = ftplib.FTP("ftp.x.org")
    anonymous.login()
    safe = ftplib.FTP_TLS("ftp.x.org")
    safe.login(user, word)


def post(user, word):
    mail = smtplib.SMTP("mail.x.org", 25)
    mail.login(user, word)  # error: cleartext-protocol
    box = imaplib.IMAP4("mail.x.org")
    box.login(user, word)  # error: cleartext-protocol


def post_checked(user, word):
    checked = smtplib.SMTP("mail.x.org", 587)
    checked.starttls()
    checked.login(user, word)
    smtplib.SMTP_SSL("mail.x.org").login(user, word)
    imaplib.IMAP4_SSL("mail.x.org").login(user, word)
    grpc.insecure_channel("localhost:5000")


def serve(app):
    server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    server.bind(("0.0.0.0", 8080))  # error: bind-all-interfaces
    inner = socket.socket()
    inner.bind(("127.0.0.1", 8080))
    other = socket.socket()
    other.bind(("", 8080))  # error: bind-all-interfaces
    free = socket.socket()
    free.bind(("", 0))
