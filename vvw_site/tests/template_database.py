"""With xdist the controller migrates one database, and each worker copies it instead of running every migration itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from psycopg import sql
from pytest_django.plugin import blocking_manager_key


def is_made(config: pytest.Config) -> bool:
    """Only the controller of a run with xdist makes one, and not if databases are kept or made without migrations."""
    return config.pluginmanager.has_plugin("dsession") and not (config.getvalue("reuse_db") or config.getvalue("nomigrations"))


def creation() -> Any:
    """Django's stubs lack the names that begin with an underscore."""
    return connection.creation


def template_name() -> str:
    return f"{creation()._get_test_db_name()}_template"


def make_template(config: pytest.Config) -> None:
    """Replaces one that an aborted run left. Workers may copy it when this returns, because nothing is connected to it then."""
    with (
        config.stash[blocking_manager_key].unblock(),
        mock.patch.dict(connection.settings_dict["TEST"], NAME=template_name()),
        mock.patch.dict(connection.settings_dict),
    ):
        creation().create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.close()


def drop_databases(config: pytest.Config) -> None:
    """The template, and what workers left that were killed. The workers have ended before."""
    database = creation()._get_test_db_name()
    with config.stash[blocking_manager_key].unblock(), creation()._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ ('^' || %s || '_(template|gw[0-9]+)$')", [database])
        for (name,) in cursor.fetchall():
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def copying(template: str) -> Iterator[None]:
    """Inside the block, Django makes its test database as a copy. It is complete, so no command has anything left to do."""
    with (
        mock.patch.dict(connection.settings_dict["TEST"], TEMPLATE=template),
        mock.patch("django.core.management.call_command", lambda *words, **options: None),
    ):
        yield
