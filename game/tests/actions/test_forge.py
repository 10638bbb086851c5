from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from game.actions.forge import TIMES_MAX, craft, repair, repair_all, upgrade
from game.actions.inventory import equip, unequip
from game.content import catalogue
from game.models import Character, Holding, Transfer
from game.presenters.forge import repair_offers, upgrade_offers
from game.presenters.recipes import craft_offer, ingredients_of, recipes_for
from game.queries.inventory import held_by
from game.queries.sheet import worn_by
from game.rules import tuning
from game.rules.errors import GameError
from game.rules.forge import left_of, repair_cost, upgrade_cost, upgraded
from game.tests.make import by, give, held, make_character

pytestmark = pytest.mark.django_db
SABRE, DRAUGHT, RECIPE = "clerks-sabre", "cellar-draught", "two-from-the-cellar"


def refused(code: str, call: Callable[[], object]) -> GameError:
    with pytest.raises(GameError) as refusal:
        call()
    assert refusal.value.code == code
    return refusal.value


def tired(**fields: Any) -> Character:
    """One who has worn all he has for fifty fights."""
    character = make_character(**fields)
    Character.objects.filter(pk=character.pk).update(hunts=50)
    character.refresh_from_db()
    return character


def gold(character: Character) -> int:
    return Character.objects.get(pk=character.pk).gold


def with_needs(times: int = 1, **fields: Any) -> Character:
    character, recipe = make_character(**fields), catalogue().recipes[RECIPE]
    give(character, "gold", recipe.gold * times)
    for need in recipe.needs:
        give(character, need.item, need.quantity * times)
    character.refresh_from_db()
    return character


# --- mending ------------------------------------------------------------------------------------------------------


def test_repairing_a_worn_item_costs_what_the_rules_say() -> None:
    character, item = tired(gold=500), catalogue().items[SABRE]
    sabre = held(character, SABRE)
    done = repair(by(character), holding=sabre.id)
    assert done.cost == repair_cost(item.price, item.durability, left_of(item.durability, 50)) > 0
    assert done.gold == gold(character) == character.gold - done.cost
    assert worn_by(character)["weapon"].left == item.durability and held(character, SABRE).slot == "weapon"
    line = Transfer.objects.get(destination="sink:repair")
    assert (line.asset, line.quantity, line.reference) == ("gold", done.cost, f"holding:{sabre.pk}")
    refused("nothing_to_mend", lambda: repair(by(character), holding=sabre.id))


def test_repairing_everything_repairs_worn_and_carried_items() -> None:
    character = tired(gold=500)
    sabre = held(character, SABRE)
    unequip(by(character), holding=sabre.id)
    due = repair_offers(held_by(character))
    assert {m.thing.id for m in due} == set(character.holdings.filter(stacked=False).values_list("pk", flat=True))
    done = repair_all(by(character))
    assert done.cost == sum(m.cost for m in due) and len(done.items) == len(due)
    assert repair_offers(held_by(character)) == []
    assert refused("nothing_to_mend", lambda: repair_all(by(character))).message


def test_a_repair_without_enough_gold_changes_nothing_and_says_what_to_do() -> None:
    character = tired(gold=10_000)
    give(character, DRAUGHT)
    refused("invalid", lambda: repair(by(character), holding=held(character, DRAUGHT).id))
    refused("not_found", lambda: repair(by(character), holding=held(make_character(), SABRE).id))
    poor = tired()
    dear = sorted((i for i in catalogue().items.values() if i.slot), key=lambda i: -i.price)[:3]
    for item in dear:
        give(poor, item.slug)
    Holding.objects.filter(character=poor, slot=None, stacked=False).update(durability=0)
    before = list(poor.holdings.order_by("pk").values())
    assert "hunt" in refused("not_enough_gold", lambda: repair_all(by(poor))).message
    assert list(poor.holdings.order_by("pk").values()) == before and gold(poor) == poor.gold


def test_the_same_key_repairs_once() -> None:
    character = tired(gold=500)
    first = repair_all(by(character, "mend-it-all"))
    assert repair_all(by(character, "mend-it-all")) == first and gold(character) == first.gold


# --- making better ------------------------------------------------------------------------------------------------


def test_each_upgrade_costs_more_and_there_is_a_last_one() -> None:
    character, item = make_character(gold=1_000_000), catalogue().items[SABRE]
    sabre = held(character, SABRE)
    for step in range(tuning.UPGRADE_MAX):
        done = upgrade(by(character), holding=sabre.id)
        assert (done.upgrade, done.cost) == (step + 1, upgrade_cost(item.price, step))
    assert "Better another" in refused("cannot_upgrade_more", lambda: upgrade(by(character), holding=sabre.id)).message
    assert worn_by(character)["weapon"].upgrade == tuning.UPGRADE_MAX
    (best,) = [b for b in upgrade_offers(held_by(character)) if b.thing.id == sabre.pk]
    assert best.cost is None and best.gains == []


