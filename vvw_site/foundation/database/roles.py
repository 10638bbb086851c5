"""The roles of the tiers in Postgres, and the settings that belong to them.

Behind a pooler in transaction mode a session serves many clients, so none of them may set anything for it. Postgres itself gives
each new session the settings of its role: those of requests have a time limit for statements, and that of workers has none.
"""

from typing import Any

import psycopg
from psycopg import sql

TIERS = {"site": True, "game": True, "sockets": True, "worker": False}
"""The tier of each role, and whether it answers requests. The worker's role is also that of `stats` and `beat`."""
KEPT = {"site": 20, "game": 20, "sockets": 8, "worker": 10}
"""Connections that the other roles cannot take from a tier: a small installation's need, also while it reloads."""
KEPT_FOR_THE_OWNER = 5
"""For a release, a command, a dump."""
NO_LIMIT = -1
FOR_DJANGO = {"TimeZone": "UTC"}
"""Django would set this for the session if the server had another one."""
CONNECT_SECONDS = 5


def role_name(owner: str, tier: str) -> str:
    """The role of a tier: `vvw_game` if `vvw` owns the tables."""
    return f"{owner}_{tier}"


def settings_of(session: dict[str, str], *, answers_requests: bool) -> dict[str, str]:
    """session: the settings of a request's session, times in milliseconds."""
    return session | FOR_DJANGO | ({} if answers_requests else {"statement_timeout": "0"})


def connection_limit(tier: str, allowed: int) -> int:
    """The most connections of a tier's role. It may take all that is not kept for the others, so that a wrong number of processes in
    one tier leaves the others theirs. allowed: max_connections without those that are reserved for superusers."""
    return max(KEPT[tier], allowed - KEPT_FOR_THE_OWNER - sum(count for other, count in KEPT.items() if other != tier))


def prepare_roles(connection: psycopg.Connection[Any], session: dict[str, str]) -> list[str]:
    """Create the roles that are missing, give each its settings in this database, and a limit of connections if it has none. Returns a
    sentence for each thing done or found.

    All or nothing; a second call changes nothing. Raises psycopg.errors.InsufficientPrivilege.
    """
    said = []
    with connection.transaction():
        owner, database, allowed = connection.execute(_OWNER).fetchone()  # type: ignore[misc]  # always a row
        for tier, answers_requests in TIERS.items():
            role = role_name(owner, tier)
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
                said.append(f"{role}: created, without a password. Set one: \\password {role}")
            if not connection.execute(_IS_MEMBER, [role, owner]).fetchone():
                connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(owner), sql.Identifier(role)))
                said.append(f"{role}: may use what {owner} owns.")
            if connection.execute(_LIMIT, [role]).fetchone() == (NO_LIMIT,):
                limit = connection_limit(tier, allowed)
                connection.execute(
                    sql.SQL("ALTER ROLE {} CONNECTION LIMIT {}").format(sql.Identifier(role), sql.Literal(limit))
                )
                said.append(
                    f"{role}: at most {limit} of {allowed} connections now. ALTER ROLE {role} CONNECTION LIMIT … changes it."
                )
            wanted = settings_of(session, answers_requests=answers_requests)
            found = dict(line.split("=", 1) for (line,) in connection.execute(_SETTINGS, [role]))
            changed = {name: value for name, value in wanted.items() if found.get(name) != value}
            for name, value in changed.items():
                statement = sql.SQL("ALTER ROLE {} IN DATABASE {} SET {} = {}")
                connection.execute(
                    statement.format(sql.Identifier(role), sql.Identifier(database), sql.Identifier(name), sql.Literal(value))
                )
                said.append(f"{role}: {name} is {value} now" + (f", was {found[name]}." if name in found else "."))
            if not changed:
                said.append(f"{role}: has its settings.")
    return said


def setting_faults(url: str, session: dict[str, str]) -> list[str]:
    """What a connection through this URL lacks, a sentence each, with the remedy. One connection, one statement."""
    try:
        with psycopg.connect(url, autocommit=True, prepare_threshold=None, connect_timeout=CONNECT_SECONDS) as connection:
            rows = connection.execute(_HAS, [list(settings_of(session, answers_requests=True))]).fetchall()
    except psycopg.Error as error:
        return [f"DATABASE_URL: no connection ({type(error).__name__}), so the settings of its role could not be compared."]
    role = rows[0][0]
    wanted = settings_of(session, answers_requests=not role.endswith("_worker"))
    return [
        f"The role {role} has {name} = {value} instead of {wanted[name]}: run `manage.py prepare_database`, then RECONNECT in the "
        "console of PgBouncer."
        for _, name, value in rows
        if value != wanted[name]
    ]


_OWNER = (
    "SELECT coalesce((SELECT rolname::text FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner "
    "WHERE c.oid = to_regclass('django_migrations')), current_user::text), current_database(), "
    "current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
)
_LIMIT = "SELECT rolconnlimit FROM pg_roles WHERE rolname = %s"
_IS_MEMBER = (
    "SELECT 1 FROM pg_auth_members WHERE member = (SELECT oid FROM pg_roles WHERE rolname = %s) "
    "AND roleid = (SELECT oid FROM pg_roles WHERE rolname = %s)"
)
_SETTINGS = (
    "SELECT unnest(setconfig) FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole JOIN pg_database d ON d.oid = s.setdatabase "
    "WHERE r.rolname = %s AND d.datname = current_database()"
)
_HAS = "SELECT session_user::text, name, setting FROM pg_settings WHERE name = ANY(%s) ORDER BY name"
