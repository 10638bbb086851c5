"""The statements that Postgres received, from its log, and the number of commands that Redis received, from its counter.

The servers count, so that everything a library sends by itself is included (BEGIN, COMMIT, a check of the connection).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis
from msgspec import Struct

_ENTRY = re.compile(r"^\d{4}-\d\d-\d\d [\d:.]+ \S+ \[(\d+)\] (\w+):  (.*)", re.S)
_STATEMENT = re.compile(r"(?:statement|execute [^:]*): (.*)", re.S)
_PARAMETER = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')", re.S)


class LoggedStatement(Struct):
    """A statement as the server received it. parameters: as text, None for NULL; empty for a simple query."""

    backend: int
    sql: str
    parameters: list[str | None] = []


class Log:
    """The server's log from the creation of this object on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.at = path.stat().st_size

    def new_statements(self) -> list[LoggedStatement]:
        """The statements since the last call, with all of finished requests: Postgres logs a statement before it runs it."""
        with self.path.open("rb") as log:
            log.seek(self.at)
            raw = log.read()
        self.at += len(raw)
        return parsed(raw.decode(errors="replace"))


def parsed(text: str) -> list[LoggedStatement]:
    """The statements of a piece of log. A line that begins with a tab continues the entry before it."""
    found: list[LoggedStatement] = []
    for entry in re.sub(r"\n\t", "\x00", text).splitlines():
        if not (match := _ENTRY.match(entry.replace("\x00", "\n"))):
            continue
        backend, kind, rest = int(match[1]), match[2], match[3]
        if kind == "LOG" and (statement := _STATEMENT.fullmatch(rest)):
            found.append(LoggedStatement(backend, statement[1]))
        elif kind == "DETAIL" and rest.lower().startswith("parameters: "):
            owner = next((s for s in reversed(found) if s.backend == backend), None)
            if owner:
                values = [value for _, value in _PARAMETER.findall(rest)]
                owner.parameters = [None if v == "NULL" else v[1:-1].replace("''", "'") for v in values]
    return found


@contextmanager
def logged(postgres: str) -> Iterator[None]:
    """Inside the block, Postgres logs every statement of every connection in the format that parsed() reads."""
    settings = {"log_statement": "all", "log_line_prefix": "%m [%p] "}
    with psycopg.connect(postgres, autocommit=True) as connection:
        try:
            for name, value in settings.items():
                connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
            connection.execute("SELECT pg_reload_conf(), pg_sleep(0.5)")
            yield
        finally:
            for name in settings:
                connection.execute(f"ALTER SYSTEM RESET {name}")
            connection.execute("SELECT pg_reload_conf()")


def redis_commands(client: redis.Redis) -> int:
    """Number of commands that Redis has run. A difference of two calls includes one command for the second call itself."""
    return int(client.info("stats")["total_commands_processed"])
