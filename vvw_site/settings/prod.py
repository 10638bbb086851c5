"""Production: refuses to start without its secrets, and speaks HTTPS only."""

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .data import data_settings
from .encryption import encryption_keys

REQUIRED = ("SECRET_KEY", "ENCRYPTION_KEYS", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL")
if missing := [name for name in REQUIRED if not env(name, default="").strip()]:
    raise ImproperlyConfigured(f"Set {', '.join(missing)}: production does not start without (docs/settings.md).")

globals().update(data_settings(instance=None))
ENCRYPTION_KEYS = encryption_keys(default=[])
LOGGING = logging_settings(json=True)
start_sentry("production")

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if TRUSTED_PROXY_COUNT > 0:
    # Only behind a proxy of ours is this header the truth; without one the web server itself must speak HTTPS.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
