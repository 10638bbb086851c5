"""Which errors mean that Postgres or Redis is away or overloaded, so that the answer is a 503 and not a fault of the code.

Every entry point uses this: the API's endpoints, and the handlers of uncaught errors of pages and admin.
"""

import django.db
import psycopg
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import connection
from psycopg.pq import ConnStatus
from redis import RedisError

from vvw_site.foundation.database.full_disk import is_disk_full, reason_of

UNAVAILABLE = (
    django.db.OperationalError, django.db.InterfaceError, psycopg.OperationalError, psycopg.InterfaceError, RedisError,
)  # fmt: skip
"""Also the driver's own errors: Django does not translate those of a cursor that is closed on a dead connection."""


def is_unavailable(error: BaseException | None) -> bool:
    """Whether Postgres or Redis is away, full, or took too long, or a disk is full; also if another error was raised because of that."""
    if isinstance(error, django.db.Error | psycopg.Error) and is_connection_lost():
        return True  # the first error of a dead connection may be of any class
    while error is not None:
        if isinstance(error, UNAVAILABLE) or (isinstance(error, OSError) and is_disk_full(error)):
            return True
        # When a session cannot be saved, Django reports it as deleted, and gives no cause.
        error = error.__context__ if isinstance(error, SessionInterrupted | UpdateError) else error.__cause__
    return False


def for_the_log(error: BaseException | None) -> dict[str, str]:
    """The fields of the line `unavailable`: the error, and the reason in a sentence if a disk is full, which is remembered for the
    readiness check."""
    reason = reason_of(error)
    return {"reason": reason, "error": str(error)} if reason else {"error": str(error)}


def for_a_person(error: BaseException) -> str:
    """What whoever ran a command is told instead of a traceback; empty if nothing is away, full or slow."""
    if not is_unavailable(error):
        return ""
    which = "Redis" if isinstance(error, RedisError) else "Postgres"
    return f"{reason_of(error) or f'{which} did not do its part.'} It said: {' '.join(str(error).split())} (--traceback shows where.)"


def broken_constraint(error: BaseException) -> str:
    """The name of the database constraint that a statement broke; empty if it broke none."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def is_connection_lost() -> bool:
    """Whether this thread's connection to Postgres has died."""
    driver = connection.connection
    return driver is not None and driver.pgconn.status != ConnStatus.OK
