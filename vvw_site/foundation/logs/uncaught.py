"""What Python would print by itself becomes lines of the log: errors that nobody catches, and warnings."""

import logging
import sys
import threading
from types import TracebackType
from typing import Any

import structlog

log = structlog.get_logger("python")
_before = sys.excepthook
"""What shows an error while the logs are not set up."""


def log_uncaught() -> None:
    """For this process. Ctrl-C and exits with a sentence stay as they are."""
    global _before
    logging.captureWarnings(True)
    if sys.excepthook is not _on_error:
        _before = sys.excepthook
    sys.excepthook = _on_error
    threading.excepthook = _on_thread_error
    sys.unraisablehook = _on_unraisable


def _on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, Exception) or not logging.getLogger().handlers:  # also before the logs are set up
        _before(kind, error, trace)
        return
    log.critical("uncaught", exc_info=(kind, error, trace))


def _on_thread_error(given: Any) -> None:
    """given: threading.ExceptHookArgs"""
    if given.exc_value is not None and not issubclass(given.exc_type, SystemExit):
        name = given.thread.name if given.thread else ""
        log.error("uncaught_in_thread", thread=name, exc_info=(given.exc_type, given.exc_value, given.exc_traceback))


def _on_unraisable(given: Any) -> None:
    """given: sys.UnraisableHookArgs"""
    error = given.exc_value
    log.error("unraisable", where=given.err_msg, exc_info=(given.exc_type, error, given.exc_traceback) if error else None)
