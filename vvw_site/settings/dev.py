"""Development: what `make run` starts."""

from .base import *

DEBUG = True
SECRET_KEY = SECRET_KEY or "dev-only-not-a-secret"
ALLOWED_HOSTS = ["*"]
