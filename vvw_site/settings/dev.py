"""Development: what `make run` starts."""

from .base import *
from .data import data_settings

globals().update(data_settings(instance="dev"))

DEBUG = True
SECRET_KEY = SECRET_KEY or "dev-only-not-a-secret"
ALLOWED_HOSTS = ["*"]
