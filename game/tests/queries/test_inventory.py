"""Everything that a character holds."""

import pytest
from pytest_django import DjangoAssertNumQueries

from game.models import Character, Holding
from game.queries.inventory import held_by
from game.queries.sheet import worn_by
from game.rules.trade import resale
from game.tests.make import give, make_character

pytestmark = pytest.mark.django_db


def test_all_holdings_newest_first_in_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    character = make_character()
    give(make_character(), "clerks-sabre")
    give(character, "wickweed", 7)
    with django_assert_num_queries(1):
        found = held_by(character)
    assert [h.id for h in found] == list(
        Holding.objects.filter(character=character).order_by("-pk").values_list("pk", flat=True)
    )
    assert (found[0].item.slug, found[0].quantity, found[0].worth) == ("wickweed", 7, resale(found[0].item.price))
    assert {h.slot: h.as_worn for h in found if h.slot} == worn_by(character) != {}


def test_worn_things_wear_out_with_the_hunts_of_their_holder_and_others_do_not() -> None:
    character = make_character()
    give(character, "excise-cutter")
    Character.objects.filter(pk=character.pk).update(hunts=10_000)
    character.refresh_from_db()
    by_slot = {h.slot: h for h in held_by(character) if h.item.slot}
    assert by_slot["weapon"].broken and by_slot["weapon"].due_for_repair and by_slot["weapon"].equipped
    spare = by_slot[None]
    assert spare.left == spare.item.durability and not spare.broken and not spare.due_for_repair


def test_an_item_that_left_the_catalogue_is_not_shown() -> None:
    character = make_character()
    before = len(held_by(character))
    changed = Holding.objects.filter(character=character, item="cellar-draught")
    assert changed.update(item="long-gone") == 1
    assert len(held_by(character)) == before - 1
    changed = Holding.objects.filter(character=character, item="long-gone")
    changed.update(item="cellar-draught")  # the ledger is proven after the test
