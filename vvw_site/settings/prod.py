"""Production: refuses to start without its secrets, and speaks HTTPS only."""

from django.core.exceptions import ImproperlyConfigured

from .output import say_what_nobody_catches

say_what_nobody_catches()
# ruff: noqa: E402 (what is imported from here on may refuse)

from . import declared
from .base import *
from .data import data_settings
from .encryption import encryption_keys
from .logs import logging_settings, start_sentry
from .refusals import refusals

if missing := [setting.name for setting in declared.REQUIRED_IN_PRODUCTION if not setting.is_set()]:
    raise ImproperlyConfigured(f"Set {', '.join(missing)}: production does not start without (docs/settings.md).")
if faults := refusals(secret_key=SECRET_KEY, site_url=SITE_URL):
    raise ImproperlyConfigured("\n".join(faults))

globals().update(data_settings(instance=None))
ENCRYPTION_KEYS = encryption_keys(default=[])
LOGGING = logging_settings(json=True)
start_sentry("production")

PRODUCTION = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if TRUSTED_PROXY_COUNT > 0:
    # This header can be trusted only behind a proxy of ours; without one, the web server itself must speak HTTPS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
