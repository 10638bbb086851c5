"""A character's log is read from its own index, however long the ledger is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from game.actions import shop
from game.queries.ledger import log_of
from game.tests.make import by, give, make_character

pytestmark = pytest.mark.django_db


def test_the_log_holds_both_directions_newest_first_in_one_statement(django_assert_num_queries):
    character = make_character(gold=500)
    give(make_character(), "gold", 5)
    shop.buy(by(character), item="cellar-draught", quantity=1)
    with django_assert_num_queries(1):
        lines = log_of(character.pk)
    assert {line.reason for line in lines} == {"start", "test", "buy"}
    assert [line.pk for line in lines] == sorted((line.pk for line in lines), reverse=True)
    assert log_of(character.pk, limit=2, before=lines[1].pk) == lines[2:4]


def test_the_log_is_read_from_the_index_of_its_holder():
    with connection.cursor() as cursor:
        cursor.execute(_A_LONG_LEDGER)
        cursor.execute("ANALYZE game_transfer")
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as asked:
        log_of(7)
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + asked[0]["sql"])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "transfer_from" in plan and "transfer_to" in plan, plan


_A_LONG_LEDGER = """
INSERT INTO game_transfer (source, destination, asset, quantity, reason, reference)
SELECT 'faucet:test', 'sink:test', 'gold', 1, 'test', '' FROM generate_series(1, 5000)
"""
