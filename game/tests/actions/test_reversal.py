"""What the ledger moved is taken back by counter-entries, each line once."""

from functools import partial
from typing import Any

import pytest
from pytest_django import Settings

from accounts.queries.rank import Rank
from accounts.tests.race import at_once
from game.actions import forge, inventory, letter_goods, mail, shop, staff_goods
from game.actions.hunt import hunt
from game.actions.reversal import reverse
from game.actions.shop import Portion
from game.actions.staff_action import StaffOutcome
from game.content import catalogue
from game.models import Character, Notice, Transfer
from game.models.ids import HoldingId, LetterId
from game.queries.ledger import log_of
from game.rules.errors import GameError
from game.rules.mail import GOODS_LEVEL
from game.tests.make import by as player
from game.tests.make import give, make_character
from game.tests.staff import by, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def newest(character: Character, **fields: Any) -> Transfer:
    lines = Transfer.objects.filter(source=f"character:{character.pk}") | Transfer.objects.filter(
        destination=f"character:{character.pk}"
    )
    return lines.filter(**fields).latest("pk")


def state(character: Character) -> tuple[int, list[tuple[str, int]]]:
    fresh = Character.objects.get(pk=character.pk)
    return fresh.gold, sorted(fresh.holdings.values_list("item", "quantity"))


def test_a_whole_hunt_is_reversed_and_the_player_gets_a_notice() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    before, earned = state(character), character.gold_earned
    answer = hunt(player(character), place="old-mill")
    assert answer.won
    reverse(by(actor, "a bug in drops"), transfer=newest(character, reason="hunt").pk, whole=True)
    assert state(character) == before and Character.objects.get(pk=character.pk).gold_earned == earned
    counter = log_of(character.id)[0]
    assert counter.reason == "reversal" and counter.reverses is not None and counter.reference.startswith("audit:")
    assert "a bug in drops" in Notice.objects.get(character=character).text


def test_a_movement_is_reversed_once() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    give(character, "gold", 100)
    line = newest(character)
    reverse(by(actor), transfer=line.pk, whole=False)
    for whole in (True, False):
        with pytest.raises(GameError) as refusal:
            reverse(by(actor), transfer=line.pk, whole=whole)
        assert refusal.value.code == "already_reversed"


def test_a_reversal_can_be_reversed() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    hunt(player(character), place="old-mill")
    after = Character.objects.get(pk=character.pk)
    reverse(by(actor), transfer=newest(character, reason="hunt", asset="gold").pk, whole=False)
    reverse(by(actor), transfer=newest(character, reason="reversal").pk, whole=False)
    fresh = Character.objects.get(pk=character.pk)
    assert (fresh.gold, fresh.gold_earned) == (after.gold, after.gold_earned)


def test_the_rest_of_an_event_is_reversed_after_one_of_its_movements() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character(gold=500)
    before = state(character)
    shop.buy(player(character), item="cellar-draught", quantity=2)
    reverse(by(actor), transfer=newest(character, reason="buy", asset="gold").pk, whole=False)
    reverse(by(actor), transfer=newest(character, reason="buy").pk, whole=True)
    assert state(character) == before


def test_a_reversed_sale_returns_the_same_item_and_takes_the_gold() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    worn = character.holdings.filter(slot__isnull=False)[0]
    inventory.unequip(player(character), holding=worn.id)
    before = state(character)
    shop.sell(player(character), portions=[Portion(worn.id, 1)])
    reverse(by(actor), transfer=newest(character, reason="sell").pk, whole=True)
    assert state(character) == before and character.holdings.filter(pk=worn.pk).exists()


def test_a_returned_item_keeps_its_upgrade_and_a_reversed_upgrade_is_undone() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character(gold=10_000)
    worn = character.holdings.filter(slot="weapon").get()
    forge.upgrade(player(character), holding=worn.id)
    forge.upgrade(player(character), holding=worn.id)
    inventory.unequip(player(character), holding=worn.id)
    shop.sell(player(character), portions=[Portion(worn.id, 1)])
    reverse(by(actor), transfer=newest(character, reason="sell").pk, whole=True)
    assert character.holdings.get(pk=worn.pk).upgrade == 2
    line = newest(character, reason="upgrade")
    before = Character.objects.get(pk=character.pk).gold
    reverse(by(actor), transfer=line.pk, whole=True)
    assert character.holdings.get(pk=worn.pk).upgrade == 1
    assert Character.objects.get(pk=character.pk).gold == before + line.quantity


