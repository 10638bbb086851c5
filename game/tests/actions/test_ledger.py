"""The ledger: what it refuses, and the codes of its holders."""

import pytest
from django.db import transaction

from game.actions import ledger
from game.actions.optimistic_action import OptimisticContext
from game.models import Transfer
from game.models.ids import CharacterId
from game.models.transfer import GOLD
from game.rules.errors import GameError
from game.tests.make import held, make_character


def test_only_a_characters_holder_is_read_back_as_a_character() -> None:
    assert ledger.character_of(ledger.of(CharacterId(12))) == 12
    assert [ledger.character_of(code) for code in ("faucet:hunt", "sink:shop", "escrow:12", "clan:12")] == [None] * 4


@pytest.mark.django_db
def test_a_stack_that_is_too_small_is_refused_and_the_transaction_rolls_back() -> None:
    character = make_character()
    stack = held(character, "cellar-draught")
    before = Transfer.objects.count()
    move = ledger.Move(ledger.of(character.id), "sink:used", stack.item, stack.quantity + 1)
    with pytest.raises(GameError) as refused, transaction.atomic():
        ledger.post([move], reason="test")
    assert refused.value.code == "not_enough_items" and held(character, stack.item).quantity == stack.quantity
    assert Transfer.objects.count() == before


@pytest.mark.django_db
def test_an_optimistic_action_gives_to_its_own_character_only() -> None:
    character, other = make_character(), make_character()
    for move in (
        ledger.Move(ledger.of(character.id), "sink:shop", GOLD, 1), ledger.Move("faucet:hunt", ledger.of(other.id), GOLD, 1),
    ):  # fmt: skip
        with pytest.raises(ValueError, match="own character"):
            ledger.give(OptimisticContext(character), [move], reason="test", reference="")
