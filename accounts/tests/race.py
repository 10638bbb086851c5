"""Running calls at the same time, each with its own database connection."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import psycopg
from django.db import connection

from vvw_site.tests.tiers import where


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Start the calls together. Returns what each returned, or the exception that it raised."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            start.wait(5)
            return call()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def is_lock_awaited() -> bool:
    """Whether any connection of this database waits for a lock. Reads it on a new connection, because within a transaction the
    answer would not change."""
    with psycopg.connect(**where()) as other:
        waiting = other.execute(
            "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        ).fetchone()
    return waiting is not None


def until_ended_or_waiting(ended: Event, seconds: float = 10) -> None:
    """Wait until the other call of a race has set `ended` or waits for a lock. AssertionError after so many seconds."""
    deadline = time.monotonic() + seconds
    while not ended.wait(0.005) and not is_lock_awaited():
        assert time.monotonic() < deadline
