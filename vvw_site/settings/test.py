"""Tests: real Postgres and Redis, cheap password hashes."""

from .base import *
from .data import data_settings
from .encryption import NO_SECRET, encryption_keys
from .logs import logging_settings

globals().update(data_settings(instance="test"))

SECRET_KEY = "test-only-not-a-secret"
ENCRYPTION_KEYS = encryption_keys(default=NO_SECRET)
ALLOWED_HOSTS = ["*"]
del DATABASES["default"]["OPTIONS"]["pool"]  # pytest-django changes the database under it
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGGING = logging_settings(json=False)
STAFF_NEEDS_TOTP = False
MAINTENANCE = False
MAINTENANCE_FILE = str(LOCAL_DIR / "maintenance-of-the-tests")  # closing the site of this checkout must not fail its tests

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
