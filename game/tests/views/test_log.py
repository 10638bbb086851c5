"""The log of a character's movements in the ledger."""

import re

import pytest

from game.tests.make import give, make_character
from game.tests.views.browsers import make_player, page_of

pytestmark = pytest.mark.django_db


def test_it_shows_what_came_and_went_with_its_reason() -> None:
    client, _ = make_player(gold=500)
    client.post("/play/shop/buy/", {"item": "cellar-draught", "quantity": "2"})
    html = page_of(client, "/play/log/")
    assert "Paid in a shop" in html and "Bought in a shop" in html and "/wiki/items/cellar-draught/" in html
    assert '<b class="bad">−' in html and '<b class="good">+2</b>' in html


def test_it_shows_nothing_of_another_character() -> None:
    client, _ = make_player()
    give(make_character(), "mill-rat-pelt", 7)
    assert "mill-rat-pelt" not in page_of(client, "/play/log/")


def test_every_movement_is_on_one_of_its_pages_newest_first() -> None:
    client, character = make_player()
    for quantity in range(1001, 1121):
        give(character, "gold", quantity)
    page: str | None = "/play/log/"
    found: list[str] = []
    while page:
        html = page_of(client, page)
        found += re.findall(r"\+(1,\d{3})</b>", html)
        older = re.search(r'href="(/play/log/\?before=\d+)"', html)
        page = older[1] if older else None
    assert found == [f"{quantity:,}" for quantity in reversed(range(1001, 1121))]


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30])
def test_a_wrong_page_is_refused(before: str) -> None:
    client, _ = make_player()
    assert client.get("/play/log/", {"before": before}).status_code == 400
