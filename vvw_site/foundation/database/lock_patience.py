"""Changes of tables beside a site that is in use: they wait for a lock only shortly, and try again.

While a change waits for its lock, every later statement on that table waits behind it: one forgotten transaction would stop the
site for as long as the change has patience. So it gives up after two seconds, lets the others pass, and tries again.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import psycopg
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.errors import DeadlockDetected, LockNotAvailable

T = TypeVar("T")
Say = Callable[[str], object]
LOCK_SECONDS = 2.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds. Each pause is twice as long as the one before."""
GIVE_UP_AFTER = 600.0
"""Seconds from the first try; the last one begins before."""


class Patience:
    """For one connection in one command. say: gets a sentence at each refusal."""

    def __init__(self, connection: BaseDatabaseWrapper, say: Say) -> None:
        self.connection, self.say = connection, say
        self.deadline = time.monotonic() + GIVE_UP_AFTER

    def with_retries(self, work: Callable[[], T]) -> T:
        """Call `work` until it gets its locks. It must do all or nothing. Raises its OperationalError after GIVE_UP_AFTER."""
        pause = FIRST_PAUSE
        while True:
            try:
                return work()
            except OperationalError as error:
                if not is_lock_refused(error) or time.monotonic() + pause > self.deadline:
                    raise
            self.say(f"No lock in {LOCK_SECONDS:.0f} seconds; trying again in {pause:.0f}. {self.oldest_transactions()}")
            time.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    def statement(self, execute: Callable[..., Any], text: Any, params: Any, many: bool, context: Any) -> Any:
        """An execute wrapper: a statement outside a transaction is repeated by itself, because those before it stay.

        What is done CONCURRENTLY blocks nobody while it waits, but begins from the start if it is ended: it may wait for long.
        """
        if self.connection.in_atomic_block:
            return execute(text, params, many, context)
        if "CONCURRENTLY" not in str(text).upper():
            return self.with_retries(lambda: execute(text, params, many, context))
        with lock_timeout(self.connection, max(LOCK_SECONDS, self.deadline - time.monotonic())):
            return execute(text, params, many, context)

    def oldest_transactions(self) -> str:
        """The transactions that may hold the lock, as a sentence; empty if there are none, or if this cannot be read."""
        try:
            rows = self.connection.connection.execute(_OLDEST.encode()).fetchall()
        except psycopg.Error:
            return ""
        found = ", ".join(f"process {pid} ({name or 'unnamed'}, {state}, {age} s)" for pid, name, state, age in rows)
        return f"The oldest transactions: {found}." if found else ""


_OLDEST = (
    "SELECT pid, application_name, state, extract(epoch FROM now() - xact_start)::int FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL ORDER BY xact_start LIMIT 3"
)


def is_lock_refused(error: BaseException) -> bool:
    return isinstance(error.__cause__, LockNotAvailable | DeadlockDetected)


@contextmanager
def patience(connection: BaseDatabaseWrapper, say: Say) -> Iterator[Patience]:
    """Until the end of the block, statements of the connection wait shortly for locks, and are repeated outside of transactions."""
    ours = Patience(connection, say)
    with lock_timeout(connection, LOCK_SECONDS), connection.execute_wrapper(ours.statement):
        yield ours


@contextmanager
def lock_timeout(connection: BaseDatabaseWrapper, seconds: float) -> Iterator[None]:
    """Another lock_timeout for the session of the connection, outside of transactions. Past the driver's wrappers."""
    connection.ensure_connection()
    (before,) = connection.connection.execute("SELECT current_setting('lock_timeout')").fetchone()
    connection.connection.execute(f"SET lock_timeout = {seconds * 1000:.0f}".encode())
    try:
        yield
    finally:
        with suppress(psycopg.Error):  # of a dead connection
            connection.connection.execute(f"SET lock_timeout = '{before}'".encode())
