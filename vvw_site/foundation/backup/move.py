"""A database copied into another server, by a dump: between embedded and real servers, and to a new major version."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from vvw_site.foundation.services.children import die_with_parent

from .errors import BackupError, reason_of
from .programs import SIGTERM, find_programs, sentence, split_password

Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True)
class MovedDatabase:
    tables: int
    rows: int


def move(
    source: str, target: str, *, programs_folder: Path | None, despite_connections: bool = False,
    say: Callable[[str], None] = lambda words: None,
) -> MovedDatabase:  # fmt: skip
    """Copy the database at `source` into the empty database at `target`, whose role then owns everything.

    All or nothing: the target is filled in one transaction. Then rows and sequences of both are compared. Raises BackupError.
    """
    programs = find_programs(programs_folder)
    with _connect(source) as old, _connect(target) as new:
        _check(old, new, programs.major, programs.folder, despite_connections)
        say("copying")
        _copy(source, target, programs.path("pg_dump"), programs.path("pg_restore"))
        say("comparing")
        before, after = _counts(old), _counts(new)
        if differing := [name for name in before | after if before.get(name) != after.get(name)]:
            raise BackupError(
                f"{len(differing)} tables or sequences differ, first {differing[0]}: something wrote meanwhile. Empty the target, stop "
                "what writes, and run this again."
            )
        new.execute("ANALYZE")
    tables = [count for name, count in after.items() if not name.startswith("sequence ")]
    return MovedDatabase(len(tables), sum(tables))


def _connect(url: str) -> Connection:
    try:
        return psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.Error as error:
        raise BackupError(f"A database does not answer: {reason_of(error)}") from error


def _value(connection: Connection, query: str) -> str:
    row = connection.execute(query).fetchone()
    return str(row[0]) if row else ""


def _check(old: Connection, new: Connection, major: int, folder: Path, despite_connections: bool) -> None:
    from_major, to_major = old.info.server_version // 10000, new.info.server_version // 10000
    if to_major < from_major:
        raise BackupError(f"Postgres {to_major} cannot read a dump of {from_major}: choose a target of {from_major} or newer.")
    if major != to_major:
        raise BackupError(
            f"The programs in {folder} are of Postgres {major}: POSTGRES_PROGRAMS must be those of the target, {to_major}."
        )
    if int(_value(new, "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")):
        raise BackupError("The target has tables already: name an empty database.")
    if (
        encoding := _value(new, "SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()")
    ) != "UTF8":
        raise BackupError(f"The target's encoding is {encoding}: create it with ENCODING 'UTF8'.")
    sorting = "SELECT datlocprovider::text || ' ' || coalesce(datlocale, datcollate) FROM pg_database WHERE datname = current_database()"
    if to_major >= 17 and (found := _value(new, sorting)) not in ("b C.UTF-8", "c C", "b C", "c C.UTF-8"):
        raise BackupError(
            f"The target sorts by {found.split(' ', 1)[1]}: create it with LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' "
            "TEMPLATE template0 (docs/operation/move.md)."
        )
    others = int(
        _value(old, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
                    " AND pid <> pg_backend_pid()")
    )  # fmt: skip
    if others and not despite_connections:
        raise BackupError(
            f"{others} other connections use the source, and what they write now would be lost: stop the site, its workers and beat, "
            "or give --despite-connections."
        )


def _copy(source: str, target: str, pg_dump: Path, pg_restore: Path) -> None:
    """One pipe, so the dump needs no disk."""
    from_info, from_environment = split_password(source)
    to_info, to_environment = split_password(target)
    with (
        subprocess.Popen(
            [pg_dump, "--format=custom", "--no-owner", "--no-privileges", "--no-password", "-d", from_info],
            env=from_environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, preexec_fn=die_with_parent(SIGTERM),
        ) as dump,
        subprocess.Popen(
            [pg_restore, "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", "-d", to_info],
            env=to_environment, stdin=dump.stdout, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, preexec_fn=die_with_parent(SIGTERM),
        ) as load,
    ):  # fmt: skip
        assert dump.stdout is not None and dump.stderr is not None
        dump.stdout.close()
        _, load_said = load.communicate()
        dump_said = dump.stderr.read()
    if dump.returncode:
        raise BackupError(sentence("pg_dump", dump_said.decode(errors="replace")))
    if load.returncode:
        raise BackupError(sentence("pg_restore", load_said.decode(errors="replace")))


def _counts(connection: Connection) -> dict[str, int]:
    """Rows of each table, and the last value of each sequence."""
    tables = connection.execute(
        "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    ).fetchall()
    found = {}
    for schema, table in tables:
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(str(schema), str(table)))
        row = connection.execute(query).fetchone()
        found[f"{schema}.{table}"] = int(str(row[0])) if row else -1
    for schema, name, last in connection.execute("SELECT schemaname, sequencename, last_value FROM pg_sequences").fetchall():
        found[f"sequence {schema}.{name}"] = int(str(last)) if last is not None else -1
    return found
