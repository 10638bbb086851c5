"""The shop: gold and items move through the ledger together, once per key, or not at all."""

import pytest

from game.actions.shop import AskFirst, Portion, buy, sell, sell_if_sure
from game.content import catalogue
from game.models import Character, Holding, Transfer
from game.rules.errors import GameError
from game.tests.make import by, give, held, holds, make_character

pytestmark = pytest.mark.django_db
DRAUGHT = "cellar-draught"


def gold_of(character: Character) -> int:
    return Character.objects.get(pk=character.pk).gold


def test_a_purchase_pays_the_price_once_per_key() -> None:
    character = make_character(gold=1000)
    before = held(character, DRAUGHT).quantity
    bought = buy(by(character, "buy-00000001"), item=DRAUGHT, quantity=3)
    assert buy(by(character, "buy-00000001"), item=DRAUGHT, quantity=3) == bought
    assert bought.price == 3 * catalogue().items[DRAUGHT].price and gold_of(character) == bought.gold
    assert held(character, DRAUGHT).quantity == before + 3
    with pytest.raises(GameError) as refused:
        buy(by(character, "buy-00000001"), item=DRAUGHT, quantity=4)
    assert refused.value.code == "key_reused"


def test_a_refused_purchase_names_its_reason_and_moves_nothing() -> None:
    character = make_character()
    never = next(i.slug for i in catalogue().items.values() if not i.sold_in)
    later = next(i.slug for i in catalogue().items.values() if i.sold_in and not catalogue().is_sold_at(i, 1))
    dear = max((i for i in catalogue().items.values() if catalogue().is_sold_at(i, 1)), key=lambda i: i.price)
    moved = Transfer.objects.count()
    for item, quantity, code, field in (
        (never, 1, "invalid", "item"), ("nothing", 1, "invalid", "item"), (later, 1, "level_too_low", "item"),
        (dear.slug, 99, "not_enough_gold", "quantity"), (DRAUGHT, 0, "invalid", "quantity"),
    ):  # fmt: skip
        with pytest.raises(GameError) as refused:
            buy(by(character), item=item, quantity=quantity)
        assert (refused.value.code, refused.value.field) == (code, field), item
    assert Transfer.objects.count() == moved


def test_a_sale_pays_a_share_of_the_price_and_takes_the_goods() -> None:
    character = make_character()
    stack = held(character, DRAUGHT)
    before = gold_of(character)
    sold = sell(by(character), portions=[Portion(stack.id, stack.quantity)])
    assert sold.earned > 0 and gold_of(character) == before + sold.earned
    assert not holds(character, DRAUGHT) and [left.quantity for left in sold.left] == [0]


def test_several_holdings_are_sold_all_or_nothing() -> None:
    character, other = make_character(), make_character()
    stack, strange = held(character, DRAUGHT), held(other, DRAUGHT)
    moved = Transfer.objects.count()
    with pytest.raises(GameError) as refused:
        sell(by(character), portions=[Portion(stack.id, 1), Portion(strange.id, 1)])
    assert refused.value.code == "not_found"
    with pytest.raises(GameError) as refused:
        sell(by(character), portions=[Portion(stack.id, 1), Portion(stack.id, 1)])
    assert (refused.value.code, refused.value.field) == ("invalid", "portions")
    assert Transfer.objects.count() == moved


def test_a_worn_item_is_not_sold() -> None:
    character = make_character()
    worn = Holding.objects.filter(character=character, slot__isnull=False)[0]
    with pytest.raises(GameError) as refused:
        sell(by(character), portions=[Portion(worn.id, 1)])
    assert refused.value.code == "worn"


def test_the_page_asks_before_a_rare_item_and_its_answer_confirms_exactly_that_sale() -> None:
    character = make_character()
    rare = next(i.slug for i in catalogue().items.values() if i.rarity == "rare" and i.slot)
    give(character, rare)
    portions = [Portion(held(character, rare).id, 1)]
    with pytest.raises(AskFirst) as asked:
        sell_if_sure(by(character), portions=portions, sure="")
    assert holds(character, rare) and [g.item for g in asked.value.goods] == [rare]
    Holding.objects.filter(character=character, item=rare).update(upgrade=1)
    with pytest.raises(AskFirst):
        sell_if_sure(by(character), portions=portions, sure=asked.value.sure)
    Holding.objects.filter(character=character, item=rare).update(upgrade=0)
    assert sell_if_sure(by(character), portions=portions, sure=asked.value.sure).items == {rare: 1}
