"""What consumables cost, against what they bring."""

from functools import cache

import pytest

from game.content import catalogue
from game.content.curve import typical
from game.content.schema import Item, Place
from game.rules import tuning
from game.rules.odds import chance
from game.rules.trade import resale
from game.simulator.build import reference
from game.simulator.loadouts import HUNT

CONSUMABLES = [i for i in catalogue().items.values() if i.kind == "consumable"]
TONICS = [i for i in CONSUMABLES if i.use and i.use.energy]
PER_GOLD = {"common": (5, 8), "uncommon": (3.5, 5)}
"""Points of health that a gold buys in a shop, of a typical fighter of the item's level. A bigger mouthful costs more for each point."""


def worth_of(place: Place, won: dict[str, float] | None = None) -> float:
    """Gold that a hunt at a place gives on average, what a shop pays for its loot included. won: chance by monster; None: always."""
    weights, gold = sum(p.weight for p in place.monsters), 0.0
    for prowler in place.monsters:
        monster = catalogue().monsters[prowler.monster]
        loot = sum(d.chance / 10_000 * (d.low + d.high) / 2 * resale(catalogue().items[d.item].price) for d in monster.drops)
        gold += prowler.weight * (won[monster.slug] if won else 1) * (sum(monster.gold) / 2 + loot)
    return gold / weights


@cache
def best_case(level: int) -> float:
    """Gold of a hunt at the best place for it, if every fight is won, under the Blood Moon."""
    most = max(tuning.BLOOD_MOON_GOLD, tuning.BLOOD_MOON_DROP) / 100
    return most * max(worth_of(p) for p in catalogue().places.values() if p.level <= level)


@cache
def usual(level: int) -> float:
    """Gold of a hunt at the best of the last places that opened, for the reference player in the middle of the classes."""
    content, found = catalogue(), []
    places = sorted((p for p in content.places.values() if p.level <= level), key=lambda p: -p.level)[:4]
    for class_slug in content.classes:
        hunter = reference(content, class_slug, level, HUNT)
        met = {p.monster for place in places for p in place.monsters}
        won = {slug: chance(hunter, content.monster_profiles[slug].sheet) for slug in met}
        found.append(max(worth_of(place, won) for place in places))
    return sorted(found)[len(found) // 2]


def levels_of(item: Item) -> range:
    return range(item.level, (item.use_until or tuning.LEVEL_MAX) + 1)


def test_energy_never_brings_as_much_gold_as_it_costs() -> None:
    assert len(TONICS) == 12
    for item in TONICS:
        hunts = item.use.energy / tuning.HUNT_ENERGY  # type: ignore[union-attr]
        brings = max(hunts * best_case(level) for level in levels_of(item))
        assert brings < item.price, f"{item.slug} costs {item.price} and brings up to {brings:.0f}"


def test_a_tonic_of_a_shop_is_worth_buying_at_some_level() -> None:
    """Half of its price comes back as gold. The rest pays for the experience."""
    sold = [item for item in TONICS if item.sold_in]
    assert sold
    for item in sold:
        hunts = item.use.energy / tuning.HUNT_ENERGY  # type: ignore[union-attr]
        brings = max(hunts * usual(level) for level in levels_of(item))
        assert brings * 2 >= item.price, f"{item.slug} costs {item.price} and brings {brings:.0f} at best"


def test_a_tonic_brings_more_when_it_is_drunk_than_when_it_is_sold() -> None:
    for item in TONICS:
        hunts = item.use.energy / tuning.HUNT_ENERGY  # type: ignore[union-attr]
        assert max(hunts * usual(level) for level in levels_of(item)) > resale(item.price) or item.rarity == "legendary", (
            item.slug
        )


@pytest.mark.parametrize("rarity", PER_GOLD)
def test_a_shop_asks_about_as_much_for_each_point_of_health(rarity: str) -> None:
    low, high = PER_GOLD[rarity]
    sold = [i for i in CONSUMABLES if i.sold_in and i.rarity == rarity and i.use and not i.use.energy]
    assert len(sold) > 20
    for item in sold:
        assert item.use
        health = item.use.health + typical(item.level)["hp"] * item.use.health_percent / 100
        assert low <= health / item.price <= high, f"{item.slug}: {health / item.price:.1f} points of health for a gold"


def test_a_common_remedy_costs_no_more_than_two_hunts_at_its_level_bring() -> None:
    for item in CONSUMABLES:
        if item.sold_in and item.rarity == "common":
            assert item.price <= 2 * usual(item.level), (item.slug, item.price, usual(item.level))


def test_no_consumable_is_made_from_bought_things_for_less_than_a_shop_pays_for_it() -> None:
    items, made = (
        catalogue().items,
        [r for r in catalogue().recipes.values() if catalogue().items[r.makes].kind == "consumable"],
    )
    assert made
    for recipe in made:
        if all(items[need.item].sold_in for need in recipe.needs):
            cost = recipe.gold + sum(items[need.item].price * need.quantity for need in recipe.needs)
            assert cost > recipe.quantity * resale(items[recipe.makes].price), recipe.slug


def test_a_share_of_health_and_energy_reach_ten_levels_and_points_of_health_all() -> None:
    pot, draught = catalogue().items["watchmans-third-pot"], catalogue().items["cellar-draught"]
    assert (pot.use_until, draught.use_until) == (pot.level + tuning.CONSUMABLE_LEVELS, None)
    assert pot.suits(13, None) and not pot.suits(14, None) and draught.suits(60, None)
    assert all(i.use_until is None for i in CONSUMABLES if i.level + tuning.CONSUMABLE_LEVELS >= tuning.LEVEL_MAX)
