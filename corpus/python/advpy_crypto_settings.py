import hashlib
import random
import secrets
import ssl
import string
import tempfile
import os
import jwt
import requests
import yaml
import paramiko
from Crypto.Cipher import AES, DES
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def hash_password(password):
    return hashlib.md5(password.encode()).hexdigest()  # error: password-hash-fast


def hash_password_2(password, salt):
    return hashlib.sha256(salt + password.encode("utf-8")).hexdigest()  # error: password-hash-fast


def hash_password_3(password):
    h = hashlib.sha1()
    h.update(password.encode())  # error: password-hash-fast
    return h.hexdigest()


def hash_password_ok(password, salt):
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000)


def etag(body):
    return hashlib.md5(body).hexdigest()


def file_checksum(path):
    h = hashlib.sha1()
    with open(path, "rb") as f:
        for chunk in iter(lambda: f.read(4096), b""):
            h.update(chunk)
    return h.hexdigest()


def reset_token():
    return "".join(random.choice(string.ascii_letters) for _ in range(32))  # error: insecure-random


def make_reset_token():
    token = "".join(random.choices(string.ascii_letters, k=32))  # error: insecure-random
    return token


def otp():
    code = random.randint(100000, 999999)  # error: insecure-random
    return code


def good_token():
    token = secrets.token_urlsafe(32)
    return token


def system_random_token():
    rng = random.SystemRandom()
    token = "".join(rng.choice(string.ascii_letters) for _ in range(32))
    return token


def shuffle_deck(deck):
    random.shuffle(deck)
    return random.choice(deck)


def encrypt_ecb(key, data):
    return AES.new(key, AES.MODE_ECB).encrypt(data)  # error: insecure-cipher-mode


def encrypt_des(key, data):
    return DES.new(key, DES.MODE_CBC, os.urandom(8)).encrypt(data)  # error: weak-cipher


def encrypt_gcm(key, data):
    return AES.new(key, AES.MODE_GCM).encrypt_and_digest(data)


def encrypt_static_iv(key, data):
    iv = b"0000000000000000"
    return AES.new(key, AES.MODE_CBC, iv).encrypt(data)  # error: insecure-cipher-mode


def encrypt_random_iv(key, data):
    iv = os.urandom(16)
    return iv + AES.new(key, AES.MODE_CBC, iv).encrypt(data)


def keys():
    a = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # error: short-key
    b = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    return a, b


def fetch(url):
    requests.get(url, verify=False)  # error: tls-verification-off
    requests.get(url, verify="/etc/ca.pem")
    session = requests.Session()
    session.verify = False  # error: tls-verification-off
    ctx = ssl.create_default_context()
    ctx.check_hostname = False  # error: tls-verification-off
    ctx.verify_mode = ssl.CERT_NONE  # error: tls-verification-off
    return ctx


def tls():
    a = ssl.SSLContext(ssl.PROTOCOL_TLSv1)  # error: weak-tls-version
    b = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    b.minimum_version = ssl.TLSVersion.TLSv1_2
    return a, b


def ssh(host):
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())  # error: ssh-host-key-unchecked
    client.connect(host)
    strict = paramiko.SSHClient()
    strict.load_system_host_keys()
    strict.set_missing_host_key_policy(paramiko.RejectPolicy())
    return client, strict


def tokens(token, key):
    jwt.decode(token, options={"verify_signature": False})  # error: jwt-not-verified
    jwt.decode(token, key, algorithms=["HS256"])
    jwt.encode({"a": 1}, None, algorithm="none")  # error: jwt-none-algorithm
    return jwt.decode(token, key, algorithms=["HS256", "none"])  # error: jwt-none-algorithm


def temp():
    name = tempfile.mktemp()  # error: insecure-temp-file
    fd, ok = tempfile.mkstemp()
    with open("/tmp/cache.txt", "w") as fh:  # error: insecure-temp-file
        fh.write("x")
    os.chmod(name, 0o777)  # error: world-writable-file
    os.chmod(ok, 0o600)


def config(path):
    with open(path) as fh:
        a = yaml.load(fh)  # error: unsafe-yaml-load
        b = yaml.safe_load(fh)
        c = yaml.load(fh, Loader=yaml.FullLoader)
        d = yaml.load(fh, Loader=yaml.UnsafeLoader)  # error: unsafe-yaml-load
    return a, b, c, d
