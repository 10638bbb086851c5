"""The public catalogue in pages: filters narrow it, and pages cover it without gaps."""

import pytest

from game.content import catalogue
from game.presenters.entries import ItemFilter, MonsterFilter, PlaceFilter, items, monsters, places
from game.rules.errors import GameError


def test_the_pages_cover_every_item_once_lowest_level_first() -> None:
    first = items(ItemFilter(page_size=100))
    pages = [items(ItemFilter(page_size=100, page=number)) for number in range(1, first.pages + 1)]
    found = [item for page in pages for item in page.results]
    assert first.total == len(found) == len(catalogue().items) == len({item.slug for item in found})
    assert [item.level for item in found] == sorted(item.level for item in found)
    assert items(ItemFilter(page=first.pages + 1, page_size=100)).results == []


def test_filters_narrow_items_by_kind_rarity_level_and_the_region_that_sells_them() -> None:
    found = items(ItemFilter(kind="weapon", rarity="common", level_min=1, level_max=5, region="lanternrow")).results
    assert found
    for item in found:
        assert (item.kind, item.rarity) == ("weapon", "common") and item.level <= 5 and "lanternrow" in item.sold_in


def test_filters_narrow_monsters_by_family_rank_and_region() -> None:
    found = monsters(MonsterFilter(kind="rat", rank="common", region="lanternrow")).results
    assert found and all((m.family, m.rank, m.region) == ("rat", "common", "lanternrow") for m in found)


def test_one_level_goes_before_a_range_of_levels() -> None:
    found = places(PlaceFilter(level=1, level_min=30, level_max=40)).results
    assert found and {place.level for place in found} == {1}


def test_an_unknown_region_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(GameError) as refusal:
        places(PlaceFilter(region="atlantis"))
    assert (refusal.value.code, refusal.value.field) == ("invalid", "region") and "lanternrow" in refusal.value.message
