"""A player's own chance at places, in words, and the place that suits."""

import pytest

from game.content import catalogue
from game.presenters.odds import Odds, ground_that_suits, hunter_now, odds_at, odds_by_place
from game.queries.sheet import derived
from game.tests.presenters.unsaved import NOW, unsaved_character


@pytest.mark.parametrize(("percent", "words"), [(4, "hardly ever"), (41, "about 4 of 10 times"), (96, "nearly always")])
def test_a_chance_is_told_in_tenths(percent: int, words: str) -> None:
    assert Odds(percent).words == words


def test_a_hurt_hunter_has_less_chance_and_the_same_place_suits_once_it_is_rested() -> None:
    well, hurt = (unsaved_character(level=9, strength=40, vitality=30, hp=hp) for hp in (1_000_000, 20))
    one, other = (hunter_now(c, derived(c, []), NOW) for c in (well, hurt))
    place = ground_that_suits(one)
    assert ground_that_suits(other) == place and odds_at(other, place.slug).tenths < odds_at(one, place.slug).tenths
    assert odds_by_place(one, [place.slug]) == {place.slug: odds_at(one, place.slug)}


def test_no_place_that_suits_is_closed() -> None:
    levels = {p.slug: p.level for p in catalogue().places.values()}
    for level in (1, 5, 20, 60):
        hunter = unsaved_character(level=level)
        assert levels[ground_that_suits(hunter_now(hunter, derived(hunter, []), NOW)).slug] <= level
