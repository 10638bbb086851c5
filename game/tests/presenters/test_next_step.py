"""What a player does best next."""

import pytest

from game.content import catalogue
from game.presenters.next_step import NextStep, next_step
from game.presenters.odds import ground_that_suits, hunter_now
from game.queries.battle import RecentBattle
from game.queries.sheet import derived
from game.rules.ground import RECENT_LEAST
from game.tests.presenters.unsaved import NOW, unsaved_character


def step_after(results: str, place: str = "", **fields: object) -> NextStep | None:
    """results: W for a won fight and L for a lost one, at the last place. place: the one that suits, by default."""
    character = unsaved_character(level=9, strength=30, **fields)
    hunter = hunter_now(character, derived(character, []), NOW)
    character.place = place or ground_that_suits(hunter).slug
    recent = [RecentBattle(n, "x", won == "W", 0, 0, character.place, NOW) for n, won in enumerate(results)]
    return next_step(character, hunter, recent)


def test_before_the_first_hunt_there_is_none() -> None:
    character = unsaved_character(place="")
    assert next_step(character, hunter_now(character, derived(character, []), NOW), []) is None


def test_who_wins_at_a_place_that_suits_goes_on() -> None:
    step = step_after("WWWWWLWWWW")
    assert step and step.why == "" and step.last is None


@pytest.mark.parametrize(
    ("results", "why"), [("LLWLWLWWLL", "lost"), ("LLWWLLWWLW", "lost"), ("LWWWWLWWLL", ""), ("L" * (RECENT_LEAST - 1), "")]
)
def test_who_lost_half_of_the_latest_fights_is_told_of_a_place_that_suits(results: str, why: str) -> None:
    hardest = max((p for p in catalogue().places.values() if p.level <= 9), key=lambda p: (p.level, p.slug)).slug
    step = step_after(results, hardest)
    assert step and step.why == why
    if why:
        assert step.last and step.last.slug == hardest and step.place.slug != hardest
        assert (step.lost, step.fights) == (results.count("L"), len(results))


def test_who_has_outgrown_a_place_is_told_of_a_harder_one() -> None:
    easiest = min(catalogue().places.values(), key=lambda p: (p.level, p.slug)).slug
    step = step_after("WWWWWWWWWW", easiest)
    assert step and step.why == "ready" and step.last and step.last.slug == easiest and step.place.level > step.last.level


def test_fights_at_other_places_do_not_count() -> None:
    character = unsaved_character(level=9, strength=30, place="old-mill")
    hunter = hunter_now(character, derived(character, []), NOW)
    elsewhere = [RecentBattle(n, "x", False, 0, 0, "wherever", NOW) for n in range(10)]
    step = next_step(character, hunter, elsewhere)
    assert step and step.why != "lost"


def test_who_is_too_weak_for_every_hard_place_is_not_told_that_it_has_outgrown_an_easy_one() -> None:
    character = unsaved_character(level=30, place="old-mill", unspent=145)
    hunter = hunter_now(character, derived(character, []), NOW)
    step = next_step(character, hunter, [])
    assert step and step.place.slug == "old-mill" and step.why == "" and step.odds.percent > 90
