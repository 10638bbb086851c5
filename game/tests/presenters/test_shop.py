"""What the shops sell to a character."""

from game.content import catalogue
from game.presenters.shop import open_regions, shop_page, stock_of
from game.tests.presenters.unsaved import unsaved_character


def test_the_shops_of_reached_regions_are_open_the_highest_level_first() -> None:
    assert [region.slug for region in open_regions(unsaved_character(level=11))] == ["briarwold", "tallow-docks", "lanternrow"]


def test_each_shop_sells_what_the_catalogue_says() -> None:
    assert catalogue().regions
    for region in catalogue().regions:
        assert {item.slug for item in stock_of(region)} == {i.slug for i in catalogue().items.values() if region in i.sold_in}
        assert stock_of(region), region


def test_the_page_marks_what_fits_and_what_can_be_paid() -> None:
    character = unsaved_character(level=1, gold=40)
    page = shop_page(character, {}, "lanternrow", "")
    assert page.stock and len(page.stock) == len(stock_of("lanternrow"))
    for item, fits, affordable, changes in page.stock:
        assert fits == item.suits(1, "vampire") and affordable == (item.price <= 40)
        assert bool(changes) <= bool(item.slot)
    assert any(changes for *_, changes in page.stock)


def test_a_kind_narrows_the_stock_and_a_closed_region_shows_the_best_open_one() -> None:
    page = shop_page(unsaved_character(level=6), {}, "the-red-hour", "weapon")
    assert page.region.slug == "tallow-docks" and {item.kind for item, *_ in page.stock} == {"weapon"}
    assert set(page.kinds) == {item.kind for item in stock_of("tallow-docks")}
