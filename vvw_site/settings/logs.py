"""Structured logs: readable lines for people, one JSON object per line for machines. Errors go to Sentry only with a DSN."""

import logging
from typing import Any

import structlog
from django.core.exceptions import ImproperlyConfigured

from vvw_site.foundation.logs import lines, uncaught

from . import declared
from .version import version

LOG_LEVEL = declared.LOG_LEVEL.value().upper()
if LOG_LEVEL not in logging.getLevelNamesMapping():
    raise ImproperlyConfigured(
        f"LOG_LEVEL is {LOG_LEVEL!r}, which is no level: use DEBUG, INFO, WARNING or ERROR (docs/settings.md)."
    )
SENTRY_DSN = declared.SENTRY_DSN.value()
TIER = declared.TIER.value()


def logging_settings(*, json: bool) -> dict[str, Any]:
    """Django's LOGGING dict. Also configures structlog, so that both kinds of loggers write the same way."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        structlog.processors.StackInfoRenderer(),
    ]
    if json:
        last = lines.json_processors(TIER, version())
        uncaught.log_uncaught()
    else:
        # structlog's default prints the local variables of each frame: seconds of work, and secrets in a log.
        plain = structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback, timestamp_key="time"
        )
        last = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, plain]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": shared,
        "processors": last,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"structured": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
        "loggers": {
            # Django's own handlers would write a second copy, or mail it.
            "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
            "django.server": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
            # Gunicorn would write lines of its own format.
            "gunicorn.error": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
            "gunicorn.access": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        },
    }


def start_sentry(environment: str) -> None:
    """Report errors to Sentry if there is a DSN, without personal data."""
    if SENTRY_DSN:
        import sentry_sdk

        sentry_sdk.init(dsn=SENTRY_DSN, environment=environment, send_default_pii=False)
