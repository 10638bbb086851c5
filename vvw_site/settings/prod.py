"""Production: refuses to start without its secrets."""

from .base import *

SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
