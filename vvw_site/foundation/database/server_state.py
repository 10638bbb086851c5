"""What the Postgres server says about itself: whether it takes writes, how many connections it has, what was migrated."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from vvw_site.foundation.database.statement import Statement

Name = tuple[str, str]
"""The app of a migration, and its name."""


def refuses_writes() -> tuple[bool, bool]:
    """Whether it is a standby, and whether it is read-only (a standby is both). One statement, the cheapest that can tell."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery(), current_setting('transaction_read_only')::boolean")
        is_standby, is_read_only = cursor.fetchone()
    return is_standby, is_read_only


def connection_bounds() -> tuple[int, int]:
    """max_connections, and how many of them only superusers and privileged roles get. One statement."""
    allowed, reserved = _BOUNDS.row()
    return allowed, reserved


def pending_migrations() -> list[str]:
    """Migrations of this code that the database lacks, as app.name. Those that it has and the code does not know are of a newer
    version, which is being released. Two statements."""
    applied = MigrationRecorder(connection).applied_migrations().keys()
    if _names_on_disk() <= applied:
        return []
    return sorted(
        f"{app}.{name}"
        for (app, name), replaced in _known_migrations().items()
        if (app, name) not in applied and not (replaced and applied >= replaced)
    )


@cache
def _names_on_disk() -> frozenset[Name]:
    """The migrations of the code by their files, as Django finds them. None of them is imported: a tier needs no migration in memory."""
    found: set[Name] = set()
    for app in apps.get_app_configs():
        package, _ = MigrationLoader.migrations_module(app.label)
        if package and find_spec(package):
            names = (module.name for module in iter_modules(import_module(package).__path__) if not module.ispkg)
            found |= {(app.label, name) for name in names if name[0] not in "_~"}
    return frozenset(found)


@cache
def _known_migrations() -> dict[Name, frozenset[Name]]:
    """Each migration of the code, with those that it replaces. Imports them all."""
    nodes = MigrationLoader(None).graph.nodes
    return {key: frozenset(migration.replaces) for key, migration in nodes.items() if migration is not None}


_BOUNDS = Statement(
    """SELECT json_build_array(current_setting('max_connections')::int, current_setting('superuser_reserved_connections')::int
    + coalesce(current_setting('reserved_connections', true)::int, 0))::text""",
    tuple[int, int],
)
