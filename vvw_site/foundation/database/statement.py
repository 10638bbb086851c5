"""Prepared statements for frequent requests: sent through libpq, and answered as JSON that msgspec decodes.

The driver's cursor needs a quarter of a millisecond to fill in, send and read one such statement; this needs a seventh of that
(docs/performance.md, docs/decisions/statements-without-the-orm.md). Everything else goes through the ORM.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from types import NoneType
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import msgspec
import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.errors import InvalidSqlStatementName, error_from_result
from psycopg.pq import ConnStatus, ExecStatus
from psycopg.pq.abc import PGresult

if TYPE_CHECKING:
    from vvw_site.foundation.database.postgres.base import DatabaseWrapper

Connection = psycopg.Connection[Any]
_NAMED = re.compile(r"%\((\w+)\)s")
_GOOD = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)
_prepared: WeakKeyDictionary[Connection, set[bytes]] = WeakKeyDictionary()
"""The names of the statements that each connection has prepared."""


class Statement:
    """SQL with %(named)s parameters, a constant of the code. It selects one column of JSON as text, decoded as `shape`.

    In a transaction, and where statements are counted or logged, it goes through Django's cursor, with the same result.
    """

    def __init__(self, text: str, shape: Any = Any) -> None:
        names: list[str] = []

        def numbered(match: re.Match[str]) -> str:
            if match[1] not in names:
                names.append(match[1])
            return f"${names.index(match[1]) + 1}"

        self.text = text
        self.native = _NAMED.sub(numbered, text).encode()
        self.names = names
        self.name = b"vvw_" + hashlib.blake2b(self.native, digest_size=12).hexdigest().encode()
        self.decode: Callable[[bytes | str], Any] = msgspec.json.Decoder(shape).decode

    def rows(self, **params: Any) -> list[Any]:
        """The decoded rows. Raises Django's database errors; TypeError for a parameter of an unknown type."""
        wrapper: DatabaseWrapper = connections[DEFAULT_DB_ALIAS]  # type: ignore[assignment]  # our own engine
        if _needs_cursor(wrapper):
            with wrapper.cursor() as cursor:
                cursor.execute(self.text, params)
                return [self.decode(row[0]) for row in cursor.fetchall()] if cursor.description else []
        wrapper.ensure_connection()
        values = [_encode(params[name]) for name in self.names]
        with wrapper.wrap_database_errors:
            if wrapper.is_fresh:
                result = wrapper.execute_first(self.text, lambda: self._execute(wrapper.connection, values))
            else:
                result = self._execute(wrapper.connection, values)
        return [self.decode(result.get_value(row, 0)) for row in range(result.ntuples)]  # type: ignore[arg-type]  # JSON is never NULL

    def row(self, **params: Any) -> Any:
        """The first row, or None."""
        found = self.rows(**params)
        return found[0] if found else None

    def _execute(self, connection: Connection, values: list[bytes | None]) -> PGresult:
        prepared = _prepared.setdefault(connection, set())
        if self.name in prepared:
            result = connection.pgconn.exec_prepared(self.name, values)  # type: ignore[arg-type]  # None is NULL
            if result.status in _GOOD:
                return result
            error = _error(connection, result)
            if not isinstance(error, InvalidSqlStatementName):
                raise error
            # Some time after a rollback the driver drops all that a connection has prepared. By now, other statements may be
            # prepared again, so only this one is forgotten.
            prepared.discard(self.name)
        result = connection.pgconn.prepare(self.name, self.native)
        if result.status in _GOOD:
            prepared.add(self.name)
            result = connection.pgconn.exec_prepared(self.name, values)  # type: ignore[arg-type]  # None is NULL
        if result.status not in _GOOD:
            raise _error(connection, result)
        return result


@lru_cache(maxsize=256)
def statement(text: str) -> Statement:
    """The one Statement for a text that was assembled from constants."""
    return Statement(text)


def _needs_cursor(wrapper: "DatabaseWrapper") -> bool:
    """In a transaction the driver has to know of each statement, and a statement that fails because it is no longer prepared
    would abort the transaction."""
    return wrapper.in_atomic_block or wrapper.queries_logged or bool(wrapper.execute_wrappers) or not settings.DATABASE_PREPARE


def _error(connection: Connection, result: PGresult) -> psycopg.Error:
    if connection.pgconn.status != ConnStatus.OK:
        return psycopg.OperationalError(result.get_error_message())
    return error_from_result(result)


def _encode(value: Any) -> bytes | None:
    """A parameter in Postgres' text format."""
    try:
        return _ENCODERS[type(value)](value)
    except KeyError:
        raise TypeError(f"a statement has no parameters of the type {type(value).__name__}") from None


def _array(values: Iterable[Any]) -> bytes:
    return b"{" + b",".join(b"NULL" if v is None else _quoted(v) if type(v) is str else b"%d" % v for v in values) + b"}"


def _quoted(value: str) -> bytes:
    return b'"' + value.encode().replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


_ENCODERS: dict[type, Callable[[Any], bytes | None]] = {
    NoneType: lambda _: None,
    str: str.encode,
    int: lambda value: b"%d" % value,
    bool: lambda value: b"t" if value else b"f",
    datetime: lambda value: value.isoformat().encode(),
    bytes: lambda value: b"\\x" + value.hex().encode(),
    list: _array,
}
"""By the exact type: bool is a kind of int."""
