"""Tests: real Postgres and Redis, cheap password hashes."""

from .base import *

SECRET_KEY = "test-only-not-a-secret"
ALLOWED_HOSTS = ["*"]
DATABASES["default"]["OPTIONS"] = {}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
