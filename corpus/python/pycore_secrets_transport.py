"""Keys, digests and connections of a licence server."""
import hashlib
import hmac
import os
import random
import secrets
import socket
import ssl
import tempfile
import urllib.request

import httpx
import jwt
import paramiko
import requests
from Crypto.Cipher import AES, ARC4, DES
from Cryptodome.PublicKey import RSA
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def digests(password, data, path):
    hashlib.md5(data, usedforsecurity=False).hexdigest()
    checksum = hashlib.new("sha256", data).hexdigest()
    password_hash = hashlib.sha1(password.encode()).hexdigest()  # error: password-hash-fast
    stored = hashlib.md5(password.encode("utf-8")).digest()  # error: password-hash-fast
    slow = hashlib.pbkdf2_hmac("sha256", password.encode(), os.urandom(16), 600_000)
    fast = hashlib.pbkdf2_hmac("sha256", password.encode(), os.urandom(16), 100)  # error: password-hash-fast
    token = hashlib.md5(os.urandom(8)).hexdigest()  # error: weak-hash
    signature = hmac.new(os.environ["KEY"].encode(), data, hashlib.sha256).hexdigest()
    return checksum, password_hash, stored, slow, fast, token, signature


def ciphers(key, data):
    DES.new(key, DES.MODE_CBC, os.urandom(8))  # error: weak-cipher
    ARC4.new(key)  # error: weak-cipher
    AES.new(key, AES.MODE_ECB)  # error: insecure-cipher-mode
    AES.new(key, AES.MODE_GCM, nonce=os.urandom(12))
    AES.new(key, AES.MODE_CBC, b"0" * 16)  # error: insecure-cipher-mode
    Cipher(algorithms.AES(key), modes.ECB())  # error: insecure-cipher-mode
    Cipher(algorithms.AES(key), modes.GCM(os.urandom(12)))
    Cipher(algorithms.TripleDES(key), modes.CBC(os.urandom(8)))  # error: weak-cipher
    rsa.generate_private_key(public_exponent=65537, key_size=1024)  # error: short-key
    rsa.generate_private_key(65537, 4096)
    RSA.generate(512)  # error: short-key
    ec.generate_private_key(ec.SECP256R1())
    hashes.Hash(hashes.SHA256())


def tokens():
    session_token = "".join(random.choice("abcdef0123456789") for _ in range(32))  # error: insecure-random
    api_key = str(random.getrandbits(128))  # error: insecure-random
    good_token = secrets.token_urlsafe(32)
    other_token = "".join(random.SystemRandom().choice("abcdef") for _ in range(32))
    jitter = random.uniform(0.1, 0.5)
    return session_token, api_key, good_token, other_token, jitter


def connections(url, host):
    requests.get(url, verify=False, timeout=3)  # error: tls-verification-off
    requests.get(url, verify="/etc/ssl/ca.pem", timeout=3)
    session = requests.Session()
    session.verify = False  # error: tls-verification-off
    httpx.Client(verify=False)  # error: tls-verification-off
    context = ssl.create_default_context()
    context.check_hostname = False  # error: tls-verification-off
    context.verify_mode = ssl.CERT_NONE  # error: tls-verification-off
    urllib.request.urlopen(url, context=ssl._create_unverified_context())  # error: tls-verification-off
    strict = ssl.create_default_context()
    strict.minimum_version = ssl.TLSVersion.TLSv1_2
    old = ssl.SSLContext(ssl.PROTOCOL_TLSv1)  # error: weak-tls-version
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())  # error: ssh-host-key-unchecked
    strict_client = paramiko.SSHClient()
    strict_client.set_missing_host_key_policy(paramiko.RejectPolicy())
    return old, strict, host


def claims(token, key):
    jwt.decode(token, key, algorithms=["RS256"])
    jwt.decode(token, options={"verify_signature": False})  # error: jwt-not-verified
    jwt.decode(token, key, algorithms=["none"])  # error: jwt-none-algorithm
    return jwt.encode({"sub": "1"}, key, algorithm="HS256")


def files(data):
    name = tempfile.mktemp()  # error: insecure-temp-file
    with tempfile.NamedTemporaryFile() as good:
        good.write(data)
    os.chmod("/srv/licence.key", 0o777)  # error: world-writable-file
    os.chmod("/srv/licence.key", 0o600)
    os.umask(0)  # error: world-writable-file
    return name


def serve():
    server = socket.socket()
    server.bind(("0.0.0.0", 9000))  # error: bind-all-interfaces
    local = socket.socket()
    local.bind(("127.0.0.1", 9000))
    return server, local
