"""Worn things wear out by what is fought, without a write; broken ones give nothing and are never lost."""

import importlib

import pytest
from django.apps import apps
from django.db import connection
from pytest_django import Settings

from accounts.queries.rank import Rank
from game.actions import staff_goods
from game.actions.forge import repair
from game.actions.hunt import hunt
from game.actions.inventory import equip, unequip
from game.content import catalogue
from game.models import Battle, Character, Holding
from game.queries.inventory import held_by
from game.queries.sheet import derived, worn_by
from game.rules.forge import left_of, upgraded
from game.tests.make import by, give, held, make_character
from game.tests.staff import by as as_staff
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db
SABRE = "clerks-sabre"


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def fought(character: Character, fights: int) -> Character:
    """After so many fights more, without fighting them."""
    Character.objects.filter(pk=character.pk).update(hunts=character.hunts + fights)
    character.refresh_from_db()
    return character


def attack(character: Character) -> int:
    return derived(character, worn_by(character).values()).attack


def bare(character: Character) -> int:
    return derived(character, []).attack


def test_each_hunt_wears_all_worn_items_by_one_and_writes_no_holding() -> None:
    character = make_character()
    before = list(Holding.objects.filter(character=character).order_by("pk").values("pk", "durability", "worn_from"))
    for _ in range(3):
        hunt(by(character), place="old-mill")
    character.refresh_from_db()
    items = catalogue().items
    assert {thing.item: thing.left for thing in worn_by(character).values()} == {
        thing.item: items[thing.item].durability - 3 for thing in worn_by(character).values()
    }
    kept = [row["pk"] for row in before]
    after = Holding.objects.filter(pk__in=kept).order_by("pk").values("pk", "durability", "worn_from")
    assert list(after) == before


def test_items_that_are_not_worn_do_not_wear_out() -> None:
    character = make_character()
    give(character, SABRE)
    fought(character, 30)
    spare = next(h for h in held_by(character) if h.item.slug == SABRE and not h.equipped)
    assert spare.left == spare.item.durability


@pytest.mark.parametrize("fights", [1, 59, 60, 200])
def test_unequipping_stores_the_durability_that_is_left(fights: int) -> None:
    character = make_character()
    sabre, whole = held(character, SABRE), catalogue().items[SABRE].durability
    fought(character, fights)
    unequip(by(character), holding=sabre.id)
    sabre.refresh_from_db()
    assert (sabre.durability, sabre.worn_from, sabre.slot) == (left_of(whole, fights), None, None)
    fought(character, 5)
    equip(by(character), holding=sabre.id)
    character.refresh_from_db()
    assert worn_by(character)["weapon"].left == left_of(whole, fights)


def test_replacing_an_item_stores_the_durability_of_the_first_and_starts_that_of_the_second() -> None:
    character = make_character()
    sabre, whole = held(character, SABRE), catalogue().items[SABRE].durability
    give(character, SABRE)
    other = character.holdings.get(item=SABRE, slot=None)
    fought(character, 10)
    equip(by(character), holding=other.id)
    sabre.refresh_from_db()
    assert (sabre.durability, sabre.slot) == (whole - 10, None)
    fought(character, 1)
    assert worn_by(character)["weapon"].left == whole - 1


def test_a_broken_item_gives_nothing_to_the_next_fight_and_can_be_repaired() -> None:
    character = make_character(gold=100)
    sabre = held(character, SABRE)
    fought(character, catalogue().items[SABRE].durability - 1)
    assert attack(character) > bare(character)
    last = hunt(by(character), place="old-mill")
    assert {"item": SABRE, "left": 0} in [{"item": t.item, "left": t.left} for t in last.wear]
    hunt(by(character), place="old-mill")
    sheets = [b.inputs["hunter"]["attack"] for b in Battle.objects.order_by("pk")]
    assert sheets[0] - sheets[1] == catalogue().gear_stats[SABRE]["attack"]
    character.refresh_from_db()
    assert Holding.objects.filter(pk=sabre.pk, slot="weapon").exists()
    repair(by(character), holding=sabre.id)
    character.refresh_from_db()
    assert attack(character) - bare(character) == catalogue().gear_stats[SABRE]["attack"]
    assert worn_by(character)["weapon"].left == catalogue().items[SABRE].durability


def test_a_broken_piece_does_not_count_towards_its_set() -> None:
    content = catalogue()
    chosen = next(s for s in content.sets.values() if s.steps[0].pieces <= len(s.pieces))
    count = chosen.steps[0].pieces
    pieces = [content.items[slug] for slug in chosen.pieces[:count]]
    side = next((i.faction for i in pieces if i.faction), "vampire")
    character = make_character(faction=side, level=60)
    for piece in pieces:
        give(character, piece.slug)
        equip(by(character), holding=character.holdings.get(item=piece.slug, slot=None).id)
    worn = worn_by(character)
    assert content.set_bonus([t.item for t in worn.values()])
    Holding.objects.filter(character=character, item=pieces[0].slug).update(durability=0)
    left = {slot: thing for slot, thing in worn.items() if thing.item != pieces[0].slug}
    assert derived(character, worn_by(character).values()) == derived(character, left.values())


def test_an_upgrade_changes_the_sheet_of_the_next_fight() -> None:
    character = make_character()
    hunt(by(character), place="old-mill")
    Holding.objects.filter(character=character, item=SABRE).update(upgrade=4)
    hunt(by(character), place="old-mill")
    plain, better = [b.inputs["hunter"]["attack"] for b in Battle.objects.order_by("pk")]
    gives = catalogue().gear_stats[SABRE]
    assert better - plain == upgraded(gives, 4)["attack"] - gives["attack"] > 0


def test_every_worn_item_has_the_hunt_from_which_it_wears() -> None:
    """However it came to be worn: at the start, by hand, or by the staff's hand taken away again."""
    character = make_character(gold=0)
    assert not Holding.objects.filter(slot__isnull=False, worn_from__isnull=True).exists()
    sabre = held(character, SABRE)
    fought(character, 7)
    staff_goods.take_item(as_staff(make_staff(Rank.GAME_MASTER)), character=character.id, holding=sabre.id, quantity=1)
    assert Holding.objects.get(pk=sabre.pk).holder is None


def test_the_migration_counts_worn_items_from_the_current_number_of_hunts() -> None:
    character = fought(make_character(), 12)
    Holding.objects.filter(character=character).update(worn_from=None)
    assert worn_by(character)["weapon"].left == catalogue().items[SABRE].durability
    with connection.cursor() as cursor:
        cursor.execute(importlib.import_module("game.migrations.0004_wear").START_NOW)
    rows = apps.get_model("game", "Holding").objects.filter(character=character)
    assert set(rows.filter(slot__isnull=False).values_list("worn_from", flat=True)) == {12}
    assert set(rows.filter(slot=None).values_list("worn_from", flat=True)) == {None}
