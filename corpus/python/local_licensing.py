"""Issues and checks licence files for the desktop client."""
import base64
import hashlib
import hmac
import json
import os
import random
import secrets
import string
from datetime import datetime, timedelta, timezone

import jwt
from Crypto.Cipher import AES, DES
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

ALPHABET = string.ascii_uppercase + string.digits
FALLBACK_KEY = b"0f1e2d3c4b5a69788796a5b4c3d2e1f0"


class LicenceError(Exception):
    pass


class KeyRing:
    def __init__(self, folder, bits=3072):
        self.folder = folder
        self.bits = bits

    def create(self):
        return rsa.generate_private_key(public_exponent=65537, key_size=self.bits)

    def create_for_dongle(self):
        return rsa.generate_private_key(public_exponent=65537, key_size=1024)  # error: short-key

    def load(self, name):
        with open(os.path.join(self.folder, name), "rb") as source:
            return serialization.load_pem_private_key(source.read(), password=None)

    def fingerprint(self, key):
        der = key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return hashlib.sha1(der).hexdigest()


def activation_key(groups=5):
    parts = ["".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(groups)]
    return "-".join(parts)


def trial_password():
    return "".join(random.sample(ALPHABET, 8))  # error: insecure-random


def voucher_code(campaign):
    number = random.randint(1, campaign.size)
    return f"{campaign.prefix}-{number:06d}"


def pick_banner(banners):
    return random.choice(banners)


def device_secret(serial):
    secret = hashlib.md5(("dev" + serial).encode()).hexdigest()  # error: weak-hash
    return secret


def download_name(version, platform):
    digest = hashlib.md5(f"{version}/{platform}".encode()).hexdigest()
    return f"client-{digest[:8]}.zip"


def sign(private_key, body):
    return private_key.sign(body, padding.PKCS1v15(), hashes.SHA256())


def sign_for_old_clients(private_key, body):
    return private_key.sign(body, padding.PKCS1v15(), hashes.SHA1())  # error: weak-hash


def seal(key, licence):
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, json.dumps(licence).encode(), None)


def unseal(key, blob):
    return json.loads(AESGCM(key).decrypt(blob[:12], blob[12:], None))


def seal_for_floppy(key, licence):
    cipher = DES.new(key, DES.MODE_ECB)  # error: weak-cipher  # error: insecure-cipher-mode
    text = json.dumps(licence).encode()
    return cipher.encrypt(text + b" " * (-len(text) % 8))


def obfuscate(settings):
    cipher = AES.new(FALLBACK_KEY, AES.MODE_GCM)  # error: secret-key-constant
    return cipher.nonce + cipher.encrypt(settings)


def issue_token(private_key, customer, days):
    claims = {"sub": customer.id, "exp": datetime.now(timezone.utc) + timedelta(days=days)}
    return jwt.encode(claims, private_key, algorithm="RS256")


def read_token(public_key, token):
    try:
        return jwt.decode(token, public_key, algorithms=["RS256"])
    except jwt.InvalidTokenError as error:
        raise LicenceError("the token is not valid") from error


def customer_of(token):
    return jwt.decode(token, options={"verify_signature": False})["sub"]  # error: jwt-not-verified


def request_signature(key, body):
    return base64.b64encode(hmac.new(key, body, hashlib.sha1).digest())


def store_password(account, password):
    account.salt = secrets.token_bytes(16)
    account.digest = hashlib.sha256(account.salt + password.encode()).hexdigest()  # error: password-hash-fast
    account.save()


def store_password_slowly(account, password):
    account.salt = secrets.token_bytes(16)
    account.digest = hashlib.scrypt(password.encode(), salt=account.salt, n=2**15, r=8, p=1)
    account.save()
