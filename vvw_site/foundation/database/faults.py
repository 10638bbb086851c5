"""Which errors mean that a part of ours is away or too busy, so that the answer is a 503 and not a fault of the code.

Every entry point asks here: the API's door, and the handlers of uncaught errors of pages and admin.
"""

import django.db
import psycopg
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import connection
from psycopg.pq import ConnStatus
from redis import RedisError

AWAY = (
    django.db.OperationalError, django.db.InterfaceError, psycopg.OperationalError, psycopg.InterfaceError, RedisError,
)  # fmt: skip
"""The driver's own errors too: Django does not translate those of a cursor that is closed on a dead connection."""


def is_unavailable(error: BaseException | None) -> bool:
    """Postgres or Redis is away, full, or gave up waiting; also when another error was raised because of that."""
    if isinstance(error, django.db.Error | psycopg.Error) and is_lost():
        return True  # the first error of a dead connection may be of any class
    while error is not None:
        if isinstance(error, AWAY):
            return True
        # Django calls a session that could not be saved one that somebody deleted, and names no cause.
        error = error.__context__ if isinstance(error, SessionInterrupted | UpdateError) else error.__cause__
    return False


def broken_constraint(error: BaseException) -> str:
    """The name of the database's rule that a statement broke; empty when it broke none."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def is_lost() -> bool:
    """This thread's connection to Postgres has died."""
    driver = connection.connection
    return driver is not None and driver.pgconn.status != ConnStatus.OK
