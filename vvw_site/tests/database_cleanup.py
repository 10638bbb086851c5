"""Empties the database after a test that committed, in one statement, and only the tables that have rows; and keeps statements
prepared after a test that did not.

Django truncates every table and creates content types and permissions again, which takes a hundred times as long.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db import connection
from django.test import TestCase, TransactionTestCase
from psycopg import sql

# With the role "replica" no foreign key and no trigger is checked, so the order of the tables does not matter.
_EMPTY = """DO $$ DECLARE t text; found boolean; BEGIN
    SET LOCAL session_replication_role = replica;
    FOREACH t IN ARRAY {tables}::text[] LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I)', t) INTO found;
        IF found THEN EXECUTE format('DELETE FROM %I', t); END IF;
    END LOOP;
END $$"""


@contextmanager
def fast_cleanup() -> Iterator[None]:
    """Replaces Django's cleanup after TransactionTestCase inside the block. Enter it once the test database is set up.

    Tables that have rows at that time (content types, permissions, groups, migrations) keep their rows. If a test changes the
    number of rows in one of them, Django's own cleanup runs after it, and rows of migrations are put back from a copy. Without a superuser
    Django's cleanup always runs.
    """
    if not is_superuser():
        yield
        return
    tables = connection.introspection.table_names()
    initial = {table: count for table, count in row_counts(tables).items() if count}
    emptied = [table for table in tables if table not in initial]
    _copy(list(initial))
    statement = sql.SQL(_EMPTY).format(tables=sql.Literal(emptied)).as_string(None)
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # Django's stubs lack it

    def teardown(case: TransactionTestCase) -> None:
        if row_counts(list(initial)) != initial:
            flush(case)
            _fill_again(list(initial))
            return
        with connection.cursor() as cursor:
            cursor.execute(statement)

    with (
        mock.patch.object(TransactionTestCase, "_fixture_teardown", teardown),
        # A new connection for each test would have to prepare every statement again.
        mock.patch.object(TransactionTestCase, "_should_reload_connections", lambda case: False),
    ):
        yield


def _copy(tables: list[str]) -> None:
    """Keep the rows of these tables in a schema of their own."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept")
        for table in tables:
            cursor.execute(sql.SQL("CREATE TABLE kept.{0} AS TABLE public.{0}").format(sql.Identifier(table)))


def _fill_again(tables: list[str]) -> None:
    """Django's cleanup makes content types and permissions again, but not what migrations wrote. Without these rows the counts would differ
    after every later test, and each would be cleaned up the slow way."""
    with connection.cursor() as cursor:
        for table, count in row_counts(tables).items():
            if not count:
                cursor.execute(sql.SQL("INSERT INTO public.{0} TABLE kept.{0}").format(sql.Identifier(table)))


def is_superuser() -> bool:
    """Only a superuser may set session_replication_role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        (superuser,) = cursor.fetchone()
        return bool(superuser)


def row_counts(tables: list[str]) -> dict[str, int]:
    """One statement."""
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM {quoted(table)}" for table in tables))
        return dict(cursor.fetchall())


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
