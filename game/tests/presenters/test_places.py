"""Regions and places as a character sees them."""

from game.content import catalogue
from game.presenters.places import prowlers, regions_for
from game.tests.presenters.unsaved import unsaved_character


def test_the_monsters_of_each_place_add_up_to_a_hundred_percent_most_frequent_first() -> None:
    assert catalogue().places
    for slug, place in catalogue().places.items():
        percents = [chance.percent for chance in prowlers(slug)]
        assert sum(percents) == 100 and percents == sorted(percents, reverse=True), slug
        assert {chance.monster.slug for chance in prowlers(slug)} == {p.monster for p in place.monsters}


def test_all_regions_and_places_are_shown_and_open_from_their_level() -> None:
    areas = regions_for(unsaved_character(level=8), "")
    assert [area.region.levels for area in areas] == sorted(area.region.levels for area in areas)
    assert sum(len(area.places) for area in areas) == len(catalogue().places)
    assert [area.region.slug for area in areas if area.open] == ["lanternrow", "tallow-docks"]
    for area in areas:
        assert all(ground.open == (ground.place.level <= 8) for ground in area.places)


def test_one_region_is_chosen_the_wanted_one_or_that_of_the_last_hunt_or_the_first() -> None:
    def chosen(wanted: str, place: str = "") -> list[str]:
        return [area.region.slug for area in regions_for(unsaved_character(place=place), wanted) if area.chosen]

    last = next(place.slug for place in catalogue().places.values() if place.region == "briarwold")
    assert chosen("bonefields", last) == ["bonefields"]
    assert chosen("atlantis", last) == ["briarwold"]
    assert chosen("") == chosen("", "a-place-that-left") == ["lanternrow"]
