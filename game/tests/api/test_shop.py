import pytest

from game.content import catalogue
from game.tests.api.talk import Program, make_program

pytestmark = pytest.mark.django_db


def test_an_item_of_the_shop_can_be_bought_and_a_repeated_request_buys_once() -> None:
    program = make_program(gold=1000)
    shops = program.get("shop")
    assert shops.status == 200 and len(shops.statements) == 1
    ware = next(i for i in shops.json["shops"][0]["items"] if i["fits"])
    bought = program.post("shop/buy", {"item": ware["item"], "quantity": 2}, key="buy-000001")
    assert bought.status == 200 and len(bought.statements) == 6
    assert set(bought.json) == {"item", "quantity", "price", "gold"}
    assert bought.json["price"] == 2 * ware["price"] and bought.json["gold"] == shops.json["gold"] - 2 * ware["price"]
    assert program.post("shop/buy", {"item": ware["item"], "quantity": 2}, key="buy-000001").json == bought.json


def test_the_shop_refuses_unknown_items_wrong_quantities_and_too_little_gold() -> None:
    program = make_program()
    wares = program.get("shop").json["shops"][0]["items"]
    dear = max(wares, key=lambda i: i["price"])
    assert program.post("shop/buy", {"item": dear["item"], "quantity": 999}).refusal == (409, "not_enough_gold")
    assert program.post("shop/buy", {"item": "the-moon"}).field_refusal == (400, "invalid", "item")
    assert program.post("shop/buy", {"item": dear["item"], "quantity": 1000}).field_refusal == (400, "invalid", "quantity")


def test_an_item_that_only_closed_shops_sell_is_403() -> None:
    program = make_program(gold=1_000_000)
    highest = max(catalogue().regions.values(), key=lambda region: region.levels[0])
    item = next(i for i in catalogue().items.values() if i.sold_in == (highest.slug,))
    assert program.post("shop/buy", {"item": item.slug}).field_refusal == (403, "level_too_low", "item")
    assert program.get("shop").json["gold"] == program.character.gold


def test_the_shop_answer_has_exactly_these_fields() -> None:
    program = make_program(gold=7)
    stock = program.get("shop").json
    assert set(stock) == {"gold", "shops"} and stock["gold"] == program.character.gold
    assert set(stock["shops"][0]) == {"region", "name", "keeper", "items"}
    assert set(stock["shops"][0]["items"][0]) == {"item", "name", "kind", "family", "rarity", "level", "price", "fits"}


def test_the_shop_needs_a_token() -> None:
    for answer in (Program().get("shop"), Program().post("shop/buy", {"item": "cellar-draught"})):
        assert answer.refusal == (401, "not_logged_in")
