"""Sealed envelopes, sessions and links."""
import hashlib
import hmac
import os
import random
import secrets
import ssl
import string
import tempfile
import uuid
from pathlib import Path

import requests
from Crypto.Cipher import AES, DES3, Blowfish
from Crypto.Hash import MD5, SHA256
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY = os.environ["BOX_KEY"].encode()
ALPHABET = string.ascii_letters + string.digits


class Box:
    def __init__(self, key=KEY):
        self.key = key

    def seal(self, text):
        iv = os.urandom(16)
        return iv + AES.new(self.key, AES.MODE_CFB, iv=iv).encrypt(text)

    def seal_fixed(self, text):
        return AES.new(self.key, AES.MODE_CFB, iv=b"\x00" * 16).encrypt(text)  # error: insecure-cipher-mode

    def seal_blocks(self, text):
        cipher = AES.new(self.key, mode=AES.MODE_ECB)  # error: insecure-cipher-mode
        return cipher.encrypt(text)

    def seal_old(self, text):
        return DES3.new(self.key, DES3.MODE_CBC, os.urandom(8)).encrypt(text)  # error: weak-cipher

    def seal_older(self, text):
        return Blowfish.new(self.key, Blowfish.MODE_CBC, os.urandom(8)).encrypt(text)  # error: weak-cipher

    def seal_aead(self, text):
        nonce = os.urandom(12)
        return nonce + AESGCM(self.key).encrypt(nonce, text, None)

    def seal_aead_fixed(self, text):
        return AESGCM(self.key).encrypt(b"0" * 12, text, None)  # error: insecure-cipher-mode

    def decrypt(self, blob):
        return Cipher(algorithms.AES(self.key), modes.CBC(blob[:16])).decryptor()

    def fernet(self, text):
        return Fernet(self.key).encrypt(text)


def sign(payload):
    return hmac.new(KEY, payload, hashlib.sha256).hexdigest()


def sign_badly(payload):
    signature = hashlib.md5(KEY + payload).hexdigest()  # error: weak-hash
    return signature


def etag(body):
    return hashlib.md5(body).hexdigest()


def fingerprint(path):
    digest = hashlib.new("sha1", usedforsecurity=False)
    digest.update(Path(path).read_bytes())
    return digest.hexdigest()


def make_session_id():
    return "".join(random.choices(ALPHABET, k=32))  # error: insecure-random


def make_link(user):
    token = random.randint(0, 2**64)  # error: insecure-random
    good = secrets.token_urlsafe()
    other = uuid.uuid4().hex
    return f"/reset/{user}/{token}", good, other


def shuffle(cards):
    random.shuffle(cards)
    return random.choice(cards)


def store_password(user, password):
    user.digest = hashlib.sha256((user.salt + password).encode()).hexdigest()  # error: password-hash-fast
    user.better = hashlib.scrypt(password.encode(), salt=os.urandom(16), n=2**14, r=8, p=1)
    user.weaker = MD5.new(password.encode()).hexdigest()  # error: password-hash-fast
    user.file = SHA256.new(user.avatar).hexdigest()


def fetch(url, **options):
    options.setdefault("timeout", 3)
    requests.get(url, **options)
    insecure = {"verify": False, "timeout": 3}
    requests.get(url, **insecure)  # error: tls-verification-off
    requests.post(url, data=b"", verify=not os.environ.get("DEV"), timeout=3)
    session = requests.Session()
    session.verify = os.environ.get("CA_BUNDLE", True)
    session.get(url, timeout=3)


def context():
    secure = ssl.create_default_context(ssl.Purpose.SERVER_AUTH)
    secure.minimum_version = ssl.TLSVersion.TLSv1_2
    weak = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    weak.minimum_version = ssl.TLSVersion.TLSv1  # error: weak-tls-version
    open_context = ssl.create_default_context()
    open_context.check_hostname = False  # error: tls-verification-off
    open_context.verify_mode = ssl.VerifyMode.CERT_NONE  # error: tls-verification-off
    return secure, weak, open_context


def scratch(data):
    path = os.path.join(tempfile.gettempdir(), "box.dat")
    with open(path, "wb") as handle:  # error: insecure-temp-file
        handle.write(data)
    handle, name = tempfile.mkstemp()
    os.close(handle)
    folder = tempfile.mkdtemp()
    with open(os.path.join(folder, "box.dat"), "wb") as inside:
        inside.write(data)
    with open("/tmp/box.log", "a") as log:  # error: insecure-temp-file
        log.write("x")
    with open("/tmp/box.conf") as config:
        config.read()
    Path("/srv/box").chmod(0o777)  # error: world-writable-file
    Path("/srv/box").chmod(0o750)
    os.makedirs("/srv/box/in", mode=0o700)
    return name
