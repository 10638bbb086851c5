"""What comes after a test with a database: fast, and with a connection that stays prepared.

After a test that committed, only the tables that have rows are emptied. Django truncates every table and creates content types
and permissions again, which takes a hundred times as long.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db import connection
from django.test import TestCase, TransactionTestCase

# With the role "replica" no foreign key and no trigger is checked, so the order of the tables does not matter.
_EMPTY = "DO $$ BEGIN SET LOCAL session_replication_role = replica; {deletions} END $$"


@contextmanager
def fast_cleanup() -> Iterator[None]:
    """Replaces Django's cleanup after TransactionTestCase inside the block. Enter it once the test database is set up.

    Tables that have rows at that time (content types, permissions, groups, migrations) keep their rows. If a test changes the
    number of rows in one of them, Django's own cleanup runs after it. Without a superuser Django's cleanup always runs.
    """
    if not is_superuser():
        yield
        return
    tables = connection.introspection.table_names()
    initial = {table: count for table, count in row_counts(tables).items() if count}
    # One constant text, so that it is planned once: only a table that should be empty is not counted.
    look = " UNION ALL ".join(_count(table) if table in initial else _if_filled(table) for table in tables)
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # Django's stubs lack it

    def teardown(case: TransactionTestCase) -> None:
        with connection.cursor() as cursor:
            cursor.execute(look)
            found = dict(cursor.fetchall())
            if {table: count for table, count in found.items() if table in initial} != initial:
                flush(case)
            elif filled := found.keys() - initial.keys():
                quoted = connection.ops.quote_name
                cursor.execute(_EMPTY.format(deletions=" ".join(f"DELETE FROM {quoted(table)};" for table in sorted(filled))))

    with (
        mock.patch.object(TransactionTestCase, "_fixture_teardown", teardown),
        # A new connection for each test would have to prepare every statement again.
        mock.patch.object(TransactionTestCase, "_should_reload_connections", lambda case: False),
    ):
        yield


def is_superuser() -> bool:
    """Only a superuser may set session_replication_role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        (superuser,) = cursor.fetchone()
        return bool(superuser)


def row_counts(tables: list[str]) -> dict[str, int]:
    """One statement."""
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(_count(table) for table in tables))
        return dict(cursor.fetchall())


def _count(table: str) -> str:
    return f"SELECT '{table}', count(*) FROM {connection.ops.quote_name(table)}"


def _if_filled(table: str) -> str:
    """A row only if the table has one."""
    return f"SELECT '{table}', 1::bigint WHERE EXISTS (SELECT FROM {connection.ops.quote_name(table)})"


@contextmanager
def prepared_statements_kept() -> Iterator[None]:
    """Inside the block, a test's own rollback leaves the statements prepared: with a rollback the driver drops them, and each
    test would parse and plan all its statements again. A rollback that the code under test does still drops them.
    """
    rollback = TestCase._rollback_atomics.__func__  # type: ignore[attr-defined]  # Django's stubs lack it

    def kept(case: type[TestCase], atomics: dict[str, Any]) -> None:
        driver = connection.connection
        if driver is None:
            rollback(case, atomics)
            return
        with mock.patch.object(driver._prepared, "clear", lambda: False):
            rollback(case, atomics)

    with mock.patch.object(TestCase, "_rollback_atomics", classmethod(kept)):
        yield
