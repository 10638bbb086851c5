"""Development: what `make run` starts. The pages are the same as in production; DEBUG=1 shows Django's own error pages."""

from . import declared
from .base import *
from .data import data_settings
from .encryption import NO_SECRET, encryption_keys
from .logs import logging_settings

globals().update(data_settings(instance="dev"))

INSTALLED_APPS = ["daphne", *INSTALLED_APPS]  # for `manage.py runserver`; elsewhere its import would only cost half a second
DEBUG = declared.DEBUG.value()
SECRET_KEY = SECRET_KEY or "dev-only-not-a-secret"
ENCRYPTION_KEYS = encryption_keys(default=NO_SECRET)
ALLOWED_HOSTS = ALLOWED_HOSTS or ["*"]
LOGGING = logging_settings(json=False)
STAFF_NEEDS_TOTP = False
SEEDS_LOAD_ACCOUNTS = True

# Static files are served from their sources and looked up at each request: an edit shows at once, without collectstatic.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
WHITENOISE_MAX_AGE = 0
SERVE_PAGES = True
TEMPLATES[0]["OPTIONS"]["auto_reload"] = True
