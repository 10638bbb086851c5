"""The shops of the regions."""

import pytest

from game.content import catalogue
from game.models import Character
from game.presenters.shop import open_regions, stock_of
from game.tests.make import held
from game.tests.views.browsers import make_player, page_of
from game.tests.views.forms import form_to

pytestmark = pytest.mark.django_db


def test_a_shop_shows_its_stock_and_of_one_kind_only_that() -> None:
    client, character = make_player(level=30, gold=100)
    region = open_regions(character)[0].slug
    stock = stock_of(region)
    html = page_of(client, "/play/shop/", {"region": region})
    weapons = page_of(client, "/play/shop/", {"region": region, "kind": "weapon"})
    assert {i.kind for i in stock} > {"weapon"}
    for item in stock:
        link = f'href="/wiki/items/{item.slug}/"'
        assert link in html and (link in weapons) == (item.kind == "weapon"), item.slug


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
