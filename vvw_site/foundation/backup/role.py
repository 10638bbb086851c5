"""The role of backups, and what Postgres has to be told for them."""

import secrets
from dataclasses import dataclass, field
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from .config import ROLE
from .errors import BackupError, lines_of

SLOT_LIMIT = "10GB"
"""So much log Postgres keeps at most while nobody archives it: a dead archive must not fill the database's disk."""
SETTINGS = {"summarize_wal": "on", "max_slot_wal_keep_size": SLOT_LIMIT}
SQL = f"""\
CREATE ROLE {ROLE} LOGIN REPLICATION PASSWORD '…';
ALTER SYSTEM SET summarize_wal = on;
ALTER SYSTEM SET max_slot_wal_keep_size = '{SLOT_LIMIT}';
SELECT pg_reload_conf();"""


@dataclass
class Prepared:
    """url: for BACKUP_DATABASE_URL, with the new password; empty if the role was there. done, to_do: sentences."""

    url: str = ""
    done: list[str] = field(default_factory=list)
    to_do: list[str] = field(default_factory=list)


def prepare(url: str, direct_url: str = "") -> Prepared:
    """Make the role and set the settings; what is there already stays. url: of a superuser. direct_url: see `reachable`. Raises BackupError."""
    result = Prepared()
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
            row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
            if not row or not row[0]:
                raise BackupError(f"This takes a superuser of Postgres: give --url, or run this in psql as one:\n{SQL}")
            if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
                connection.execute(sql.SQL("ALTER ROLE {} LOGIN REPLICATION").format(sql.Identifier(ROLE)))
            else:
                password = secrets.token_urlsafe(24)
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN REPLICATION PASSWORD {}").format(sql.Identifier(ROLE), sql.Literal(password))
                )
                result.done.append(f"The role {ROLE} was made.")
                result.url = with_role(reachable(url, direct_url), password)
            for name, value in SETTINGS.items():
                if _setting(connection, name) in ("off", "-1"):
                    connection.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), sql.Literal(value)))
                    result.done.append(f"{name} is {value} now.")
            connection.execute("SELECT pg_reload_conf()")
            result.to_do = _to_do(connection)
    except psycopg.Error as error:
        raise BackupError(f"Postgres refused: {lines_of(error)[0]}") from error
    return result


def _setting(connection: "psycopg.Connection[tuple[object, ...]]", name: str) -> str:
    row = connection.execute("SELECT setting FROM pg_settings WHERE name = %s", [name]).fetchone()
    return str(row[0]) if row else ""


def _to_do(connection: "psycopg.Connection[tuple[object, ...]]") -> list[str]:
    found = []
    if _setting(connection, "wal_level") == "minimal":
        found.append("Set wal_level = replica in postgresql.conf and restart Postgres.")
    if int(_setting(connection, "max_wal_senders")) < 4:
        found.append("Set max_wal_senders to 4 or more in postgresql.conf and restart Postgres.")
    row = connection.execute(
        "SELECT count(*) FROM pg_hba_file_rules WHERE 'replication' = ANY(database) AND error IS NULL"
    ).fetchone()
    if not row or not row[0]:
        found.append(f"Add the line `host replication {ROLE} samenet scram-sha-256` to pg_hba.conf and reload Postgres.")
    return found


def reachable(url: str, direct_url: str) -> str:
    """How a role with a password reaches the server of `url`. Through a socket, Postgres usually lets in only the user of the system that
    has the role's name; the site's own address, without a pooler, is better then."""
    address = str(conninfo_to_dict(direct_url).get("host") or "")
    by_socket = str(conninfo_to_dict(url).get("host") or "/").startswith("/")
    return direct_url if by_socket and address and not address.startswith("/") else url


def with_role(url: str, password: str) -> str:
    """The URL with the role of backups instead of its own."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    host, port, database = parts.pop("host", ""), parts.pop("port", ""), parts.pop("dbname", "postgres")
    for name in ("user", "password"):
        parts.pop(name, None)
    if host.startswith("/"):
        parts |= {"host": host} | ({"port": port} if port else {})
        host = ""
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in parts.items())
    at = f"{host}{f':{port}' if port and host else ''}"
    return f"postgresql://{ROLE}:{quote(password, safe='')}@{at}/{quote(database)}{f'?{query}' if query else ''}"
