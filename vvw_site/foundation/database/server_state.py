"""What the Postgres server says about itself: whether it takes writes, how many connections it has, what was migrated."""

from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from vvw_site.foundation.database.statement import Statement


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
    return sorted(
        f"{app}.{name}"
        for (app, name), replaced in _known_migrations().items()
        if (app, name) not in applied and not (replaced and applied >= replaced)
    )


@cache
def _known_migrations() -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    """Each migration of the code, with those that it replaces. Read from the disk once in a process."""
    nodes = MigrationLoader(None).graph.nodes
    return {key: frozenset(migration.replaces) for key, migration in nodes.items() if migration is not None}


_BOUNDS = Statement(
    """SELECT json_build_array(current_setting('max_connections')::int, current_setting('superuser_reserved_connections')::int
    + coalesce(current_setting('reserved_connections', true)::int, 0))::text""",
    tuple[int, int],
)
