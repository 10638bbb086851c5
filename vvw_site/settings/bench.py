"""Load measurements: as in production, but with a cheap password hash, and limits are counted without refusing anything."""

from .base import *
from .data import data_settings
from .encryption import NO_SECRET, encryption_keys
from .logs import logging_settings

globals().update(data_settings(instance="bench"))

SECRET_KEY = "bench-only-not-a-secret"
ENCRYPTION_KEYS = encryption_keys(default=NO_SECRET)
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGGING = logging_settings(json=True)
STAFF_NEEDS_TOTP = False

SEEDS_LOAD_ACCOUNTS = True
LIMITS_ENFORCED = False
# Counted as in production, at the same cost, but never reached.
ACCOUNT_RATE_LIMITS = dict.fromkeys(ACCOUNT_RATE_LIMITS, "1000000000/m/ip") | {
    "login": False,
    "login_failed": "1000000000/m/ip,1000000000/h/key",
}
WHITENOISE_USE_FINDERS = True
