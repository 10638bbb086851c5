"""Load measurements: production settings but for a cheap password hash; limits are asked, not enforced."""

from .base import *

SECRET_KEY = "bench-only-not-a-secret"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LIMITS_ENFORCED = False
