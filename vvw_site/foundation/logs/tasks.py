"""Celery's lines: the id of a request travels with the tasks that it sends, and Celery's own messages become lines."""

import logging.config
import os
import sys
from typing import Any

from celery import signals
from celery.apps import worker
from django.conf import settings

from vvw_site.foundation.logs import cause

HEADER = "request_id"
SAYS = logging.getLogger("celery.worker")


def connect() -> None:
    """Called once, where the application is made."""
    # With a receiver, Celery sets up no logs of its own: neither in the first process nor in its children.
    signals.setup_logging.connect(set_up)
    # Before this, a worker may warn already.
    signals.celeryd_init.connect(set_up)
    signals.beat_init.connect(set_up)
    signals.before_task_publish.connect(add_request_id)
    signals.task_prerun.connect(name_task)
    signals.task_postrun.connect(forget_task)


def set_up(**_: object) -> None:
    logging.config.dictConfig(settings.LOGGING)
    worker.safe_say = say


def add_request_id(headers: dict[str, Any] | None = None, **_: object) -> None:
    """In the process that sends a task."""
    if headers is not None and (request_id := cause.current_id()):
        headers[HEADER] = request_id


def name_task(task_id: str, task: Any, **_: object) -> None:
    """In the process that runs it."""
    named = {"task": task.name, "task_id": task_id}
    if request_id := getattr(task.request, HEADER, None):
        named[HEADER] = str(request_id)
    cause.begin_task(named)


def forget_task(**_: object) -> None:
    cause.clear()


def say(message: str, stream: Any = None) -> None:
    """Celery's announcements of its end. They come from a handler of signals, where the stream of the log may be in use: so the
    line goes to its file at once."""
    record = SAYS.makeRecord(SAYS.name, logging.INFO, "", 0, str(message).strip(), (), None)
    handler = logging.getLogger().handlers[0]
    if record.levelno >= logging.getLogger().level:
        os.write(sys.__stderr__.fileno(), f"{handler.format(record)}\n".encode())  # type: ignore[union-attr]  # a worker has one
