"""What staff give and take, and in which quantities."""

import pytest

from accounts.models import AuditEntry
from accounts.queries.rank import Rank
from game.actions import staff_goods
from game.models import Character, Notice, Transfer
from game.rules.errors import GameError
from game.tests.make import make_character
from game.tests.staff import by, make_staff

pytestmark = pytest.mark.django_db


def test_granted_gold_does_not_count_as_earned() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    staff_goods.grant_gold(by(actor), character=character.id, quantity=1_000_000)
    after = Character.objects.get(pk=character.pk)
    assert after.gold == character.gold + 1_000_000 and after.gold_earned == character.gold_earned


@pytest.mark.parametrize("quantity", [0, -1, 1_000_000_001, 10**30])
def test_quantities_outside_the_limits_are_refused(quantity: int) -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    for verb in (staff_goods.grant_gold, staff_goods.take_gold):
        with pytest.raises(GameError) as refusal:
            verb(by(actor), character=character.id, quantity=quantity)
        assert refusal.value.code == "invalid" and refusal.value.field == "quantity"


def test_taking_more_than_a_character_has_is_refused_and_changes_nothing() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    with pytest.raises(GameError) as refusal:
        staff_goods.take_gold(by(actor), character=character.id, quantity=character.gold + 1)
    assert refusal.value.code == "not_enough_gold" and character.name in refusal.value.message
    stack = character.holdings.get(stacked=True)
    with pytest.raises(GameError) as refusal:
        staff_goods.take_item(by(actor), character=character.id, holding=stack.id, quantity=stack.quantity + 1)
    assert refusal.value.code == "not_enough_items"
    assert not AuditEntry.objects.exists() and not Transfer.objects.filter(reason="staff").exists()


def test_staff_take_a_worn_item() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    worn = character.holdings.filter(slot__isnull=False)[0]
    staff_goods.take_item(by(actor), character=character.id, holding=worn.id, quantity=1)
    assert not character.holdings.filter(pk=worn.pk).exists()
    assert Transfer.objects.get(reason="staff").holding == worn.pk


def test_the_holding_of_another_character_is_not_found() -> None:
    actor, character, other = make_staff(Rank.GAME_MASTER), make_character(), make_character()
    with pytest.raises(GameError) as refusal:
        staff_goods.take_item(by(actor), character=character.id, holding=other.holdings.all()[0].id, quantity=1)
    assert refusal.value.code == "not_found"


def test_items_that_do_not_stack_are_granted_as_single_instances() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    item = character.holdings.filter(stacked=False)[0].item
    before = character.holdings.filter(item=item).count()
    staff_goods.grant_item(by(actor), character=character.id, item=item, quantity=3)
    assert character.holdings.filter(item=item).count() == before + 3
    with pytest.raises(GameError):
        staff_goods.grant_item(by(actor), character=character.id, item=item, quantity=51)


def test_an_item_that_stacks_is_granted_to_its_stack_with_a_notice() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    before = character.holdings.get(item="cellar-draught")
    staff_goods.grant_item(by(actor), character=character.id, item="cellar-draught", quantity=3)
    assert character.holdings.get(item="cellar-draught").quantity == before.quantity + 3
    notice = Notice.objects.get(character=character)
    assert "3 ×" in notice.text and "a good reason" in notice.text and actor.username not in notice.text


def test_an_unknown_item_is_refused_and_nothing_is_recorded() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    with pytest.raises(GameError) as refusal:
        staff_goods.grant_item(by(actor), character=character.id, item="no-such-item", quantity=1)
    assert (refusal.value.code, refusal.value.field) == ("invalid", "item")
    assert not AuditEntry.objects.exists() and not Notice.objects.exists()
    assert not Transfer.objects.filter(reason="staff").exists()


def test_taken_gold_is_a_movement_that_names_its_audit_entry() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character(gold=50)
    outcome = staff_goods.take_gold(by(actor), character=character.id, quantity=20)
    assert Character.objects.get(pk=character.pk).gold == character.gold - 20
    movement = Transfer.objects.get(reason="staff")
    assert (movement.source, movement.quantity) == (f"character:{character.pk}", 20)
    assert movement.reference == f"audit:{outcome.audit}"
    assert "20 gold was taken" in Notice.objects.get(character=character).text


def test_part_of_a_stack_is_taken_and_a_form_sent_twice_takes_it_once() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    staff_goods.grant_item(by(actor), character=character.id, item="cellar-draught", quantity=5)
    stack, order = character.holdings.get(item="cellar-draught"), by(actor)
    outcomes = [staff_goods.take_item(order, character=character.id, holding=stack.id, quantity=2) for _ in range(2)]
    assert [outcome.again for outcome in outcomes] == [False, True]
    assert character.holdings.get(item="cellar-draught").quantity == stack.quantity - 2
