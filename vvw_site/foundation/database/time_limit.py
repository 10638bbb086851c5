"""How long a statement may take: the limit of a process, a shorter limit for a part of a request, and how to recognise that a
limit was reached.

The process's limit is set by a statement on each new connection, and a part's limit by SET LOCAL, because a pooler between us
and Postgres refuses start-up options.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from psycopg.errors import QueryCanceled

_unlimited = False


def lift() -> None:
    """New connections of this process get no limit: for workers and commands, which prove, sweep and migrate."""
    global _unlimited
    _unlimited = True


def is_lifted() -> bool:
    return _unlimited


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """One transaction in which no statement takes longer. Inside another transaction, the limit ends with the block."""
    nested = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SET, [f"{seconds * 1000:.0f}"])
        before, _ = cursor.fetchone()
        yield
        if nested:
            cursor.execute(_SET, [before])


_SET = "SELECT current_setting('statement_timeout'), set_config('statement_timeout', %s, true)"


def ran_out_of_time(error: BaseException | None) -> bool:
    """Whether a database error means that a statement reached its time limit."""
    return error is not None and isinstance(error.__cause__, QueryCanceled)
