"""Two requests at the same moment. Each test has a twin with the guard taken away that shows what the guard holds back."""

import pytest
from django.db import connection
from django.utils import timezone

from accounts.tests.race import at_once
from game.actions import ledger
from game.actions.forge import craft, repair_all, upgrade
from game.actions.inventory import equip
from game.actions.missions import claim, deal
from game.actions.shop import Portion, buy, sell
from game.content import catalogue
from game.models import Character, DailyMission, Holding, Receipt
from game.queries.missions import DealtMission
from game.rules.errors import GameError
from game.rules.forge import upgrade_cost
from game.tests.make import by, give, held, make_character
from game.tests.races.gate import at_once_through_gate
from game.tests.races.together import DRAUGHT, two_weapons, without_the_lock, won

pytestmark = pytest.mark.django_db(transaction=True)


def price_of(item: str) -> int:
    return catalogue().items[item].price


def finished_task(character: Character) -> DealtMission:
    task = deal(character, timezone.now())[0]
    DailyMission.objects.filter(pk=task.pk).update(progress=task.target)
    return task


def gold(character: Character) -> int:
    return Character.objects.get(pk=character.pk).gold


# --- buys ---------------------------------------------------------------------------------------------------------


def test_two_buys_with_gold_for_one_one_wins() -> None:
    character = make_character()
    count = character.gold // price_of(DRAUGHT)
    results = at_once(*[lambda: buy(by(character), item=DRAUGHT, quantity=count)] * 2)
    assert len(won(results)) == 1 and gold(character) == character.gold - count * price_of(DRAUGHT)


def test_twin_without_lock_and_constraint_gold_is_spent_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    character = make_character()
    count = character.gold // price_of(DRAUGHT)
    without_the_lock(monkeypatch)
    call = [lambda: buy(by(character), item=DRAUGHT, quantity=count)] * 2
    assert [r.code for r in at_once(*call) if isinstance(r, GameError)] == ["not_enough_gold"], "the constraint holds alone"
    give(character, "gold", count * price_of(DRAUGHT))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE game_character DROP CONSTRAINT gold_never_negative")
    try:
        assert len(won(at_once(*call))) == 2 and gold(character) < 0
    finally:
        give(character, "gold", 10_000)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE game_character ADD CONSTRAINT gold_never_negative CHECK (gold >= 0)")


# --- sells --------------------------------------------------------------------------------------------------------


def test_two_sales_of_one_stack_one_wins() -> None:
    character = make_character()
    give(character, DRAUGHT, 2)
    stack = held(character, DRAUGHT)
    results = at_once(*[lambda: sell(by(character), portions=[Portion(stack.id, stack.quantity)])] * 2)
    assert len(won(results)) == 1 and gold(character) == character.gold + won(results)[0].earned


def test_a_double_click_sells_once() -> None:
    character = make_character()
    give(character, DRAUGHT, 5)
    stack = held(character, DRAUGHT)
    results = at_once(*[lambda: sell(by(character, "same-key-1"), portions=[Portion(stack.id, 1)])] * 2)
    assert results[0] == results[1] and held(character, DRAUGHT).quantity == stack.quantity - 1


def test_twin_without_key_a_double_click_sells_twice() -> None:
    character = make_character()
    give(character, DRAUGHT, 5)
    stack = held(character, DRAUGHT)
    at_once(*[lambda: sell(by(character), portions=[Portion(stack.id, 1)])] * 2)
    assert held(character, DRAUGHT).quantity == stack.quantity - 2


def test_without_the_lock_the_receipt_alone_stops_a_double_click(monkeypatch: pytest.MonkeyPatch) -> None:
    character = make_character()
    give(character, DRAUGHT, 5)
    stack = held(character, DRAUGHT)
    without_the_lock(monkeypatch)
    results = at_once(*[lambda: sell(by(character, "same-key-1"), portions=[Portion(stack.id, 1)])] * 2)
    assert results[0] == results[1] and held(character, DRAUGHT).quantity == stack.quantity - 1
    assert Receipt.objects.filter(character=character).count() == 1


# --- equips -------------------------------------------------------------------------------------------------------


PUT_ON = "BEFORE UPDATE ON game_holding", "NEW.slot IS NOT NULL"
"""Both have taken off the old weapon before either puts on the new one."""


def test_two_weapons_equipped_at_once_one_is_worn() -> None:
    character = make_character()
    one, other = two_weapons(character)
    both = (lambda: equip(by(character), holding=one.id), lambda: equip(by(character), holding=other.id))
    results = at_once_through_gate(*PUT_ON, *both)
    assert len(won(results)) == 2 and Holding.objects.filter(character=character, slot="weapon").count() == 1


def test_twin_without_lock_and_constraint_two_weapons_are_worn(monkeypatch: pytest.MonkeyPatch) -> None:
    character = make_character()
    one, other = two_weapons(character)
    without_the_lock(monkeypatch)
    both = (lambda: equip(by(character), holding=one.id), lambda: equip(by(character), holding=other.id))
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_item_per_slot")
    try:
        assert len(won(at_once_through_gate(*PUT_ON, *both))) == 2
        assert Holding.objects.filter(character=character, slot="weapon").count() == 2
    finally:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE game_holding SET slot = NULL WHERE id = %s", [one.pk])
            cursor.execute("CREATE UNIQUE INDEX one_item_per_slot ON game_holding (character_id, slot) WHERE slot IS NOT NULL")


# --- claims -------------------------------------------------------------------------------------------------------


