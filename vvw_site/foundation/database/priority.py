"""Long statements that give way: while players play, the database process of a heavy job gets less of the processor than theirs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

STEPS = 5
"""By how much its niceness rises: against one process of a player on the same core, it gets a quarter of the time."""


@contextmanager
def gives_way() -> Iterator[bool]:
    """The database process of this connection has a lower priority within the block; True if that was possible.

    It is where Postgres runs on this machine as the same user. The priority cannot be raised again, so the connection ends with the block.
    Within a transaction nothing changes, because its connection has to stay.
    """
    lowered = not connection.in_atomic_block and _lower()
    connection.__dict__["gives_way"] = lowered
    try:
        yield lowered
    finally:
        connection.__dict__["gives_way"] = False
        if lowered:
            _end_connection()


def is_lowered() -> bool:
    """Whether the current connection gives way."""
    return bool(connection.__dict__.get("gives_way", False))


def _lower() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = int(cursor.fetchone()[0])
    try:
        # A number of another machine could be that of some other process here.
        if b"postgres" not in Path(f"/proc/{pid}/cmdline").read_bytes():
            return False
        os.setpriority(os.PRIO_PROCESS, pid, os.getpriority(os.PRIO_PROCESS, pid) + STEPS)
    except OSError:
        return False
    return True


def _end_connection() -> None:
    """Not back into the pool: whoever took it would be slow for ever. The pool opens another one in its place."""
    if connection.connection is not None:
        connection.connection.close()
    connection.close()
