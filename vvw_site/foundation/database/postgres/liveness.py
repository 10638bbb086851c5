"""Whether a connection of the pool still works, without asking Postgres."""

import select
import time
from contextlib import suppress
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from psycopg_pool import ConnectionPool

Connection = psycopg.Connection[Any]


class Watch:
    """A connection of the pool. opened_at: by the monotonic clock."""

    __slots__ = ("opened_at", "poll")

    def __init__(self, connection: Connection) -> None:
        self.opened_at = time.monotonic()
        self.poll = select.poll()
        self.poll.register(connection.fileno(), select.POLLIN)


_watches: WeakKeyDictionary[Connection, Watch] = WeakKeyDictionary()
_distrusted_before = 0.0


def watch(connection: Connection) -> Watch:
    """To be called when a connection is opened."""
    _watches[connection] = Watch(connection)
    return _watches[connection]


def distrust_older_connections() -> None:
    """A connection has died in use: those of the process that were opened before are not used again."""
    global _distrusted_before
    _distrusted_before = time.monotonic()


def is_alive(connection: Connection) -> bool:
    """Whether a connection still works; a dead one is closed. Asks Postgres only if Postgres has sent something."""
    if connection.closed:
        return False
    watched = _watches.get(connection) or watch(connection)
    if watched.opened_at <= _distrusted_before:
        connection.close()
        return False
    if not watched.poll.poll(0):
        return True
    with suppress(psycopg.Error):
        ConnectionPool.check_connection(connection)  # if it answers, Postgres had sent a notice or a changed parameter
        return True
    connection.close()
    return False
