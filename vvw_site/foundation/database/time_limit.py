"""How long a statement may take: the limit of a process, a shorter one for a part of a request, and how to tell that one ran out.

The limit is set by a statement on each new connection, and by SET LOCAL for a part: a pooler between us and Postgres refuses
start-up options.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from psycopg.errors import QueryCanceled

_unlimited = False


def lift() -> None:
    """From now on the connections of this process have no limit: for workers and commands, which prove, sweep and migrate."""
    global _unlimited
    _unlimited = True


def is_lifted() -> bool:
    return _unlimited


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """One transaction in which no statement takes longer. Within another one the limit ends with the block as well."""
    within = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SET, [f"{seconds * 1000:.0f}"])
        before, _ = cursor.fetchone()
        yield
        if within:
            cursor.execute(_SET, [before])


_SET = "SELECT current_setting('statement_timeout'), set_config('statement_timeout', %s, true)"


def ran_out_of_time(error: BaseException | None) -> bool:
    """Whether a database error means that a statement took longer than it may."""
    return error is not None and isinstance(error.__cause__, QueryCanceled)
