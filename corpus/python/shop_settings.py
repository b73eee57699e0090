"""Django settings of the shop."""
import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "django-insecure-0x1y2z3w4v5u6t7s8r9q"  # error: leaked-secret
DEBUG = True  # error: debug-on
ALLOWED_HOSTS = ["*"]  # error: django-allowed-hosts-any

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]

SESSION_COOKIE_SECURE = False  # error: cookie-without-secure
SESSION_COOKIE_HTTPONLY = False  # error: cookie-without-httponly
CSRF_COOKIE_SECURE = False  # error: cookie-without-secure
SESSION_COOKIE_SAMESITE = None  # error: cookie-without-samesite
SESSION_SERIALIZER = "django.contrib.sessions.serializers.PickleSerializer"  # error: pickle-load
SECURE_CONTENT_TYPE_NOSNIFF = False  # error: disabled-security-header
X_FRAME_OPTIONS = "ALLOWALL"  # error: disabled-security-header
CORS_ALLOW_ALL_ORIGINS = True  # error: cors-any-origin
CORS_ALLOW_CREDENTIALS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # error: password-hash-fast
SECURE_HSTS_SECONDS = 31536000
AUTH_PASSWORD_VALIDATORS = []
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "USER": "shop",
        "PASSWORD": "sh0p-Passw0rd!9",  # error: hardcoded-credential
        "HOST": "db",
    },
    "reports": {
        "ENGINE": "django.db.backends.postgresql",
        "PASSWORD": os.environ["REPORTS_PASSWORD"],
    },
}
EMAIL_HOST_PASSWORD = "m41lPassw0rd"  # error: hardcoded-credential
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"autoescape": False},  # error: autoescape-off
    }
]
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
}
