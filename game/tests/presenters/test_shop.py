"""What the shops sell to a character."""

from game.content import catalogue
from game.presenters.shop import PER_PAGE, ShopPage, open_regions, shop_page, stock_of
from game.presenters.shop_filter import ShopFilter, filtered, query_of
from game.tests.presenters.unsaved import unsaved_character, unsaved_holding


def slugs(page: ShopPage) -> list[str]:
    return [offer.item.slug for offer in page.offers]


def test_the_shops_of_reached_regions_are_open_the_highest_level_first() -> None:
    assert [region.slug for region in open_regions(unsaved_character(level=11))] == ["briarwold", "tallow-docks", "lanternrow"]


def test_each_shop_sells_what_the_catalogue_says() -> None:
    assert catalogue().regions
    for region in catalogue().regions:
        assert {item.slug for item in stock_of(region)} == {i.slug for i in catalogue().items.values() if region in i.sold_in}
        assert stock_of(region), region


def test_the_pages_of_a_shop_hold_its_stock_once_and_mark_what_fits_and_what_can_be_paid() -> None:
    character, seen = unsaved_character(level=1, gold=40), []
    pages = shop_page(character, [], "lanternrow", ShopFilter()).pages
    assert pages > 1
    for number in range(1, pages + 1):
        page = shop_page(character, [], "lanternrow", ShopFilter(page=number))
        assert len(page.offers) == PER_PAGE or number == pages
        assert bool(page.before) == (number > 1) and bool(page.after) == (number < pages)
        for offer in page.offers:
            assert offer.fits == offer.item.suits(1, "vampire") and offer.affordable == (offer.item.price <= 40)
            assert (offer.compared is not None) == (offer.fits and bool(offer.item.slot))
        seen += page.offers
    assert [offer.item for offer in seen] == list(stock_of("lanternrow"))
    assert any(offer.compared and offer.compared.changes for offer in seen)
    assert shop_page(character, [], "lanternrow", ShopFilter(page=999)).page == pages


def test_a_kind_narrows_the_stock_and_a_closed_region_shows_the_best_open_one() -> None:
    page = shop_page(unsaved_character(level=6), [], "the-red-hour", ShopFilter(kind="weapon"))
    assert page.region.slug == "tallow-docks" and {offer.item.kind for offer in page.offers} == {"weapon"}
    assert {link.word for link in page.kinds} == {"all", *(item.kind for item in stock_of("tallow-docks"))}
    assert page.slots == ["weapon"] and [link.word for link in page.kinds if link.chosen] == ["weapon"]


def test_each_order_sorts_by_its_name() -> None:
    character, shelf = unsaved_character(level=30), stock_of("lanternrow")
    assert filtered(shelf, ShopFilter(), character) == list(shelf)
    prices = [i.price for i in filtered(shelf, ShopFilter(sort="price"), character)]
    levels = [i.level for i in filtered(shelf, ShopFilter(sort="level"), character)]
    names = [i.name for i in filtered(shelf, ShopFilter(sort="name"), character)]
    assert prices == sorted(prices) and levels == sorted(levels, reverse=True) and names == sorted(names)
    assert len(prices) == len(levels) == len(names) == len(shelf)


def test_the_links_of_the_page_keep_the_filter_and_begin_at_its_first_page() -> None:
    wanted = ShopFilter(words="a", kind="armour", slot="head", level=2, fits=True, sort="price", page=1)
    page = shop_page(unsaved_character(level=7), [], "lanternrow", wanted)
    assert [link.query for link in page.shops if link.chosen] == [query_of("lanternrow", wanted)]
    assert query_of("lanternrow", wanted) == "region=lanternrow&q=a&kind=armour&slot=head&level=2&fits=1&sort=price"
    weapons = next(link.query for link in page.kinds if link.word == "weapon")
    assert weapons == "region=lanternrow&q=a&kind=weapon&level=2&fits=1&sort=price", "a slot of armour does not go with weapons"
    assert query_of("lanternrow", ShopFilter()) == "region=lanternrow" and not ShopFilter(sort="name", page=3).narrows


def test_what_is_owned_is_counted_over_all_holdings_and_what_is_worn_is_marked() -> None:
    held = [
        unsaved_holding("clerks-sabre", 1, slot="weapon"),
        unsaved_holding("clerks-sabre", 2),
        unsaved_holding("cellar-draught", 3, quantity=9),
    ]
    shelf = [o for n in (1, 2, 3, 4) for o in shop_page(unsaved_character(), held, "lanternrow", ShopFilter(page=n)).offers]
    found = {o.item.slug: (o.owned, o.worn) for o in shelf if o.owned}
    assert found == {"clerks-sabre": (2, True), "cellar-draught": (9, False)}


def test_for_every_slot_and_level_an_open_shop_has_an_offer_or_the_page_says_what_comes() -> None:
    """An empty slot of the inventory leads to such a page, without a region."""
    slots, bare = {str(i.slot) for i in catalogue().items.values() if i.slot}, set()
    assert len(slots) == 9
    for level in (1, 2, 3, 5, 8, 13, 21, 34, 46, 60):
        for side in ("vampire", "werewolf"):
            for slot in slots:
                page = shop_page(unsaved_character(level=level, faction=side), [], None, ShopFilter(slot=slot, fits=True))
                assert all(o.item.slot == slot and o.fits for o in page.offers), (level, side, slot)
                assert bool(page.not_yet) == (not page.offers)
                bare |= set() if page.offers else {(level, slot)}
    assert bare == {(1, "amulet")}


def test_a_shop_without_such_an_offer_names_the_open_shops_that_have_one() -> None:
    character = unsaved_character(level=11)
    only = next(i for i in stock_of("lanternrow") if i.slug not in {o.slug for o in stock_of("tallow-docks")})
    page = shop_page(character, [], "tallow-docks", ShopFilter(words=only.name))
    assert not page.offers and [(link.region.slug, link.count) for link in page.elsewhere] == [("lanternrow", 1)]
    assert slugs(shop_page(character, [], None, ShopFilter(words=only.name))) == [only.slug], "the shop that has it is shown"
    assert shop_page(character, [], "lanternrow", ShopFilter(words=only.name)).elsewhere == []
