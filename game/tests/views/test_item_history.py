"""The history of an item on its page, and its place in the inventory."""

import html as markup
import re

import pytest

from game.actions.forge import upgrade
from game.actions.forget import forget
from game.actions.letter_goods import claim, take_back
from game.actions.raid_pay import pay_raids
from game.actions.shop import buy
from game.content import catalogue
from game.models import Holding, Transfer
from game.models.ids import HoldingId
from game.queries.ledger import characters_in, history_of, history_steps
from game.tests.letters import id_of, make_letter
from game.tests.make import by, give, held, make_character
from game.tests.raids import BOSS, fold_now, make_raid, strike
from game.tests.views.browsers import Player, browser_of, make_player, page_of, statements_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def player() -> Player:
    return make_player(level=10, gold=50_000, name="Ada_Lamplight")


def way(html: str) -> list[str]:
    """Its steps in words, newest first."""
    steps = re.findall(r"<li><time[^>]*>[^<]*</time> <span>(.*?)</span></li>", html.partition('class="way-steps"')[2])
    return [markup.unescape(re.sub(r"<wbr>|</?a[^>]*>", "", step)) for step in steps]


def test_it_says_who_held_it_and_how_it_went_on(player: Player) -> None:
    _, ada = player
    bram = make_character(level=10, name="Bram_Coldwater")
    bought = buy(by(ada), item="clerks-sabre", quantity=1)
    sabre = held(ada, bought.item)
    give(ada, "wickweed", 50)
    upgrade(by(ada), holding=sabre.id)
    first = make_letter(ada, bram, items={sabre.id: 1})
    take_back(by(ada), letter=id_of(first))
    second = make_letter(ada, bram, items={sabre.id: 1})
    claim(by(bram), letter=id_of(second))
    html = page_of(browser_of(bram), f"/play/inventory/{sabre.pk}/")
    assert way(html) == [
        "Bram_Coldwater took it out of a letter", "Ada_Lamplight put it into a letter", "Ada_Lamplight got it back out of a letter",
        "Ada_Lamplight put it into a letter", "Ada_Lamplight made it better at the forge",
        "Ada_Lamplight bought it from the city's shops",
    ]  # fmt: skip
    assert '<a href="/characters/Ada_Lamplight/">' in html and "escrow" not in html and "sink:" not in html


def test_a_trophy_says_from_which_raid_it_is(player: Player) -> None:
    client, ada = player
    raid = make_raid(health=1)
    strike(ada, raid)
    fold_now(raid)
    pay_raids()
    trophy = held(ada, catalogue().raid_bosses[BOSS].trophy)
    html = page_of(client, f"/play/inventory/{trophy.pk}/")
    assert way(html) == [f"Ada_Lamplight won it with the killing blow of raid {raid}"]
    assert f'<a href="/raids/{raid}/">raid {raid}</a>' in html


def test_one_who_was_erased_is_not_named_in_it(player: Player) -> None:
    _, ada = player
    bram = make_character(level=10)
    give(ada, "clerks-sabre")
    sabre = held(ada, "clerks-sabre")
    claim(by(bram), letter=id_of(make_letter(ada, bram, items={sabre.id: 1})))
    forget(ada)
    html = page_of(browser_of(bram), f"/play/inventory/{sabre.pk}/")
    assert "Somebody who left put it into a letter" in way(html) and "Ada" not in html and "gone_" not in html


def test_a_stack_has_no_way_of_its_own(player: Player) -> None:
    client, ada = player
    give(ada, "mill-rat-pelt", 3)
    assert "Where it has been" not in page_of(client, f"/play/inventory/{held(ada, 'mill-rat-pelt').pk}/")


def test_the_way_is_the_history_of_the_ledger_in_two_statements_at_any_length(player: Player) -> None:
    client, ada = player
    bram = make_character(level=10)
    give(ada, "clerks-sabre")
    sabre = held(ada, "clerks-sabre")
    page = f"/play/inventory/{sabre.pk}/"
    page_of(client, page)
    few = statements_of(lambda: client.get(page))
    for _ in range(10):
        take_back(by(ada), letter=id_of(make_letter(ada, bram, items={sabre.id: 1})))
    assert (few, statements_of(lambda: client.get(page))) == (6, 6)
    steps = history_steps(HoldingId(sabre.pk))
    assert steps == list(Transfer.objects.filter(history_of(sabre.id)).order_by("-pk")) and len(steps) == 21
    assert characters_in(steps) == {ada.id: ada}


def test_what_arrived_last_is_the_first_in_the_inventory(player: Player) -> None:
    client, ada = player
    bram = make_character(level=10)
    give(bram, "clerks-sabre")
    old = held(bram, "clerks-sabre")
    give(ada, "excise-cutter")
    Holding.objects.filter(character=ada).update(acquired_at="2026-01-01T00:00Z")
    claim(by(ada), letter=id_of(make_letter(bram, ada, items={old.id: 1})))
    shown = re.findall(r'<h3 class="item-name"><a href="/play/inventory/(\d+)/">', page_of(client, "/play/inventory/"))
    assert int(shown[0]) == old.pk and len(shown) > 2
