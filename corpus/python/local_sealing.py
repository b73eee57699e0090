"""Sealing of records, old formats and new ones."""
import os
import random
import secrets
import string
import uuid

import numpy as np
import rsa as purersa
from Crypto.Cipher import AES, ARC4, DES, DES3, Blowfish, CAST, ChaCha20, ChaCha20_Poly1305
from Crypto.PublicKey import DSA, ECC, RSA
from Crypto.Random import get_random_bytes
from Crypto.Util.Padding import pad
from cryptography.hazmat.backends import default_backend
from cryptography.hazmat.primitives.asymmetric import dh, dsa, ec, rsa, ed25519
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from M2Crypto import EVP
from paramiko import RSAKey, DSSKey, ECDSAKey
from OpenSSL import crypto as openssl
from jwcrypto import jwk
import pyaes

ZERO_IV = b"\x00" * 16
FIXED_IV = b"0123456789abcdef"


def seal_des(key, data):
    return DES.new(key, DES.MODE_CBC, os.urandom(8)).encrypt(pad(data, 8))  # error: weak-cipher


def seal_rc4(key, data):
    return ARC4.new(key).encrypt(data)  # error: weak-cipher


def seal_3des(key, data, iv):
    cipher = DES3.new(key, DES3.MODE_CBC, iv)  # error: weak-cipher
    return cipher.encrypt(data)


def seal_blowfish(key, data):
    cipher = Cipher(algorithms.Blowfish(key), modes.CBC(os.urandom(8)), backend=default_backend())  # error: weak-cipher
    return cipher.encryptor().update(data)


def seal_arc4(key, data):
    return Cipher(algorithms.ARC4(key), mode=None).encryptor().update(data)  # error: weak-cipher


def seal_m2(key, iv):
    return EVP.Cipher(alg="des_ede3_cbc", key=key, iv=iv, op=1)  # error: weak-cipher


def seal_ecb(key, data):
    return AES.new(key, AES.MODE_ECB).encrypt(data)  # error: insecure-cipher-mode


def seal_ecb_2(key, data):
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # error: insecure-cipher-mode
    return encryptor.update(data) + encryptor.finalize()


def seal_default(key, data):
    return AES.new(key).encrypt(data)  # error: insecure-cipher-mode


def seal_pyaes(key, data):
    return pyaes.AESModeOfOperationECB(key).encrypt(data)  # error: insecure-cipher-mode


def seal_zero(key, data):
    return AES.new(key, AES.MODE_CBC, ZERO_IV).encrypt(data)  # error: insecure-cipher-mode


def seal_zero_2(key, data):
    return AES.new(key, AES.MODE_CBC, iv=bytes(16)).encrypt(data)  # error: insecure-cipher-mode


def seal_fixed(key, data):
    return AES.new(key, AES.MODE_CBC, iv=FIXED_IV).encrypt(data)  # error: insecure-cipher-mode


def seal_fixed_2(key, data):
    return Cipher(algorithms.AES(key), modes.CBC(FIXED_IV)).encryptor().update(data)  # error: insecure-cipher-mode


def seal_nonce(key, data):
    return AES.new(key, AES.MODE_GCM, nonce=b"000000000000").encrypt_and_digest(data)  # error: insecure-cipher-mode


def seal_gcm_fixed(key, data):
    return AESGCM(key).encrypt(b"\x00" * 12, data, None)  # error: insecure-cipher-mode


def seal_chacha_fixed(key, data):
    return ChaCha20.new(key=key, nonce=b"12345678").encrypt(data)  # error: insecure-cipher-mode


def seal_gcm(key, data):
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, data, None)


def seal_cbc(key, data):
    iv = get_random_bytes(16)
    return iv + AES.new(key, AES.MODE_CBC, iv).encrypt(pad(data, 16))


def seal_cha(key, data):
    cipher = ChaCha20_Poly1305.new(key=key)
    text, tag = cipher.encrypt_and_digest(data)
    return cipher.nonce + tag + text


def open_cbc(key, blob):
    return AES.new(key, AES.MODE_CBC, blob[:16]).decrypt(blob[16:])


def make_keys():
    rsa.generate_private_key(65537, 1024)  # error: short-key
    rsa.generate_private_key(public_exponent=65537, key_size=512)  # error: short-key
    rsa.generate_private_key(public_exponent=65537, key_size=3072)
    dsa.generate_private_key(key_size=1024)  # error: short-key
    dh.generate_parameters(generator=2, key_size=1024)  # error: short-key
    ec.generate_private_key(ec.SECP192R1())  # error: short-key
    ec.generate_private_key(ec.SECP256R1())
    ed25519.Ed25519PrivateKey.generate()
    RSA.generate(1024)  # error: short-key
    RSA.generate(bits=2048)
    DSA.generate(1024)  # error: short-key
    ECC.generate(curve="p192")  # error: short-key
    ECC.generate(curve="P-256")
    purersa.newkeys(512)  # error: short-key
    RSAKey.generate(1024)  # error: short-key
    RSAKey.generate(bits=4096)
    DSSKey.generate(1024)  # error: short-key
    ECDSAKey.generate()
    pair = openssl.PKey()
    pair.generate_key(openssl.TYPE_RSA, 1024)  # error: short-key
    pair.generate_key(openssl.TYPE_RSA, 2048)
    jwk.JWK.generate(kty="RSA", size=1024)  # error: short-key
    jwk.JWK.generate(kty="RSA", size=2048)
    jwk.JWK.generate(kty="oct", size=256)


def issue(user):
    reset_token = "".join(random.choices(string.ascii_letters, k=32))  # error: insecure-random
    session_id = random.getrandbits(128)  # error: insecure-random
    otp = random.randint(100000, 999999)  # error: insecure-random
    user.password = "".join(random.sample(string.ascii_letters, 10))  # error: insecure-random
    api_key = "".join(np.random.choice(list(string.ascii_letters), 32))  # error: insecure-random
    activation_token = uuid.uuid1().hex  # error: insecure-random
    safe = secrets.token_hex(16)
    other_token = uuid.uuid4().hex
    sample = random.sample(range(10), 3)
    delay = random.random() * 3
    return reset_token, session_id, otp, api_key, activation_token, safe, other_token, sample, delay


def remember_me_key(user):
    return str(random.random())[2:]  # error: insecure-random


def verification_code():
    return "".join(str(random.randint(0, 9)) for _ in range(6))  # error: insecure-random


def gen_secret(n):
    rng = random.Random()
    return bytes(rng.randrange(256) for _ in range(n))  # error: insecure-random


def gen_secret_ok(n):
    rng = random.SystemRandom()
    return bytes(rng.randrange(256) for _ in range(n))


def pick_color():
    return random.choice(["red", "green"])


def load_test_user():
    return {"name": random.choice(["a", "b"]), "age": random.randint(1, 80)}


def set_csrf(response):
    response.set_cookie("csrftoken", str(random.random()))  # error: insecure-random


def remember(response, user):
    cookie_value = str(random.randint(1, 10**12))  # error: insecure-random
    response.set_cookie("session", cookie_value, httponly=True, secure=True, samesite="Lax")
