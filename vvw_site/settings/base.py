"""Settings that every environment shares. Environment variables are declared in declared.py."""

from typing import Any

from vvw_site.schedule import CELERY_BEAT_SCHEDULE, CELERY_TASK_ROUTES, JOBS  # Celery and the jobs read them

from . import declared
from .api import *
from .folders import *
from .identity import *
from .mail import *
from .public import *
from .security import *
from .unfold import *
from .version import version

DEBUG = False
SECRET_KEY = declared.SECRET_KEY.value()
ALLOWED_HOSTS = declared.ALLOWED_HOSTS.value()
CSRF_TRUSTED_ORIGINS = declared.CSRF_TRUSTED_ORIGINS.value()
TRUSTED_PROXY_COUNT = declared.TRUSTED_PROXY_COUNT.value()
REQUEST_WAIT = declared.REQUEST_WAIT.value()

INSTALLED_APPS = [
    "vvw_site",
    "vvw_site.foundation.jobs",
    "accounts",
    "game",
    "clans",
    "seo_pages",
    "vvw_site.foundation.staff.apps.StaffSiteConfig",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "accounts.sessions.apps.SessionListConfig",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "django_celery_beat",
    "csp",
    "anymail",
    "channels",
]

MIDDLEWARE = [
    "vvw_site.middleware.request_metrics.RequestMetrics",
    "django.middleware.security.SecurityMiddleware",
    "vvw_site.middleware.request_checks.RequestChecks",
    "vvw_site.middleware.api_fast_path.ApiFastPath",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vvw_site.middleware.content_policy.ContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.session_user.SessionUserMiddleware",
    "vvw_site.middleware.maintenance.Maintenance",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.account_pages.AccountPagesMiddleware",
    "accounts.middleware.session_activity.SessionActivityMiddleware",
    "accounts.middleware.guest_signup.GuestSignupMiddleware",
    "accounts.middleware.staff_totp.StaffTotpMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vvw_site.middleware.http_methods.HttpMethods",
]

# Beginnings of addresses that are served without Postgres and Redis, so nothing reads their session; also during repairs.
SESSIONLESS_PATHS = ("/status/",)

# Bytes of a request's body. The proxy's own limit (deploy/nginx/vvw.conf) is the one for pages.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
API_BODY_MAX = 64 * 1024

# Addresses and ports outside the public network that webhooks of clans may reach, and the certificates that they may have. Only tests
# set these, for servers of their own.
WEBHOOK_TEST_ADDRESSES: frozenset[tuple[str, int]] = frozenset()
WEBHOOK_TEST_CA = ""

ROOT_URLCONF = "vvw_site.urls"
WSGI_APPLICATION = "vvw_site.wsgi.application"
ASGI_APPLICATION = "vvw_site.asgi.application"

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "game.views.hud.hud",
]
TEMPLATES: list[dict[str, Any]] = [
    # The player's pages. Compiled once per process: a running server does not see a changed template (in dev it does).
    {
        "NAME": "pages",
        "BACKEND": "vvw_site.pages.backend.Pages",
        "DIRS": [BASE_DIR / "templates" / "jinja2"],
        "OPTIONS": {
            "environment": "vvw_site.pages.environment.environment",
            "context_processors": CONTEXT_PROCESSORS,
            "auto_reload": False,
        },
    },
    # Accounts, admin, mails, and the error pages that need neither request nor database.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]

FORM_RENDERER = "vvw_site.pages.widgets.WidgetRenderer"

# --- data -----------------------------------------------------------------------------------------------------------
# Each environment sets these from data_settings() in data.py.
DATABASE_URL: str
DATABASE_DIRECT_URL: str
DATABASE_POOLER: bool
REDIS_URL: str
REDIS_URLS: dict[str, str]
DATABASE_PREPARE: bool
STAFF_LIST_TIMEOUT: float
DATABASES: dict[str, dict[str, Any]]
CACHES: dict[str, dict[str, Any]]
CHANNEL_LAYERS: dict[str, dict[str, Any]]
CELERY_BROKER_URL: str
# Each environment sets this with encryption_keys() in encryption.py.
ENCRYPTION_KEYS: list[str]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CSRF_FAILURE_VIEW = "game.views.csrf.csrf_failure"

CELERY_TASK_DEFAULT_QUEUE = "fast"
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_BEAT_SCHEDULER = "vvw_site.beat:CodeScheduler"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A request that sends a task after its commit must not wait for a broker that is away: the row is written, and beat's
# periodic task finds it.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
    "socket_connect_timeout": 2,
    # A message whose worker died is delivered again after so many seconds, so no task may run longer.
    "visibility_timeout": 3600,
}
CELERY_TIMEZONE = "UTC"
DJANGO_CELERY_BEAT_TZ_AWARE = True

# --- words, dates, files --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = "vvw_site.formats"
USE_I18N = False
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = str(declared.STATIC_ROOT.value())
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "vvw_site.static_storage.HashedStaticFiles"},
}
FIXTURES_DIR = BASE_DIR / "fixtures"

# --- closed for repairs ---------------------------------------------------------------------------------------------
MAINTENANCE = declared.MAINTENANCE.value()
MAINTENANCE_FILE = str(declared.MAINTENANCE_FILE.value())

VERSION = version()

# --- metrics ---------------------------------------------------------------------------------------------------------
METRICS_TOKEN = declared.METRICS_TOKEN.value()
PROMETHEUS_MULTIPROC_DIR = declared.PROMETHEUS_MULTIPROC_DIR.value()

# --- sockets ---------------------------------------------------------------------------------------------------------
SOCKETS_PER_PROCESS = declared.SOCKETS_PER_PROCESS.value()
SOCKETS_PER_ADDRESS = declared.SOCKETS_PER_ADDRESS.value()
SOCKET_HANDSHAKES_PER_MINUTE = declared.SOCKET_HANDSHAKES_PER_MINUTE.value()

# --- switches that differ by environment ----------------------------------------------------------------------------------------
LIMITS_ENFORCED = True
"""False in bench only: Redis counts as usual, but no limit refuses anything."""
COMPILES_PAGES_AT_START = True
"""False in the servers that tests start: two seconds of CPU each. A page's template is compiled when it is first asked for."""
PRODUCTION = False
"""True in prod only: the checks of /healthz/ready and `manage.py doctor` that mean nothing elsewhere."""
SEEDS_LOAD_ACCOUNTS = False
"""True in dev and bench only: `manage.py seed_load_test` makes accounts whose password everybody knows."""
