"""The roles of the tiers in Postgres, and the settings that belong to them.

Behind a pooler in transaction mode a session serves many clients, so none of them may set anything for it. Postgres itself gives
each new session the settings of its role: those of requests have a time limit for statements, and that of workers has none.
"""

from typing import Any

import psycopg
from psycopg import sql

TIERS = {"site": True, "game": True, "sockets": True, "worker": False}
"""The tier of each role, and whether it answers requests. The worker's role is also that of `stats` and `beat`."""
FOR_DJANGO = {"TimeZone": "UTC"}
"""Django would set this for the session if the server had another one."""
CONNECT_SECONDS = 5


def role_name(owner: str, tier: str) -> str:
    """The role of a tier: `vvw_game` if `vvw` owns the tables."""
    return f"{owner}_{tier}"


def settings_of(session: dict[str, str], *, answers_requests: bool) -> dict[str, str]:
    """session: the settings of a request's session, times in milliseconds."""
    return session | FOR_DJANGO | ({} if answers_requests else {"statement_timeout": "0"})


def prepare_roles(connection: psycopg.Connection[Any], session: dict[str, str]) -> list[str]:
    """Create the roles that are missing and give each its settings in this database. Returns a sentence for each thing done or found.

    All or nothing; a second call changes nothing. Raises psycopg.errors.InsufficientPrivilege.
    """
    said = []
    with connection.transaction():
        owner, database = connection.execute(_OWNER).fetchone()  # type: ignore[misc]  # always a row
        for tier, answers_requests in TIERS.items():
            role = role_name(owner, tier)
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
                said.append(f"{role}: created, without a password. Set one: \\password {role}")
            if not connection.execute(_IS_MEMBER = (
    "SELECT 1 FROM pg_auth_members WHERE member = (SELECT oid FROM pg_roles WHERE rolname = %s) "
    "AND roleid = (SELECT oid FROM pg_roles WHERE rolname = %s)"
)
_SETTINGS = (
    "SELECT unnest(setconfig) FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole JOIN pg_database d ON d.oid = s.setdatabase "
    "WHERE r.rolname = %s AND d.datname = current_database()"
)
_HAS = "SELECT session_user::text, name, setting FROM pg_settings WHERE name = ANY(%s) ORDER BY name"
