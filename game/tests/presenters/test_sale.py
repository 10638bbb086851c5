"""The question before a sale."""

from game.actions.shop import Goods
from game.presenters.sale import sale_page


def test_the_things_that_are_asked_about_come_first_and_all_are_counted() -> None:
    goods = [
        Goods(holding=1, item="clerks-sabre", upgrade=0, quantity=2, gold=16, asks=False),
        Goods(holding=2, item="excise-cutter", upgrade=1, quantity=1, gold=90, asks=True),
    ]
    page = sale_page(goods)
    assert [item.slug for _, item in page.goods] == ["excise-cutter", "clerks-sabre"]
    assert (page.count, page.earned) == (3, 106)
