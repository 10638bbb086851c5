"""The shops of the regions."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from game.content import catalogue
from game.models import Character
from game.presenters.shop import PER_PAGE, open_regions, stock_of
from game.tests.make import give, held
from game.tests.views.browsers import make_player, page_of
from game.tests.views.forms import form_to

pytestmark = pytest.mark.django_db


def shelves(client: Client, **query: str) -> str:
    """All pages of the shop's offers that pass the filter."""
    first = page_of(client, "/play/shop/", query)
    found = re.search(r"Page 1 of (\d+)", first)
    pages = int(found[1]) if found else 1
    return first + "".join(page_of(client, "/play/shop/", {**query, "page": str(n)}) for n in range(2, pages + 1))


def offered(html: str) -> list[str]:
    return re.findall(r'class="item-name"><a[^>]*href="/wiki/items/([a-z0-9-]+)/"', html)


def test_a_shop_shows_its_stock_and_of_one_kind_only_that() -> None:
    client, character = make_player(level=30, gold=100)
    region = open_regions(character)[0].slug
    stock = stock_of(region)
    assert {i.kind for i in stock} > {"weapon"} and len(stock) > PER_PAGE
    assert sorted(offered(shelves(client, region=region))) == sorted(i.slug for i in stock)
    weapons = offered(shelves(client, region=region, kind="weapon"))
    assert sorted(weapons) == sorted(i.slug for i in stock if i.kind == "weapon")
    assert len(offered(page_of(client, "/play/shop/", {"region": region}))) == PER_PAGE


def test_a_shop_is_searched_filtered_and_sorted() -> None:
    client, character = make_player(level=27, gold=100)
    region = open_regions(character)[0].slug
    stock = stock_of(region)
    lowest, wanted = sorted({i.level for i in stock})[-2], stock[0]
    assert wanted.slug in offered(shelves(client, region=region, q=wanted.name.upper()))
    assert offered(shelves(client, region=region, q="no such thing")) == []
    levels = offered(shelves(client, region=region, level=str(lowest)))
    assert sorted(levels) == sorted(i.slug for i in stock if i.level >= lowest)
    usable = [i.slug for i in stock if i.suits(character.level, character.faction)]
    assert 0 < len(usable) < len(stock) and sorted(offered(shelves(client, region=region, fits="1"))) == sorted(usable)
    prices = [catalogue().items[slug].price for slug in offered(shelves(client, region=region, sort="price"))]
    assert prices == sorted(prices) and len(prices) == len(stock)
    for wrong in ({"level": "high"}, {"level": "61"}, {"page": "0"}):
        assert client.get("/play/shop/", wrong).status_code == 400
    assert "Show everything" in page_of(client, "/play/shop/", {"region": region, "q": "no such thing"})


def test_an_empty_slot_leads_to_what_a_shop_has_for_it() -> None:
    client, character = make_player(level=30, gold=100)
    assert 'href="/play/shop/?slot=ring&amp;fits=1"' in page_of(client, "/play/inventory/")
    rings = [i for i in stock_of(open_regions(character)[0].slug) if i.slot == "ring" and i.suits(30, character.faction)]
    assert sorted(offered(shelves(client, slot="ring", fits="1"))) == sorted(i.slug for i in rings)


def test_the_filter_is_a_form_that_needs_no_script_and_its_state_is_in_the_address() -> None:
    client, _ = make_player(level=27, gold=100)
    asked = {"region": "lanternrow", "level": "2", "fits": "1", "sort": "price"}
    html = page_of(client, "/play/shop/", asked)
    form = html.partition('<form class="filters')[2].partition("</form>")[0]
    assert 'method="get"' in form and '<button class="btn">' in form and 'name="region" value="lanternrow"' in form
    assert 'name="kind" value="armour"' in page_of(client, "/play/shop/", asked | {"kind": "armour"})
    assert 'value="2"' in form and 'name="fits" value="1" checked' in form and '<option selected value="price">' in form
    following = re.search(r'rel="next" href="([^"]+)"', html)
    assert following and unescape(following[1]) == f"/play/shop/?{urlencode(asked)}&page=2"
    offer = form_to(client, unescape(following[1]), "/play/shop/buy/")
    bought = client.post(offer.action, offer.data(), headers={"Referer": "http://testserver" + unescape(following[1])})
    assert bought["Location"] == unescape(following[1]), "a buyer returns to the same page of the same filter"


