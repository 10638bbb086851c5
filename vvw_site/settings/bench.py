"""Load measurements: production settings but for a cheap password hash; limits are asked, not enforced."""

from .base import *
from .data import data_settings

globals().update(data_settings(instance="bench"))

SECRET_KEY = "bench-only-not-a-secret"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LIMITS_ENFORCED = False
