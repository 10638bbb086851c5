"""Statements and their parameters are read from the server's log."""

from bench.script import of_hunt
from bench.statements import LoggedStatement, parsed

LOG = """2026-01-01 00:00:00.000 UTC [7] LOG:  statement: SELECT 1
2026-01-01 00:00:00.001 UTC [8] LOG:  statement: SELECT 'of another'
2026-01-01 00:00:00.002 UTC [7] LOG:  execute _pg3_0: SELECT a
\tFROM b WHERE c = $1 AND d = $2 AND e = $3
2026-01-01 00:00:00.002 UTC [7] DETAIL:  Parameters: $1 = '12', $2 = NULL, $3 = 'it''s $1 = ''x'', y'
2026-01-01 00:00:00.003 UTC [7] LOG:  duration: 1 ms
2026-01-01 00:00:00.004 UTC [7] LOG:  execute vvw_1: WITH battle AS (INSERT INTO game_battle (id) VALUES ($1)) SELECT 0
2026-01-01 00:00:00.004 UTC [7] DETAIL:  Parameters: $1 = '7'
2026-01-01 00:00:00.005 UTC [7] LOG:  statement: SELECT 2
"""


def test_logged_statements_have_their_parameters() -> None:
    first, other, read, battle, last = parsed(LOG)
    assert (first.sql, other.sql, last.sql) == ("SELECT 1", "SELECT 'of another'", "SELECT 2")
    assert battle.parameters == ["7"]
    assert read == LoggedStatement(7, "SELECT a\nFROM b WHERE c = $1 AND d = $2 AND e = $3", ["12", None, "it's $1 = 'x', y"])


def test_the_statements_of_a_hunt_are_those_of_its_own_connection() -> None:
    assert [s.sql.split()[0] for s in of_hunt(parsed(LOG))] == ["SELECT", "SELECT", "WITH"]
