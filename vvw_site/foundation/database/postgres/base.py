"""The engine that DATABASES names: Django's own, and a request never pays for a connection that died in the pool. SESSION in
its settings is what a new connection is told, by name, in one statement.

Two guards, neither of which asks Postgres anything:
- A connection is looked at when it leaves the pool. Postgres says nothing on an idle connection unless it ends it, so one
  that has something to read is dead. It is replaced before anything is sent on it.
- A connection that dies at its very first statement was dead or dying when it left the pool. The statement is repeated on
  another connection where that can do no harm (`may_repeat`).
"""

import re
import select
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import psycopg
from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base
from django.db.backends.utils import CursorWrapper
from psycopg.pq import ConnStatus
from psycopg_pool import ConnectionPool

from vvw_site.foundation.database import time_limit

T = TypeVar("T")
DIED_BEFORE = 0.1
"""Seconds. A first statement that fails later than this was at work: its connection died in the middle of it."""
_polls: WeakKeyDictionary[psycopg.Connection, select.poll] = WeakKeyDictionary()
_READ = re.compile(r"\s*SELECT\b", re.I)


class DatabaseWrapper(base.DatabaseWrapper):
    """untried: the connection came from the pool, and no statement has gone through it since."""

    untried = False

    def get_new_connection(self, conn_params: dict[str, Any]) -> psycopg.Connection:
        connection = super().get_new_connection(conn_params)
        if self.pool is None:
            return connection
        while not is_alive(connection):
            self.pool.putconn(connection)  # closed: the pool counts it as a fault and makes another
            connection = super().get_new_connection(conn_params)
        self.untried = True
        return connection

    def _configure_connection(self, connection: Any) -> bool:
        """Called once for each connection, by the pool or after connecting; what is set so survives a rollback because
        a commit follows. Start-up options would do the same, but a pooler between us and Postgres refuses them."""
        super()._configure_connection(connection)
        session = dict(self.settings_dict.get("SESSION", {}))
        if self.alias == NO_DB_ALIAS or time_limit.is_lifted():
            session["statement_timeout"] = "0"
        if not session:
            return True
        with connection.cursor() as cursor:
            said = ", ".join(["set_config(%s, %s, false)"] * len(session))
            cursor.execute(f"SELECT {said}", [part for pair in session.items() for part in pair])
        return True

    def make_cursor(self, cursor: Any) -> CursorWrapper:
        if self.untried and not isinstance(cursor, psycopg.ServerCursor):
            return FirstCursor(cursor, self)
        self.untried = False
        return super().make_cursor(cursor)

    def make_debug_cursor(self, cursor: Any) -> CursorWrapper:
        self.untried = False
        return super().make_debug_cursor(cursor)

    def first(self, text: str, ask: Callable[[], T]) -> T:
        """What `ask` answers, which sends the connection's first statement; asked again where that is safe."""
        tries = self.pool.max_size + 1 if self.pool else 1
        while True:
            tries -= 1
            begun = time.monotonic()
            try:
                return ask()
            except Exception:
                if not tries or time.monotonic() - begun > DIED_BEFORE or not self.is_lost() or not self.may_repeat(text):
                    raise
                self.replace()
            finally:
                self.untried = False

    def is_lost(self) -> bool:
        return self.connection is not None and self.connection.pgconn.status != ConnStatus.OK

    def may_repeat(self, text: str) -> bool:
        """Whether a first statement can be sent again although Postgres may have carried it out.

        Within a transaction it always can: only a COMMIT makes anything last, and none was sent. By itself a statement is
        its own transaction, which may have been committed before the connection died: then only a read can.
        """
        return not self.get_autocommit() or _READ.match(text) is not None

    def replace(self) -> None:
        """Another connection in the place of a dead one, in the same state."""
        dead, self.connection = self.connection, None
        dead.close()
        self.pool.putconn(dead)
        try:
            with self.wrap_database_errors:
                self.connection = self.get_new_connection(self.get_connection_params())
                self.connection.autocommit = self.autocommit
        except Exception:
            if self.in_atomic_block:  # as in Django's close(): the transaction is over, and no other begins within it
                self.closed_in_transaction = self.needs_rollback = True
            raise
        self.errors_occurred = False


class FirstCursor(CursorWrapper):
    """The cursor of a connection's first statement. Whatever else is done with it, is not repeated, nor what follows."""

    def _execute(self, sql: Any, params: Any, *ignored: Any) -> Any:
        execute = super()._execute

        def ask() -> Any:
            if self.cursor.connection is not self.db.connection:  # which was replaced
                self.cursor = self.db.create_cursor()
            return execute(sql, params, *ignored)

        return self.db.first(str(sql), ask) if self.db.untried else ask()

    def _executemany(self, sql: Any, param_list: Any, *ignored: Any) -> Any:
        self.db.untried = False
        return super()._executemany(sql, param_list, *ignored)

    def __getattr__(self, name: str) -> Any:
        if name in ("copy", "stream"):
            self.db.untried = False
        return super().__getattr__(name)


def is_alive(connection: psycopg.Connection) -> bool:
    """False when it has ended; then it is closed. Asks Postgres only where it has said something by itself."""
    if connection.closed:
        return False
    poll = _polls.get(connection)
    if poll is None:
        poll = _polls[connection] = select.poll()
        poll.register(connection.fileno(), select.POLLIN)
    if not poll.poll(0):
        return True
    with suppress(psycopg.Error):
        ConnectionPool.check_connection(connection)  # a notice or a changed parameter, if it answers
        return True
    connection.close()
    return False
