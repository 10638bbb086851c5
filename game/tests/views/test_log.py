"""The log of a character's movements in the ledger."""

import re

import pytest

from game.actions.letter_goods import claim, take_back
from game.actions.mail import delete
from game.actions.raid_pay import pay_raids
from game.tests.letters import id_of, make_letter
from game.tests.make import by, give, make_character
from game.tests.raids import fold_now, make_raid, strike
from game.tests.views.browsers import browser_of, make_player, page_of, statements_of

pytestmark = pytest.mark.django_db


def test_it_shows_what_came_and_went_with_its_reason() -> None:
    client, _ = make_player(gold=500)
    client.post("/play/shop/buy/", {"item": "cellar-draught", "quantity": "2"})
    html = page_of(client, "/play/log/")
    assert "Paid in a shop" in html and "Bought in a shop" in html and "/wiki/items/cellar-draught/" in html
    assert '<b class="bad">−' in html and '<b class="good">+2</b>' in html


def test_what_a_raid_paid_leads_to_the_raid() -> None:
    client, hunter = make_player(level=10)
    raid = make_raid(health=1)
    strike(hunter, raid)
    fold_now(raid)
    pay_raids()
    html = page_of(client, "/play/log/")
    assert html.count(f'<a href="/raids/{raid}/">Your part of a raid</a>') == 2, "gold and trophy"


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


def test_what_went_and_came_with_letters_names_the_other_side_and_leads_to_the_letter() -> None:
    client, ada = make_player(level=5, gold=500, name="Ada_Lamplight")
    bram = make_character(level=5, name="Bram_Coldwater")
    taken, back = make_letter(ada, bram, gold=20), make_letter(ada, bram, gold=30)
    claim(by(bram), letter=id_of(taken))
    take_back(by(ada), letter=id_of(back))
    mine, others = page_of(client, "/play/log/"), page_of(browser_of(bram), "/play/log/")
    for letter in (taken, back):
        assert f'<a href="/play/mail/{letter.pk}/">Sent to Bram_<wbr>Coldwater with a letter</a>' in mine
    assert f'<a href="/play/mail/{back.pk}/">Came back from a letter to Bram_<wbr>Coldwater</a>' in mine
    assert f'<a href="/play/mail/{taken.pk}/">Came with a letter from Ada_<wbr>Lamplight</a>' in others
    for html in (mine, others):
        assert "escrow" not in html and "letter_" not in html and "Letter" not in html.partition("<tbody>")[2]


def test_a_movement_of_a_letter_that_was_deleted_names_the_other_side_without_a_link() -> None:
    client, ada = make_player(level=5, gold=500)
    bram = make_character(level=5, name="Bram_Coldwater")
    letter = make_letter(ada, bram, gold=20)
    take_back(by(ada), letter=id_of(letter))
    delete(by(ada), letter=id_of(letter))
    assert "/play/mail/" not in page_of(client, "/play/log/").partition("<tbody>")[2].partition("</table>")[0]
    delete(by(bram), letter=id_of(letter))
    letter.delete()
    assert "Came back with a letter" in page_of(client, "/play/log/")


def test_the_log_takes_one_more_statement_for_one_letter_and_for_many() -> None:
    client, ada = make_player(level=5, gold=500)
    bram = make_character(level=5)
    page_of(client, "/play/log/")
    taken = [statements_of(lambda: client.get("/play/log/"))]
    for count in (1, 20):
        for _ in range(count):
            make_letter(bram, ada)
            make_letter(ada, bram, gold=1)
        taken.append(statements_of(lambda: client.get("/play/log/")))
    assert taken == [4, 5, 5]
