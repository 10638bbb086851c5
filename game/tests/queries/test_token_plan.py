"""The look-up of a token keeps to its indexes, also when it is planned while there are hardly any tokens."""

import pytest
from django.db import connection

from bench import accounts
from game.queries.token import _TOKEN
from vvw_site.foundation.database.statement import Statement

pytestmark = pytest.mark.django_db
JOINED = """SELECT json_build_array(t.id, u.username, c.name)::text
    FROM game_apitoken t JOIN accounts_user u ON u.id = t.user_id LEFT JOIN game_character c ON c.id = t.character_id
    WHERE t.digest = %(digest)s AND t.expires_at > %(now)s"""


def plan(statement: Statement) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")  # as costs of a table that was bloated once make Postgres choose
        found = cursor.connection.execute(b"EXPLAIN (GENERIC_PLAN) " + statement.native)
        return "\n".join(row[0] for row in found.fetchall())


def test_no_account_and_no_character_is_read_but_those_of_the_token():
    accounts.make_accounts(first=1, last=500, prefix="plan", password="pw")
    accounts.analyse()
    told = plan(_TOKEN)
    assert "Merge" not in told and "Hash" not in told
    assert told.count("Index Scan using accounts_user_pkey") == told.count("Index Scan using game_character_pkey") == 1
    joined = plan(Statement(JOINED))
    assert "Merge" in joined or "Hash" in joined, "a join without LATERAL is free to read them all"
