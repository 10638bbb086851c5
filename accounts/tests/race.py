"""Running calls at the same time, each with its own database connection."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import psycopg
from django.db import connection
from django.db.models import Model
from psycopg import sql

from vvw_site.tests.tiers import until, where


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


def at_once_at(row: Model, *calls: Callable[[], Any]) -> list[Any]:
    """As at_once. All calls come to this row before any of them goes on: each waits for its lock, or for one who does."""
    with psycopg.connect(**where()) as keeper:
        table = sql.Identifier(row._meta.db_table)
        keeper.execute(sql.SQL("SELECT FROM {} WHERE id = %s FOR UPDATE").format(table), [row.pk])
        return let_go_when_all_wait(keeper.rollback, *calls)


def let_go_when_all_wait(let_go: Callable[[], None], *calls: Callable[[], Any]) -> list[Any]:
    """As at_once. let_go: ends what holds the calls up, once all of them wait for a lock."""

    def let_go_then() -> None:
        try:
            until(lambda: locks_awaited() >= len(calls), 10)
        finally:
            let_go()

    *results, failure = at_once(*calls, let_go_then)
    if failure is not None:
        raise failure
    return results


def is_lock_awaited() -> bool:
    """Whether any connection of this database waits for a lock."""
    return locks_awaited() > 0


def locks_awaited() -> int:
    """How many connections of this database wait for a lock. Reads it on a new connection, because within a transaction the
    answer would not change."""
    with psycopg.connect(**where()) as other:
        row = other.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
        ).fetchone()
    assert row is not None
    return int(row[0])


def until_ended_or_waiting(ended: Event, seconds: float = 10) -> None:
    """Wait until the other call of a race has set `ended` or waits for a lock. AssertionError after so many seconds."""
    deadline = time.monotonic() + seconds
    while not ended.wait(0.005) and not is_lock_awaited():
        assert time.monotonic() < deadline
