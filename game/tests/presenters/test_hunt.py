"""The hunt page, and what it shows after a hunt."""

from msgspec import structs

from game.content import catalogue
from game.presenters.battle_lines import BattleLine
from game.presenters.hunt import hunt_in_words, hunt_page, hunt_result
from game.queries.battle import RecentBattle
from game.queries.sheet import Worn, derived
from game.rules import tuning
from game.rules.hunt_answer import Fairness, HuntAnswer, Loot, Met
from game.tests.presenters.unsaved import NOW, unsaved_character

ANSWER = HuntAnswer(
    battle_id=5, won=True, monster=Met("flour-rat", "Flour Rat", 1), xp=1200, gold=3, loot=[Loot("wickweed", 2)], level_up=1,
    level=2, hp=60, hp_max=80, energy=98, xp_now=0, xp_next=50, gold_now=3, rounds=(), fairness=Fairness("", 1),
)  # fmt: skip


def test_the_page_names_the_last_place_and_worn_out_gear() -> None:
    character = unsaved_character(place="old-mill")
    worn, stats = {"weapon": Worn("clerks-sabre", 0, 0)}, derived(character, [])
    page = hunt_page(character, worn, stats, [RecentBattle(1, "x", False, 0, 0, "y", NOW)], "", NOW)
    assert page.last == catalogue().places["old-mill"] and page.hunt_energy == tuning.HUNT_ENERGY
    assert [line.name for line in page.recent] == ["x"] and [thing.left for thing in page.needs_repair] == [0]
    assert hunt_page(unsaved_character(), {}, stats, [], "", NOW).last is None


def test_the_result_has_the_entries_of_the_catalogue_and_the_newest_line() -> None:
    result = hunt_result(ANSWER, "old-mill", NOW)
    assert result.loot == [(catalogue().items["wickweed"], "wickweed", 2)]
    assert (result.place.slug, result.monster.slug, result.hunt_energy) == ("old-mill", "flour-rat", tuning.HUNT_ENERGY)
    assert result.recent == [BattleLine(5, "flour-rat", "Flour Rat", True, 1200, 3, "old-mill", NOW)]


def test_a_hunt_in_one_sentence() -> None:
    assert hunt_in_words(ANSWER) == "You beat Flour Rat: 1,200 XP and 3 gold."
    assert hunt_in_words(structs.replace(ANSWER, won=False)) == "Flour Rat beat you."
