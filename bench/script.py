"""Turns the statements of a real hunt into a pgbench script that can run any number of times."""

import re
from collections.abc import Callable, Sequence

import msgspec
import psycopg

from bench.statements import LoggedStatement
from tools.terminal import UserError

KEY = "key"
FAR = 1_000_000


class Known(msgspec.Struct, frozen=True):
    """The values that each repetition must replace: the key, the version of the hunter's row, the battle's id and the nonce.
    The last two are known after the hunt."""

    key: str
    version: str
    battle: int = 0
    nonce: int = 0


def known_of(database: psycopg.Connection, username: str, key: str) -> Known:
    """The key and the row version of a hunter before the recorded hunt. Also raises the nonce above FAR."""
    row = database.execute(
        "SELECT c.xmin::text, s.id FROM game_character c JOIN accounts_user u ON u.id = c.user_id "
        "JOIN game_diceseed s ON s.character_id = c.id AND s.revealed_at IS NULL WHERE u.username = %s",
        [username],
    ).fetchone()
    assert row
    # No other value of a hunt is as high as FAR, so a parameter with this value must be the nonce.
    database.execute("UPDATE game_diceseed SET next_nonce = greatest(next_nonce, %s) WHERE id = %s", [FAR, row[1]])
    return Known(key, row[0])


def of_hunt(statements: Sequence[LoggedStatement]) -> list[LoggedStatement]:
    """The statements of the connection that wrote the battle, up to that one: read the caller, read the hunter, write."""
    end = max(n for n, s in enumerate(statements) if "INSERT INTO game_battle" in s.sql)
    return [s for s in statements[: end + 1] if s.backend == statements[end].backend]


def pgbench_script(database: psycopg.Connection, known: Known, statements: Sequence[LoggedStatement]) -> str:
    """The script. A SELECT is wrapped, so that pgbench stores the version, battle and nonce of its JSON for later statements.

    Raises UserError if no SELECT returns them.
    """
    lines, given = [rf"\set {KEY} random(1, 9000000000000000000)"], {known.key: f":{KEY}"}
    for n, statement in enumerate(statements):
        sql = re.sub(r"\s*\n\s*", "\n", statement.sql.strip().rstrip(";"))
        values = [_expression(v, t, given) for v, t in zip(statement.parameters, _types(database, statement), strict=True)]
        sql = re.sub(r"\$(\d+)", _replacer(values), sql)
        found = _carried(database, statement, known) if sql.upper().startswith("SELECT") else {}
        if found:
            columns = ", ".join(f"w.answer ->> {at} AS s{n}_{at}" for at in found.values())
            lines.append(f"SELECT {columns} FROM (SELECT ({sql})::json) AS w(answer)\n\\gset")
            given |= {value: f":s{n}_{at}" for value, at in found.items()}
        else:
            lines.append(f"{sql};")
    if not {str(known.battle), str(known.nonce), known.version} <= given.keys():
        raise UserError(
            "The SELECTs of a hunt no longer return its version, battle and nonce: adapt bench/script.py to the new ones."
        )
    return "\n".join(lines) + "\n"


def _replacer(values: Sequence[str]) -> Callable[[re.Match[str]], str]:
    return lambda match: values[int(match[1]) - 1]


def _types(database: psycopg.Connection, statement: LoggedStatement) -> list[str]:
    """The types of its parameters according to Postgres."""
    if not statement.parameters:
        return []
    with database.transaction(force_rollback=True):
        database.execute(f"PREPARE seen AS {statement.sql}".encode())
        row = database.execute("SELECT parameter_types::text[] FROM pg_prepared_statements WHERE name = 'seen'").fetchone()
        database.execute("DEALLOCATE seen")
    assert row
    types: list[str] = row[0]
    return types


def _expression(value: str | None, kind: str, given: dict[str, str]) -> str:
    """A parameter as SQL: a literal of its type, or a variable for a value that each run replaces."""
    if value is None:
        return f"NULL::{kind}"
    if value in given:
        return f"({given[value]})::{kind}"
    literal = _literal(value)
    inside = [old for old in given if len(old) > 2 and re.search(rf"(?<![\w.-]){re.escape(old)}(?![\w.-])", value)]
    for old in inside:
        literal = f"replace({literal}, '{old}', ({given[old]})::text)"
    return f"({literal})::{kind}"


def _literal(value: str) -> str:
    """A string as SQL. pgbench also replaces `:word` inside quotes, so a colon is written as an escape."""
    if not re.search(r"[:\\]", value):
        return "'" + value.replace("'", "''") + "'"
    return "E'" + value.replace("\\", "\\\\").replace("'", "''").replace(":", r"\x3a") + "'"


def _carried(database: psycopg.Connection, statement: LoggedStatement, known: Known) -> dict[str, int]:
    """The positions of version, battle and nonce in the JSON that a SELECT returns, by their value in the recorded hunt.

    Runs the SELECT again and rolls back. It then returns the version and nonce after the hunt, and the latest battle id of the
    sequence.
    """
    with database.transaction(force_rollback=True):
        literals = [_expression(v, t, {}) for v, t in zip(statement.parameters, _types(database, statement), strict=True)]
        sql = re.sub(r"\$(\d+)", lambda m: literals[int(m[1]) - 1], statement.sql)
        rows = database.execute(sql.encode()).fetchall()
        (latest,) = database.execute("SELECT last_value FROM game_battle_id_seq").fetchone() or (0,)
    found: dict[str, int] = {}
    answer = msgspec.json.decode(rows[0][0]) if len(rows) == 1 and len(rows[0]) == 1 else []
    for at, value in enumerate(answer if isinstance(answer, list) else []):
        if type(value) is str and value.isdigit():  # xmin is sent as text
            found[known.version] = at
        elif type(value) is int and value == latest > known.battle:
            found[str(known.battle)] = at
        elif type(value) is int and value == known.nonce + 1 > FAR:
            found[str(known.nonce)] = at
    return found
