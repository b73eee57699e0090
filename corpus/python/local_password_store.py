import base64
import hashlib
import os

import bcrypt
from passlib.hash import bcrypt as pb, pbkdf2_sha256, argon2

def hash_password(password):
    return bcrypt.hashpw(base64.b64encode(hashlib.sha256(password.encode()).digest()), bcrypt.gensalt())

def check_password(password, stored):
    return bcrypt.checkpw(hashlib.sha256(password.encode()).hexdigest().encode(), stored)

def make_password(pw, salt):
    h = hashlib.sha256()
    h.update(salt)
    h.update(pw)  # error: password-hash-fast
    return h.hexdigest()

def hash_pw(pw):
    return pb.hash(pw), pbkdf2_sha256.hash(pw), argon2.hash(pw)

def verify_password(a, b):
    salt = hashlib.sha256(os.urandom(60)).hexdigest().encode("ascii")
    return hashlib.pbkdf2_hmac("sha512", a.encode(), salt, 100000)
class User:
    def set_password(self, raw):
        self.password = hashlib.sha256(raw.encode()).hexdigest()  # error: password-hash-fast
    def token(self):
        return hashlib.sha256(self.email.encode()).hexdigest()