def test_a_shop_compares_with_what_is_worn_and_leads_to_the_shop_that_has_it() -> None:
    client, _ = make_player(level=11, gold=100)
    html = page_of(client, "/play/shop/", {"slot": "weapon", "fits": "1"})
    assert "Instead of Clerk's Sabre: +" in unescape(re.sub(r"<[^>]+>", "", html))
    assert "In your empty ring slot:" in page_of(client, "/play/shop/", {"slot": "ring", "fits": "1"})
    only = next(i for i in stock_of("lanternrow") if i not in stock_of("tallow-docks"))
    bare = page_of(client, "/play/shop/", {"region": "tallow-docks", "q": only.name})
    there = f"/play/shop/?{urlencode({'region': 'lanternrow', 'q': only.name})}"
    assert "The shelf is bare" in bare and "Other shops have it" in bare and there in unescape(bare)


def test_an_item_that_no_shop_sells_has_no_price_of_a_shop() -> None:
    client, character = make_player(level=30)
    found = next(i for i in catalogue().items.values() if i.slot and not i.sold_in)
    sold = next(i for i in catalogue().items.values() if i.slot and i.sold_in)
    for item in (found, sold):
        give(character, item.slug)
        html = page_of(client, f"/play/inventory/{held(character, item.slug).pk}/")
        assert ("A shop asks" in html) == bool(item.sold_in) and "A shop pays you" in html


def test_what_the_player_has_is_marked_in_the_shop() -> None:
    client, character = make_player(gold=500)
    count = held(character, "cellar-draught").quantity
    marked = page_of(client, "/play/shop/", {"kind": "consumable", "q": catalogue().items["cellar-draught"].name})
    assert count > 1 and f"Owned × {count}" in marked
    assert ">Worn</b>" in page_of(client, "/play/shop/", {"kind": "weapon", "q": "clerk's sabre"})


def test_only_the_shops_of_regions_up_to_the_level_are_open() -> None:
    client, _ = make_player()
    last = max(catalogue().regions.values(), key=lambda r: r.levels)
    html = page_of(client, "/play/shop/", {"region": last.slug})
    assert last.shop not in html
    item = next(i for i in catalogue().items.values() if i.sold_in == (last.slug,) or list(i.sold_in) == [last.slug])
    assert client.post("/play/shop/buy/", {"item": item.slug}).status_code in (403, 409)


def test_a_purchase_is_paid_and_the_page_says_its_price() -> None:
    client, character = make_player(gold=500)
    had, price = held(character, "cellar-draught").quantity, catalogue().items["cellar-draught"].price
    form = form_to(client, "/play/shop/?kind=consumable", "/buy/")
    assert form.data()["item"] == ["cellar-draught"]
    html = client.post(form.action, form.data(quantity="3"), follow=True).content.decode()
    after = Character.objects.get(pk=character.pk)
    assert f"for {3 * price:,} gold. {after.gold:,} gold left." in html
    assert (after.gold, held(character, "cellar-draught").quantity) == (character.gold - 3 * price, had + 3)


def test_after_a_purchase_the_player_is_back_on_the_same_page_of_the_shop() -> None:
    client, _ = make_player(gold=500)
    for came, led in (("/play/shop/?kind=consumable", "/play/shop/?kind=consumable"), ("/play/hunt/", "/play/shop/")):
        answer = client.post("/play/shop/buy/", {"item": "cellar-draught"}, headers={"Referer": f"http://testserver{came}"})
        assert answer["Location"] == led


@pytest.mark.parametrize(("sent", "status"), [
    ({"item": "moonbeam"}, 400), ({}, 400), ({"item": "mill-rat-pelt"}, 400), ({"item": "cellar-draught", "quantity": "0"}, 400),
    ({"item": "cellar-draught", "quantity": "1000"}, 400), ({"item": "cellar-draught", "quantity": "999"}, 409),
])  # fmt: skip
def test_an_item_that_no_shop_sells_or_that_costs_too_much_is_refused(sent: dict[str, str], status: int) -> None:
    client, character = make_player()
    assert client.post("/play/shop/buy/", sent).status_code == status
    assert Character.objects.get(pk=character.pk).gold == character.gold
