"""From the statements of a real hunt to a script of pgbench that can run again and again."""

import re
from collections.abc import Sequence

import msgspec
import psycopg

from bench.statements import Statement
from tools.say import Sentence

KEY = "key"
FAR = 1_000_000


class Known(msgspec.Struct, frozen=True):
    """The numbers of one hunt that another run of it must have anew; battle and nonce come with the answer."""

    character: int
    seed: int
    key: str
    battle: int = 0
    nonce: int = 0


def known_of(database: psycopg.Connection, username: str, key: str) -> Known:
    row = database.execute(
        "SELECT c.id, s.id FROM game_character c JOIN accounts_user u ON u.id = c.user_id "
        "JOIN game_diceseed s ON s.character_id = c.id AND s.revealed_at IS NULL WHERE u.username = %s",
        [username],
    ).fetchone()
    assert row
    # A number that nothing else of a hunt is: where it stands among the parameters, the nonce is meant.
    database.execute("UPDATE game_diceseed SET next_nonce = greatest(next_nonce, %s) WHERE id = %s", [FAR, row[1]])
    return Known(row[0], row[1], key)


def transaction(statements: Sequence[Statement]) -> list[Statement]:
    """Those from BEGIN to COMMIT, of the backend that ran it; what comes before (whose token is it?) is not the hunt's."""
    begin = max(n for n, s in enumerate(statements) if s.sql.upper().startswith("BEGIN"))
    backend = statements[begin].backend
    mine = [s for s in statements[begin:] if s.backend == backend]
    end = next(n for n, s in enumerate(mine) if s.sql.upper().startswith("COMMIT"))
    return mine[: end + 1]


def written(database: psycopg.Connection, known: Known, statements: Sequence[Statement]) -> str:
    """The script. Reads are wrapped to name their columns; a later statement takes battle and nonce from them."""
    lines, given = [rf"\set {KEY} random(1, 9000000000000000000)"], {known.key: f":{KEY}"}
    for n, statement in enumerate(statements):
        sql = re.sub(r"\s*\n\s*", "\n", statement.sql.strip().rstrip(";"))
        values = [_expression(v, t, given) for v, t in zip(statement.parameters, _types(database, statement), strict=True)]
        sql = re.sub(r"\$(\d+)", lambda m, values=values: values[int(m[1]) - 1], sql)
        found = _carried(database, statement, known) if sql.upper().startswith("SELECT") else {}
        if found:
            columns = ", ".join(f"s{n}_c{c}" for c in range(found.pop("columns")))
            lines.append(f"SELECT * FROM ({sql}) AS w({columns})\n\\gset")
            given |= {value: text.replace("@", f":s{n}_c") for value, text in found.items()}
        else:
            lines.append(f"{sql};")
    if not {str(known.battle), str(known.nonce)} <= given.keys():
        raise Sentence(
            "The hunt's reads do not give its battle and its nonce any more: bench/script.py must learn where they come from."
        )
    return "\n".join(lines) + "\n"


def _types(database: psycopg.Connection, statement: Statement) -> list[str]:
    """The types that Postgres sees for its parameters."""
    if not statement.parameters:
        return []
    with database.transaction(force_rollback=True):
        database.execute(f"PREPARE seen AS {statement.sql}".encode())
        row = database.execute("SELECT parameter_types::text[] FROM pg_prepared_statements WHERE name = 'seen'").fetchone()
        database.execute("DEALLOCATE seen")
    assert row
    return row[0]


def _expression(value: str | None, kind: str, given: dict[str, str]) -> str:
    """A parameter as SQL: a literal of its type, with what is new each time in the place of what was."""
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
    """Text as SQL. pgbench reads `:word` as a variable within quotes, too, so a colon is told by its number."""
    if not re.search(r"[:\\]", value):
        return "'" + value.replace("'", "''") + "'"
    return "E'" + value.replace("\\", "\\\\").replace("'", "''").replace(":", r"\x3a") + "'"


def _carried(database: psycopg.Connection, statement: Statement, known: Known) -> dict:
    """Where a read gives battle and nonce: {their text then: "@column"}, and how many columns it has; empty: it gives neither.

    It is run again in a transaction that is taken back: the nonce is then one further, the battle's number is the latest that was given out.
    """
    with database.transaction(force_rollback=True):
        literals = [_expression(v, t, {}) for v, t in zip(statement.parameters, _types(database, statement), strict=True)]
        sql = re.sub(r"\$(\d+)", lambda m: literals[int(m[1]) - 1], statement.sql)
        rows = database.execute(sql.encode()).fetchall()
        (latest,) = database.execute("SELECT last_value FROM game_battle_id_seq").fetchone() or (0,)
    found: dict = {}
    if len(rows) != 1:
        return found
    for column, value in enumerate(rows[0]):
        if type(value) is not int:
            continue
        if value == latest > known.battle:
            found[str(known.battle)] = f"@{column}"
        elif value == known.nonce + 1 > FAR:
            found[str(known.nonce)] = f"@{column}"
    return found | {"columns": len(rows[0])} if found else {}
