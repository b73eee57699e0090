import hashlib
import hmac
import base64
import zlib
from hashlib import md5, sha1
from Crypto.Hash import MD5, SHA
from cryptography.hazmat.primitives import hashes, hmac as chmac
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.x509 import CertificateBuilder
from passlib.hash import md5_crypt, sha1_crypt, ldap_md5, plaintext, bcrypt, des_crypt
from passlib.context import CryptContext
import crypt
from werkzeug.security import generate_password_hash
from django.contrib.auth.hashers import make_password
from argon2 import PasswordHasher


def digest(data):
    return hashlib.md5(data).hexdigest()  # error: weak-hash


def process(data):
    h = md5()  # error: weak-hash
    h.update(data)
    return h.digest()


def value(x):
    return hashlib.sha1(x.encode("utf-8")).hexdigest()  # error: weak-hash


def other(x):
    return hashlib.new("md5", x).hexdigest()  # error: weak-hash


def other2(x):
    return hashlib.new("sha1", x).hexdigest()  # error: weak-hash


def crypto_md5(x):
    h = MD5.new()  # error: weak-hash
    h.update(x)
    return h.hexdigest()


def cr(x):
    d = hashes.Hash(hashes.MD5())  # error: weak-hash
    d.update(x)
    return d.finalize()


def cr1(x):
    d = hashes.Hash(hashes.SHA1())  # error: weak-hash
    d.update(x)
    return d.finalize()


def mac(key, msg):
    return hmac.new(key, msg, hashlib.md5).hexdigest()  # error: weak-hash


def mac2(key, msg):
    return hmac.new(key, msg, digestmod="md5").hexdigest()  # error: weak-hash


def mac3(key, msg):
    return hmac.new(key, msg, "sha256").hexdigest()


def verify(public_key, sig, data):
    public_key.verify(sig, data, padding.PKCS1v15(), hashes.SHA1())  # error: weak-hash


def cert(builder, key):
    return builder.sign(private_key=key, algorithm=hashes.SHA1())  # error: weak-hash


def cert256(builder, key):
    return builder.sign(private_key=key, algorithm=hashes.SHA256())


def derive(password, salt):
    kdf = PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=salt, iterations=1000)  # error: password-hash-fast
    return kdf.derive(password)


def derive_ok(password, salt):
    kdf = PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=salt, iterations=600000)
    return kdf.derive(password)


def p1(password):
    return md5_crypt.hash(password)  # error: password-hash-fast


def p2(password):
    return plaintext.hash(password)  # error: password-hash-fast


ctx = CryptContext(schemes=["md5_crypt"])  # error: password-hash-fast
ctx2 = CryptContext(schemes=["bcrypt", "md5_crypt"], deprecated=["md5_crypt"])
ctx3 = CryptContext(schemes=["argon2"])


def p3(password):
    return crypt.crypt(password, crypt.METHOD_MD5)  # error: password-hash-fast


def p4(password):
    return generate_password_hash(password, method="md5")  # error: password-hash-fast


def p4a(password):
    return generate_password_hash(password, method="sha256")  # error: password-hash-fast


def p5(password):
    return generate_password_hash(password)


def p6(password):
    return make_password(password, hasher="md5")  # error: password-hash-fast


def p7(password):
    return PasswordHasher().hash(password)


def p8(pw, salt):
    return hashlib.pbkdf2_hmac("sha256", pw, salt, 1000)  # error: password-hash-fast


def p9(pw, salt):
    return hashlib.scrypt(pw, salt=salt, n=16384, r=8, p=1)


def hash_password(pw):
    return hashlib.sha256(pw.encode()).hexdigest()  # error: password-hash-fast


def hash_password2(pw, salt):
    salted = salt + pw
    return hashlib.sha512(salted.encode()).hexdigest()  # error: password-hash-fast


def check_login(user, password):
    hashed = hashlib.sha1(password.encode()).hexdigest()  # error: password-hash-fast
    return hashed == user.password_hash


# harmless
def cache_key(x):
    return hashlib.md5(x).hexdigest()


def file_checksum(path):
    h = hashlib.md5()
    with open(path, "rb") as f:
        h.update(f.read())
    return h.hexdigest()


def etag(body):
    return hashlib.sha1(body).hexdigest()


def gravatar(email):
    return "https://gravatar.com/avatar/" + hashlib.md5(email.lower().encode()).hexdigest()


def bucket(user_id):
    return int(hashlib.md5(str(user_id).encode()).hexdigest(), 16) % 100


def not_sec(x):
    return hashlib.md5(x, usedforsecurity=False).hexdigest()


def content_md5(body):
    return base64.b64encode(hashlib.md5(body).digest()).decode()


def git_blob_sha(data):
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


fingerprint = hashlib.md5(b"x").hexdigest()
color = "#" + hashlib.md5(b"name").hexdigest()[:6]
filename = hashlib.sha1(b"url").hexdigest() + ".png"
