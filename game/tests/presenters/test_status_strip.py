"""The status strip at the top of every page of a player."""

from datetime import timedelta

from game.presenters.status_strip import status_strip
from game.queries.sheet import derived
from game.rules import tuning
from game.tests.presenters.unsaved import NOW, unsaved_character


def test_energy_and_health_are_those_of_this_moment() -> None:
    character = unsaved_character(energy=100, hp=10)
    stats = derived(character, ())
    begin = status_strip(character, stats, NOW)
    assert (begin.energy, begin.hp) == (100, 10) and begin.energy_full_in == 20 * tuning.ENERGY_SECONDS
    later = status_strip(character, stats, NOW + timedelta(seconds=tuning.ENERGY_SECONDS))
    assert (later.energy, later.energy_full_in) == (101, 19 * tuning.ENERGY_SECONDS)
    assert later.hp == later.hp_max and later.health_full_in == 0


def test_the_last_level_has_no_next_one() -> None:
    character = unsaved_character(level=tuning.LEVEL_MAX)
    assert status_strip(character, derived(character, ()), NOW).xp_next == 0
    assert status_strip(unsaved_character(), derived(character, ()), NOW).xp_next > 0
