"""Several statements that read the database as it was at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_snapshot() -> Iterator[None]:
    """A transaction that only reads, in the snapshot of its first statement. Within a transaction of the caller, that one's own
    isolation stays."""
    is_inner = connection.in_atomic_block
    with transaction.atomic():
        if not is_inner:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
