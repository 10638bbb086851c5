"""A turn that one process at a time can have: an advisory lock on a connection of its own, which Postgres releases however the
process ends. The connection is direct, because a pooler would give its session to others."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings

RELEASE = 7_260_001
"""The number of the turn to release a version."""
TELL_EVERY = 10.0
"""Seconds between two messages of one that waits."""


class TurnLostError(Exception):
    """The connection ended, so another process may have the turn."""


class HeldTurn:
    """keep: to be called before each step. Raises TurnLostError."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def keep(self) -> None:
        try:
            self._connection.execute("SELECT 1")
        except psycopg.Error as error:
            raise TurnLostError("The connection that holds the turn was lost.") from error


@contextmanager
def turn(number: int, waiting: Callable[[], object]) -> Iterator[HeldTurn]:
    """Wait for the turn and have it until the end of the block. waiting: called at once and then now and then if another has it."""
    told = 0.0
    with psycopg.connect(settings.DATABASE_DIRECT_URL, autocommit=True, prepare_threshold=None) as connection:
        # In short tries: a lock that a statement waits for would hold up CREATE INDEX CONCURRENTLY in the other process.
        while not connection.execute("SELECT pg_try_advisory_lock(%s)", [number]).fetchone()[0]:  # type: ignore[index]
            if time.monotonic() - told > TELL_EVERY or not told:
                waiting()
                told = time.monotonic()
            time.sleep(0.5)
        yield HeldTurn(connection)
