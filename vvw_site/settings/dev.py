"""Development: what `make run` starts. Pages are those of production; DEBUG=1 shows Django's own error pages."""

from .base import *
from .data import data_settings
from .encryption import NO_SECRET, encryption_keys

globals().update(data_settings(instance="dev"))

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = SECRET_KEY or "dev-only-not-a-secret"
ENCRYPTION_KEYS = encryption_keys(default=NO_SECRET)
ALLOWED_HOSTS = ALLOWED_HOSTS or ["*"]
LOGGING = logging_settings(json=False)
STAFF_NEEDS_TOTP = False

# Static files straight from their sources, looked up anew each time: an edit shows at once, nothing to collect.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
WHITENOISE_MAX_AGE = 0
SERVE_PAGES = True
TEMPLATES[0]["OPTIONS"]["auto_reload"] = True
