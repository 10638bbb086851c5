"""The look-up of a token uses its indexes."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from bench import accounts
from game.models import ApiToken
from game.queries.token import _TOKEN
from vvw_site.foundation.database.statement import Statement

pytestmark = pytest.mark.django_db
JOINED = """SELECT json_build_array(t.id, u.username, c.name)::text
    FROM game_apitoken t JOIN accounts_user u ON u.id = t.user_id LEFT JOIN game_character c ON c.id = t.character_id
    WHERE t.digest = %(digest)s AND t.expires_at > %(now)s"""


def plan(statement: Statement) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")  # the costs of a bloated table once made Postgres choose so
        found = cursor.connection.execute(b"EXPLAIN (GENERIC_PLAN) " + statement.native)
        return "\n".join(row[0] for row in found.fetchall())


def test_only_the_account_and_the_character_of_the_token_are_read() -> None:
    accounts.make_accounts(first=1, last=500, prefix="plan", password="pw")
    # Of an empty table that autovacuum has counted, Postgres reads all: there are tokens of all accounts, and they are counted.
    later = timezone.now() + timedelta(days=1)
    ApiToken.objects.bulk_create(
        ApiToken(user_id=user, digest=f"{user:064d}", credentials="0" * 64, expires_at=later)
        for user in User.objects.values_list("pk", flat=True)
    )
    accounts.analyse()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE game_apitoken")
    used = plan(_TOKEN)
    assert "Merge" not in used and "Hash" not in used
    assert used.count("accounts_user_pkey") == used.count("game_character_pkey") == 1 and "Seq Scan" not in used
    joined = plan(Statement(JOINED))
    assert "Merge" in joined or "Hash" in joined, "a plain join lets Postgres read all accounts and characters"
