"""Structured logs: readable lines for people, one JSON object a line for machines. Errors to Sentry with a DSN only."""

from typing import Any

import structlog

from .env import env

LOG_LEVEL = env("LOG_LEVEL", default="INFO").upper()
SENTRY_DSN = env("SENTRY_DSN", default="")


def logging_settings(*, json: bool) -> dict[str, Any]:
    """Django's LOGGING dict; also tells structlog, so that both kinds of loggers write alike."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    last: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if json:
        last += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        # Its own choice paints each frame with its local variables: seconds of work, and secrets in a log.
        last += [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
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
        },
    }


def start_sentry(environment: str) -> None:
    """Errors go to Sentry when a DSN is given; no personal data goes with them."""
    if SENTRY_DSN:
        import sentry_sdk

        sentry_sdk.init(dsn=SENTRY_DSN, environment=environment, send_default_pii=False)
