"""Whether the database takes writes, and has the tables of this code."""

from collections.abc import Iterator

from vvw_site.doctor.finding import Fault, Finding
from vvw_site.foundation.database.server_state import pending_migrations, refuses_writes
from vvw_site.role_check import role_settings_problems

SHOWN = 3
"""So many pending migrations are named."""


def findings() -> Iterator[Finding]:
    if fault := write_fault(*refuses_writes()):
        yield fault


def migration_findings() -> Iterator[Finding]:
    if fault := migration_fault(pending_migrations()):
        yield fault


def role_findings() -> Iterator[Finding]:
    """Behind a pooler."""
    yield from map(Fault, role_settings_problems())


def write_fault(is_standby: bool, is_read_only: bool) -> Fault | None:
    if is_standby:
        return Fault(
            "The database is a standby, so nothing can be written.",
            "Name the primary in DATABASE_URL (with several hosts, add target_session_attrs=read-write), or promote this one.", stops=True,
        )  # fmt: skip
    if is_read_only:
        return Fault(
            "The database is read-only, so nothing can be written.",
            "Find where default_transaction_read_only is on (the server, the database or the role) and turn it off.", stops=True,
        )  # fmt: skip
    return None


def migration_fault(pending: list[str]) -> Fault | None:
    if not pending:
        return None
    named = ", ".join(pending[:SHOWN]) + (f" and {len(pending) - SHOWN} more" if len(pending) > SHOWN else "")
    return Fault(
        f"The database lacks {len(pending)} migration{'s' * (len(pending) > 1)} of this version: {named}.",
        "Run `manage.py migrate` (deploy/start release does) before the tiers of this version.", stops=True,
    )  # fmt: skip