MISSIONS = "BEFORE UPDATE ON game_missiontask", "true"
"""Both have read the mission before either has marked it as claimed."""


def test_two_claims_of_one_mission_one_is_paid() -> None:
    character = make_character()
    task = finished_task(character)
    results = at_once_through_gate(*MISSIONS, *[lambda: claim(by(character), task=task.pk)] * 2)
    assert [r.code for r in results if isinstance(r, GameError)] == ["already_claimed"]
    assert gold(character) == character.gold + won(results)[0].gold


def test_a_double_click_on_claim_gets_the_first_answer_twice() -> None:
    character = make_character()
    task = finished_task(character)
    results = at_once(*[lambda: claim(by(character, "same-key-1"), task=task.pk)] * 2)
    assert results[0] == results[1] and gold(character) == character.gold + results[0].gold


def test_twin_without_lock_a_mission_is_paid_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    character = make_character()
    task = finished_task(character)
    without_the_lock(monkeypatch)
    results = at_once_through_gate(*MISSIONS, *[lambda: claim(by(character), task=task.pk)] * 2)
    assert len(won(results)) == 2 and gold(character) == character.gold + 2 * results[0].gold


def test_missions_dealt_four_times_at_once_are_three() -> None:
    character = make_character()
    now = timezone.now()
    at_once(*[lambda: deal(character, now)] * 4)
    assert DailyMission.objects.filter(character=character).count() == 3


# --- the forge ----------------------------------------------------------------------------------------------------

RECIPE = "two-from-the-cellar"


def price_of_upgrade(character: Character) -> int:
    return upgrade_cost(price_of(character.holdings.get(slot="weapon").item), 0)


def needs_for(character: Character, times: int) -> None:
    recipe = catalogue().recipes[RECIPE]
    give(character, "gold", recipe.gold * 10)
    for need in recipe.needs:
        give(character, need.item, need.quantity * times)


HOLDINGS = "BEFORE UPDATE ON game_holding", "true"
"""Both have read the holdings before either has changed one."""


def test_two_upgrades_with_gold_for_one_one_is_made() -> None:
    character = make_character()
    weapon, cost = character.holdings.get(slot="weapon"), price_of_upgrade(character)
    spend = ledger.Move(ledger.of(character.id), "sink:staff", "gold", gold(character) - cost)
    ledger.post([spend], reason="test")
    results = at_once_through_gate(*HOLDINGS, *[lambda: upgrade(by(character), holding=weapon.id)] * 2)
    weapon.refresh_from_db()
    assert len(won(results)) == weapon.upgrade == 1
    assert [r.code for r in results if isinstance(r, GameError)] == ["not_enough_gold"]


def test_a_double_click_upgrades_once() -> None:
    character = make_character(gold=1000)
    weapon = character.holdings.get(slot="weapon")
    results = at_once(*[lambda: upgrade(by(character, "same-key-1"), holding=weapon.id)] * 2)
    weapon.refresh_from_db()
    assert results[0] == results[1] and weapon.upgrade == 1 and gold(character) == results[0].gold


def test_twin_without_lock_two_upgrades_are_paid_and_one_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    character = make_character(gold=1000)
    weapon, cost = character.holdings.get(slot="weapon"), price_of_upgrade(character)
    without_the_lock(monkeypatch)
    results = at_once_through_gate(*HOLDINGS, *[lambda: upgrade(by(character), holding=weapon.id)] * 2)
    weapon.refresh_from_db()
    assert len(won(results)) == 2 and weapon.upgrade == 1 and gold(character) == character.gold - 2 * cost


def test_two_repairs_of_everything_at_once_are_paid_once() -> None:
    character = make_character(gold=1000)
    Character.objects.filter(pk=character.pk).update(hunts=50)
    results = at_once_through_gate(*HOLDINGS, *[lambda: repair_all(by(character))] * 2)
    assert [r.code for r in results if isinstance(r, GameError)] == ["nothing_to_mend"]
    assert gold(character) == character.gold - won(results)[0].cost


def test_twin_without_lock_everything_is_repaired_and_paid_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    character = make_character(gold=1000)
    Character.objects.filter(pk=character.pk).update(hunts=50)
    without_the_lock(monkeypatch)
    results = at_once_through_gate(*HOLDINGS, *[lambda: repair_all(by(character))] * 2)
    assert len(won(results)) == 2 and gold(character) == character.gold - 2 * results[0].cost


def test_two_crafts_with_ingredients_for_one_one_wins() -> None:
    character = make_character()
    needs_for(character, 1)
    before = held(character, DRAUGHT).quantity
    results = at_once(*[lambda: craft(by(character), recipe=RECIPE)] * 2)
    assert [r.code for r in results if isinstance(r, GameError)] == ["missing_ingredients"]
    assert held(character, DRAUGHT).quantity == before + catalogue().recipes[RECIPE].quantity


def test_a_double_click_crafts_once() -> None:
    character = make_character()
    needs_for(character, 5)
    before = held(character, DRAUGHT).quantity
    results = at_once(*[lambda: craft(by(character, "same-key-1"), recipe=RECIPE)] * 2)
    assert results[0] == results[1]
    assert held(character, DRAUGHT).quantity == before + catalogue().recipes[RECIPE].quantity


def test_twin_without_key_a_double_click_crafts_twice() -> None:
    character = make_character()
    needs_for(character, 5)
    before = held(character, DRAUGHT).quantity
    at_once(*[lambda: craft(by(character), recipe=RECIPE)] * 2)
    assert held(character, DRAUGHT).quantity == before + 2 * catalogue().recipes[RECIPE].quantity
