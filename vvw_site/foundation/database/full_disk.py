"""A full disk: how its errors are recognised, and whether Postgres's disk is still full after it has refused a write."""

import errno
import threading
import time
from collections.abc import Callable

from django.db import Error, connection, transaction
from psycopg.errors import DiskFull

PROBE_SECONDS = 5.0
"""While the disk of Postgres is full, it is tried at most this often whether there is room again."""


def is_disk_full(error: BaseException | None) -> bool:
    """Whether this error, or one that caused it, says that a disk of ours or of Postgres is full."""
    return _full_disk_in(error) is not None


def reason_of(error: BaseException | None) -> str:
    """The sentence for the log; empty for another error. It also makes the readiness check of this process fail, until there is
    room again."""
    found = _full_disk_in(error)
    if found is None:
        return ""
    if isinstance(found, DiskFull):
        seen.note()
        return "The disk of Postgres is full: free some space there."
    return f"The disk is full{f' at {found.filename}' if found.filename else ''}: free some space."


def _full_disk_in(error: BaseException | None) -> DiskFull | OSError | None:
    """The first error that says so: this one, or one that caused it."""
    while error is not None:
        if isinstance(error, DiskFull) or (isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)):
            return error
        error = error.__cause__
    return None


def has_room() -> bool:
    """Whether Postgres can write a megabyte to its disk. Leaves nothing behind. Another error than a full disk is not about room."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_WRITE)
    except Error as error:
        return not is_disk_full(error)
    return True


_WRITE = "CREATE TEMP TABLE vvw_room ON COMMIT DROP AS SELECT repeat(md5(n::text), 50) FROM generate_series(1, 700) AS n"


class FullDisk:
    """What this process knows about the disk of Postgres. It costs nothing until a statement has failed because of it."""

    def __init__(self, probe: Callable[[], bool], clock: Callable[[], float] = time.monotonic) -> None:
        self.probe, self.clock, self.lock = probe, clock, threading.Lock()
        self.is_full, self.next_probe = False, 0.0

    def note(self) -> None:
        """A statement has just failed because the disk is full."""
        with self.lock:
            self.is_full, self.next_probe = True, self.clock() + PROBE_SECONDS

    def still_full(self) -> bool:
        if not self.is_full:
            return False
        with self.lock:
            if not self.is_full or self.clock() < self.next_probe:
                return self.is_full
            self.next_probe = self.clock() + PROBE_SECONDS
        has_room = self.probe()
        with self.lock:
            self.is_full = not has_room
            return self.is_full


seen = FullDisk(has_room)
