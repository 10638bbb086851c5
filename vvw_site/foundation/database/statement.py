"""Statements that every request asks: prepared once a connection, asked through libpq, answered as JSON that msgspec reads.

The driver's cursor takes a quarter of a millisecond to fill in, send and read one such statement; this takes a seventh of
that (docs/performance.md). Anything that is not asked at every request goes through the ORM.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import msgspec
import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.errors import InvalidSqlStatementName, error_from_result
from psycopg.pq import ConnStatus, ExecStatus
from psycopg.pq.abc import PGresult

_NAMED = re.compile(r"%\((\w+)\)s")
_GOOD = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)
_prepared: WeakKeyDictionary[psycopg.Connection, set[bytes]] = WeakKeyDictionary()
"""What each connection has prepared."""


class Statement:
    """SQL with %(named)s parameters, a constant of the code. It selects one column, JSON as text, read as `shape`.

    Within a transaction, and where statements are counted or logged, it goes through Django's cursor; the answer is the same.
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
        self.read: Callable[[bytes | str], Any] = msgspec.json.Decoder(shape).decode

    def rows(self, **params: Any) -> list[Any]:
        """What it finds. Raises Django's database errors; TypeError for a parameter that has no form here."""
        wrapper = connections[DEFAULT_DB_ALIAS]
        if _by_cursor(wrapper):
            with wrapper.cursor() as cursor:
                cursor.execute(self.text, params)
                return [self.read(row[0]) for row in cursor.fetchall()] if cursor.description else []
        wrapper.ensure_connection()
        values = [_form(params[name]) for name in self.names]
        with wrapper.wrap_database_errors:
            if wrapper.untried:
                result = wrapper.first(self.text, lambda: self._asked(wrapper.connection, values))
            else:
                result = self._asked(wrapper.connection, values)
        return [self.read(result.get_value(row, 0)) for row in range(result.ntuples)]  # type: ignore[arg-type]

    def row(self, **params: Any) -> Any:
        """The first of what it finds, or None."""
        found = self.rows(**params)
        return found[0] if found else None

    def _asked(self, driver: psycopg.Connection, values: list[bytes | None]) -> PGresult:
        there = _prepared.setdefault(driver, set())
        if self.name in there:
            result = driver.pgconn.exec_prepared(self.name, values)
            if result.status in _GOOD:
                return result
            error = _error(driver, result)
            if not isinstance(error, InvalidSqlStatementName):
                raise error
            # The driver drops all that a connection has prepared some time after a rollback. Others may be there again already.
            there.discard(self.name)
        result = driver.pgconn.prepare(self.name, self.native)
        if result.status in _GOOD:
            there.add(self.name)
            result = driver.pgconn.exec_prepared(self.name, values)
        if result.status not in _GOOD:
            raise _error(driver, result)
        return result


@lru_cache(maxsize=256)
def statement(text: str) -> Statement:
    """The statement for a text that was put together, one for each text."""
    return Statement(text)


def _by_cursor(wrapper: BaseDatabaseWrapper) -> bool:
    """In a transaction the driver has to know of each statement, and one that fails because it is not prepared any more
    would take the transaction with it."""
    return wrapper.in_atomic_block or wrapper.queries_logged or bool(wrapper.execute_wrappers) or not settings.DATABASE_PREPARE


def _error(driver: psycopg.Connection, result: PGresult) -> psycopg.Error:
    if driver.pgconn.status != ConnStatus.OK:
        return psycopg.OperationalError(result.get_error_message())
    return error_from_result(result)


def _form(value: Any) -> bytes | None:
    """A parameter in Postgres' text form."""
    if value is None:
        return None
    kind = type(value)
    if kind is str:
        return value.encode()
    if kind is int:
        return b"%d" % value
    if kind is bool:
        return b"t" if value else b"f"
    if kind is datetime:
        return value.isoformat().encode()
    if kind is bytes:
        return b"\\x" + value.hex().encode()
    if kind is list:
        return _array(value)
    raise TypeError(f"a statement cannot be filled with {kind.__name__}")


def _array(values: Iterable[Any]) -> bytes:
    return b"{" + b",".join(b"NULL" if v is None else _quoted(v) if type(v) is str else b"%d" % v for v in values) + b"}"


def _quoted(value: str) -> bytes:
    return b'"' + value.encode().replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
