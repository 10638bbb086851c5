"""A character's log is read from its index, however long the ledger is."""

from collections.abc import Callable

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from game.actions import shop
from game.models import Transfer
from game.models.ids import CharacterId, HoldingId
from game.queries.ledger import history_of, history_steps, log_of
from game.tests.make import by, give, make_character
from game.tests.plans import plan_of

pytestmark = pytest.mark.django_db


def test_the_log_holds_both_directions_newest_first_in_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    character = make_character(gold=500)
    give(make_character(), "gold", 5)
    shop.buy(by(character), item="cellar-draught", quantity=1)
    with django_assert_num_queries(1):
        lines = log_of(character.id)
    assert {line.reason for line in lines} == {"start", "test", "buy"}
    assert [line.pk for line in lines] == sorted((line.pk for line in lines), reverse=True)
    assert log_of(character.id, limit=2, before=lines[1].pk) == lines[2:4]


@pytest.mark.parametrize(("find", "indexes"), [
    (lambda: log_of(CharacterId(7)), {"transfer_from", "transfer_to"}),
    (lambda: log_of(CharacterId(7), before=4_000), {"transfer_from", "transfer_to"}),
    (lambda: history_steps(HoldingId(7)), {"transfer_of_a_thing", "transfer_upgrade"}),
    (lambda: list(Transfer.objects.filter(history_of(HoldingId(7)))), {"transfer_of_a_thing", "transfer_upgrade"}),
])  # fmt: skip
def test_a_statement_that_is_planned_once_for_all_values_uses_the_partial_indexes(
    find: Callable[[], list[Transfer]], indexes: set[str]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_A_LONG_LEDGER)
        cursor.execute("ANALYZE game_transfer")
    plan = plan_of(find)
    assert all(index in plan for index in indexes) and "Seq Scan" not in plan, plan


_A_LONG_LEDGER = """
INSERT INTO game_transfer (source, destination, asset, quantity, reason, reference)
SELECT 'faucet:test', 'sink:test', 'gold', 1, 'test', '' FROM generate_series(1, 20000)
"""