def test_an_upgrade_gives_the_stats_that_its_offer_shows() -> None:
    character = make_character(gold=1000)
    sabre = held(character, SABRE)
    (promise,) = [b for b in upgrade_offers(held_by(character)) if b.thing.id == sabre.pk]
    upgrade(by(character), holding=sabre.id)
    assert {g.stat: g.after for g in promise.gains} == upgraded(catalogue().gear_stats[SABRE], 1)


def test_an_upgrade_stays_when_an_item_is_unequipped_and_equipped() -> None:
    character = make_character(gold=1000)
    sabre = held(character, SABRE)
    upgrade(by(character), holding=sabre.id)
    unequip(by(character), holding=sabre.id)
    equip(by(character), holding=sabre.id)
    assert worn_by(character)["weapon"].upgrade == 1


def test_an_item_that_is_not_gear_or_not_paid_for_is_not_upgraded() -> None:
    character = make_character()
    refused("invalid", lambda: upgrade(by(character), holding=held(character, DRAUGHT).id))
    refused("not_found", lambda: upgrade(by(character), holding=held(make_character(), SABRE).id))
    dear = next(i for i in catalogue().items.values() if i.slot and upgrade_cost(i.price, 0) > character.gold)
    give(character, dear.slug)
    refused("not_enough_gold", lambda: upgrade(by(character), holding=held(character, dear.slug).id))
    assert gold(character) == character.gold and not character.holdings.filter(upgrade__gt=0).exists()


# --- making new ---------------------------------------------------------------------------------------------------


def test_crafting_gives_the_product_and_takes_the_ingredients() -> None:
    character, recipe = with_needs(3), catalogue().recipes[RECIPE]
    before = held(character, recipe.makes).quantity
    done = craft(by(character), recipe=RECIPE, times=3)
    assert (done.quantity, done.cost) == (recipe.quantity * 3, recipe.gold * 3)
    assert held(character, recipe.makes).quantity == before + recipe.quantity * 3
    assert done.gold == gold(character) == character.gold - recipe.gold * 3
    assert not character.holdings.filter(item__in=[n.item for n in recipe.needs]).exists()
    assert {t.destination for t in Transfer.objects.filter(reason="craft", source__startswith="character:")} == {"sink:craft"}


def test_crafted_gear_has_full_durability() -> None:
    recipe = next(r for r in catalogue().recipes.values() if not catalogue().items[r.makes].stacks)
    character = make_character(level=recipe.level, gold=recipe.gold)
    for need in recipe.needs:
        give(character, need.item, need.quantity)
    (made,) = craft(by(character), recipe=recipe.slug).holdings
    thing = Holding.objects.get(pk=made)
    assert (thing.item, thing.upgrade, thing.durability) == (recipe.makes, 0, catalogue().items[recipe.makes].durability)


def test_a_refused_recipe_says_what_to_do() -> None:
    character = make_character()
    words = refused("missing_ingredients", lambda: craft(by(character), recipe=RECIPE)).message
    lacking = catalogue().recipes[RECIPE].needs[0]
    assert f"{lacking.quantity} × {catalogue().items[lacking.item].name}" in words and "wiki" in words
    refused("invalid", lambda: craft(by(character), recipe="the-moon"))
    for times in (0, -1, TIMES_MAX + 1):
        refused("invalid", partial(craft, by(character), recipe=RECIPE, times=times))
    high = max(catalogue().recipes.values(), key=lambda r: r.level)
    refused("level_too_low", lambda: craft(by(character), recipe=high.slug))
    dear = next(r for r in catalogue().recipes.values() if r.gold > character.gold)
    Character.objects.filter(pk=character.pk).update(level=dear.level)
    for need in dear.needs:
        give(character, need.item, need.quantity)
    refused("not_enough_gold", lambda: craft(by(character), recipe=dear.slug))
    assert gold(character) == character.gold


def test_worn_and_upgraded_items_are_not_used_as_ingredients() -> None:
    character = make_character(gold=1000)
    give(character, SABRE, 2)
    spare = character.holdings.filter(item=SABRE, slot=None)[0]
    upgrade(by(character), holding=spare.id)
    assert ingredients_of(held_by(character))[SABRE] == 1


def test_the_recipes_of_the_own_level_and_the_next_few_are_shown() -> None:
    character = with_needs(2, level=3)
    shown = recipes_for(character)
    assert {r.slug for r in catalogue().recipes.values() if r.level <= 3} < {r.slug for r in shown}
    assert 0 < sum(r.level > 3 for r in shown) <= 4
    have = ingredients_of(held_by(character))
    told = craft_offer(character, worn_by(character), have, catalogue().recipes[RECIPE])
    assert told.ready and told.most == 2 and not any(n.lacking for n in told.needs)
    locked = craft_offer(character, worn_by(character), have, next(r for r in shown if r.level > 3))
    assert not locked.open and not locked.ready