def test_a_reversed_craft_returns_the_ingredients() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character(gold=100)
    recipe = catalogue().recipes["two-from-the-cellar"]
    for need in recipe.needs:
        give(character, need.item, need.quantity)
    before = state(character)
    forge.craft(player(character), recipe=recipe.slug)
    assert state(character) != before
    reverse(by(actor), transfer=newest(character, reason="craft").pk, whole=True)
    assert state(character) == before


def test_a_movement_of_an_item_that_moved_again_is_not_reversed() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    item = character.holdings.filter(stacked=False)[0].item
    staff_goods.grant_item(by(actor), character=character.id, item=item, quantity=1)
    line = newest(character, reason="staff")
    shop.sell(player(character), portions=[Portion(HoldingId(line.holding or 0), 1)])
    before, lines = state(character), Transfer.objects.count()
    with pytest.raises(GameError) as refusal:
        reverse(by(actor), transfer=line.pk, whole=False)
    assert refusal.value.code == "not_enough_items" and "moved on" in refusal.value.message
    assert state(character) == before and Transfer.objects.count() == lines


def test_the_movement_of_a_worn_item_is_reversed() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    worn = character.holdings.filter(slot="weapon").get()
    reverse(by(actor), transfer=Transfer.objects.get(holding=worn.pk).pk, whole=False)
    assert not character.holdings.filter(pk=worn.pk).exists()


@pytest.mark.parametrize("asset", ["gold", "cellar-draught"])
def test_a_movement_of_what_was_spent_since_is_not_reversed(asset: str) -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    give(character, asset, 1000)
    line = newest(character)
    if asset == "gold":
        staff_goods.take_gold(by(actor), character=character.id, quantity=character.gold + 900)
    else:
        stack = character.holdings.get(item=asset)
        staff_goods.take_item(by(actor), character=character.id, holding=stack.id, quantity=900)
    before = state(character)
    with pytest.raises(GameError) as refusal:
        reverse(by(actor), transfer=line.pk, whole=False)
    assert refusal.value.code == ("not_enough_gold" if asset == "gold" else "not_enough_items")
    assert state(character) == before


def test_an_unknown_movement_is_not_found() -> None:
    with pytest.raises(GameError) as refusal:
        reverse(by(make_staff(Rank.GAME_MASTER)), transfer=999_999_999, whole=True)
    assert refusal.value.code == "not_found"


@pytest.mark.django_db(transaction=True)
def test_two_staff_members_at_once_reverse_a_movement_once() -> None:
    actors, character = [make_staff(Rank.GAME_MASTER) for _ in range(2)], make_character()
    give(character, "gold", 100)
    line = newest(character)
    results = at_once(*[partial(reverse, by(actor), transfer=line.pk, whole=False) for actor in actors])
    outcomes = [result.code if isinstance(result, GameError) else "done" for result in results]
    assert sorted(outcomes) == ["already_reversed", "done"]
    assert Character.objects.get(pk=character.pk).gold == character.gold


@pytest.mark.django_db(transaction=True)
def test_a_double_click_at_the_same_moment_grants_once() -> None:
    actor, character = make_staff(Rank.GAME_MASTER), make_character()
    order = by(actor, key="same-form-1")
    results = at_once(*[partial(staff_goods.grant_gold, order, character=character.id, quantity=5)] * 2)
    done = [result.again for result in results if isinstance(result, StaffOutcome)]
    assert sorted(done) == [False, True]
    assert Character.objects.get(pk=character.pk).gold == character.gold + 5


def test_an_upgrade_is_not_reversed_after_the_item_went_to_somebody_else() -> None:
    actor, owner, friend = make_staff(Rank.GAME_MASTER), make_character(gold=10_000), make_character()
    weapon = owner.holdings.filter(slot="weapon").get()
    forge.upgrade(player(owner), holding=weapon.id)
    inventory.unequip(player(owner), holding=weapon.id)
    Character.objects.filter(pk=owner.pk).update(level=GOODS_LEVEL)
    letter = mail.send(player(owner), to=friend.id, subject="A sabre", text="Yours.", items=[Portion(weapon.id, 1)])
    letter_goods.claim(player(friend), letter=LetterId(letter.letter))
    before = state(owner)
    with pytest.raises(GameError) as refused:
        reverse(by(actor), transfer=newest(owner, reason="upgrade").pk, whole=True)
    assert refused.value.code == "not_enough_items" and state(owner) == before
    assert friend.holdings.get(pk=weapon.pk).upgrade == 1
