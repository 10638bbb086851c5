import pytest

from game.tests.api.talk import Program, make_program

pytestmark = pytest.mark.django_db


def test_the_shop_sells_what_it_shows() -> None:
    program = make_program(gold=1000)
    shops = program.get("shop")
    assert shops.status == 200 and len(shops.statements) == 1
    ware = next(i for i in shops.json["shops"][0]["items"] if i["fits"])
    bought = program.post("shop/buy", {"item": ware["item"], "quantity": 2}, key="buy-000001")
    assert bought.status == 200
    assert bought.json["price"] == 2 * ware["price"] and bought.json["gold"] == shops.json["gold"] - 2 * ware["price"]
    assert program.post("shop/buy", {"item": ware["item"], "quantity": 2}, key="buy-000001").json == bought.json


def test_the_shop_refuses_what_cannot_be_paid_or_had() -> None:
    program = make_program()
    wares = program.get("shop").json["shops"][0]["items"]
    dear = max(wares, key=lambda i: i["price"])
    assert program.post("shop/buy", {"item": dear["item"], "quantity": 999}).code == "not_enough_gold"
    assert program.post("shop/buy", {"item": "the-moon"}).field == "item"
    assert program.post("shop/buy", {"item": dear["item"], "quantity": 1000}).field == "quantity"


def test_the_shop_answer_has_exactly_these_fields() -> None:
    program = make_program(gold=7)
    stock = program.get("shop").json
    assert set(stock) == {"gold", "shops"} and stock["gold"] == program.character.gold
    assert set(stock["shops"][0]) == {"region", "name", "keeper", "items"}
    assert set(stock["shops"][0]["items"][0]) == {"item", "name", "kind", "family", "rarity", "level", "price", "fits"}


def test_without_a_token_it_is_401() -> None:
    for answer in (Program().get("shop"), Program().post("shop/buy", {"item": "cellar-draught"})):
        assert (answer.status, answer.code) == (401, "not_logged_in")
