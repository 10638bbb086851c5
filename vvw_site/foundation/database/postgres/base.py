"""The engine that DATABASES names: Django's own, except that no request pays for a connection that died in the pool. SESSION in
its settings is set on each new connection, by one statement. Without SESSION (behind a pooler) nothing is set.

None of the guards sends anything to Postgres:
- A connection is checked when it leaves the pool. Postgres sends nothing on an idle connection unless it ends it, so a
  connection with something to read is dead. It is replaced before a statement is sent on it.
- Death cannot always be seen so: a host, a pooler or a firewall may go without a word. When a connection dies in use, all others that
  were opened before that moment are replaced instead of used, so that not each of them costs a request.
- A connection that dies at its first statement was dead or dying when it left the pool. The statement is repeated on another
  connection if that can do no harm (`may_repeat`).
"""

import re
import time
from collections.abc import Callable
from typing import Any, TypeVar

import psycopg
from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper
from psycopg.pq import ConnStatus
from psycopg_pool import ConnectionPool

from vvw_site.foundation.database import time_limit
from vvw_site.foundation.database.postgres.liveness import distrust_older_connections, is_alive, watch

T = TypeVar("T")
Connection = psycopg.Connection[Any]
DEAD_BEFORE_SECONDS = 0.5
"""A first statement that fails later than this was running: its connection died in the middle of it."""
_READ = re.compile(r"\s*SELECT\b", re.I)


class DatabaseWrapper(base.DatabaseWrapper):
    """is_fresh: the connection came from the pool, and no statement has gone through it since."""

    is_fresh = False
    pool: ConnectionPool[Connection] | None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        connection: Connection = super().get_new_connection(conn_params)
        if self.pool is None:
            return connection
        while not is_alive(connection):
            self.pool.putconn(connection)  # it is closed: the pool counts a fault and opens another one
            connection = super().get_new_connection(conn_params)
        self.is_fresh = True
        return connection

    def _close(self) -> None:
        if self.pool is not None and self.is_connection_lost():
            distrust_older_connections()
        super()._close()  # type: ignore[misc]  # Django's stubs lack it

    def _configure_connection(self, connection: Connection) -> bool:
        """The pool calls this once for each connection, or Django after connecting. What is set here survives a rollback,
        because a commit follows. Start-up options would do the same, but a pooler between us and Postgres refuses them; and behind
        one that shares its connections nothing is set here, because the next client would have it too."""
        if self.pool is not None:
            watch(connection)
        is_changed: bool = super()._configure_connection(connection)  # type: ignore[misc]  # Django's stubs lack it
        if "SESSION" not in self.settings_dict:
            return is_changed
        session = dict(self.settings_dict["SESSION"])
        if self.alias == NO_DB_ALIAS or time_limit.is_lifted():
            session["statement_timeout"] = "0"
        with connection.cursor() as cursor:
            calls = ", ".join(["set_config(%s, %s, false)"] * len(session))
            cursor.execute(f"SELECT {calls}".encode(), [part for pair in session.items() for part in pair])
        return True

    def make_cursor(self, cursor: Any) -> CursorWrapper:
        if self.is_fresh and not isinstance(cursor, psycopg.ServerCursor):
            return FirstCursor(cursor, self)
        self.is_fresh = False
        return super().make_cursor(cursor)

    def make_debug_cursor(self, cursor: Any) -> CursorDebugWrapper:
        self.is_fresh = False
        return super().make_debug_cursor(cursor)

    def execute_first(self, text: str, execute: Callable[[], T]) -> T:
        """Send the connection's first statement with `execute`, and send it again where that is safe."""
        tries = self.pool.max_size + 1 if self.pool else 1
        while True:
            tries -= 1
            begun = time.monotonic()
            try:
                return execute()
            except Exception:
                was_running = time.monotonic() - begun > DEAD_BEFORE_SECONDS
                if not tries or was_running or not self.is_connection_lost() or not self.may_repeat(text):
                    raise
                self.replace_connection()
            finally:
                self.is_fresh = False

    def is_connection_lost(self) -> bool:
        return self.connection is not None and self.connection.pgconn.status != ConnStatus.OK

    def may_repeat(self, text: str) -> bool:
        """Whether a first statement can be sent again although Postgres may have executed it.

        In a transaction it always can: only a COMMIT makes anything last, and none was sent. Outside, a statement is its own
        transaction, which may have been committed before the connection died: then only a read can be repeated.
        """
        return not self.get_autocommit() or _READ.match(text) is not None

    def replace_connection(self) -> None:
        """Put a new connection in the place of a dead one from the pool, in the same state."""
        assert self.pool is not None
        distrust_older_connections()
        dead, self.connection = self.connection, None
        dead.close()
        self.pool.putconn(dead)
        try:
            with self.wrap_database_errors:
                self.connection = self.get_new_connection(self.get_connection_params())
                self.connection.autocommit = self.autocommit
        except Exception:
            if self.in_atomic_block:  # as in Django's close(): the transaction is over, and no other begins inside it
                self.closed_in_transaction = self.needs_rollback = True
            raise
        self.errors_occurred = False


class FirstCursor(CursorWrapper):
    """The cursor of a connection's first statement. If anything but `execute` comes first, nothing is repeated."""

    db: DatabaseWrapper

    def _execute(self, sql: Any, params: Any, *ignored: Any) -> Any:
        send = super()._execute  # type: ignore[misc]  # Django's stubs lack it

        def execute() -> Any:
            if self.cursor.connection is not self.db.connection:  # it was replaced
                self.cursor = self.db.create_cursor()
            return send(sql, params, *ignored)

        return self.db.execute_first(str(sql), execute) if self.db.is_fresh else execute()

    def _executemany(self, sql: Any, param_list: Any, *ignored: Any) -> Any:
        self.db.is_fresh = False
        return super()._executemany(sql, param_list, *ignored)  # type: ignore[misc]  # Django's stubs lack it

    def __getattr__(self, name: str) -> Any:
        if name in ("copy", "stream"):
            self.db.is_fresh = False
        return super().__getattr__(name)
