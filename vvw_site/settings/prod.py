"""Production: refuses to start without its secrets."""

from .base import *
from .data import data_settings

globals().update(data_settings(instance=None))

SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
