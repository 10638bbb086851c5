"""The page that asks for confirmation before many items, or a rare or upgraded one, are sold."""

from html import unescape

import pytest

from game.content import catalogue
from game.models import Character, Holding
from game.rules.trade import asks_before_sale, resale
from game.tests.make import give, held
from game.tests.views.browsers import HTMX, Player, make_player
from game.tests.views.forms import form_in, game_forms

pytestmark = pytest.mark.django_db
RARITIES = {"common": False, "uncommon": False, "rare": True, "epic": True, "legendary": True}


@pytest.fixture
def player() -> Player:
    return make_player(level=30)


def gear_of(rarity: str) -> str:
    """The slug of an item of that rarity that can be worn."""
    return next(i.slug for i in catalogue().items.values() if i.rarity == rarity and i.slot)


def given(character: Character, item: str, **fields: int) -> Holding:
    give(character, item)
    Holding.objects.filter(pk=held(character, item).pk).update(**fields)
    return held(character, item)


@pytest.mark.parametrize("rarity", RARITIES)
@pytest.mark.parametrize("upgrade", [0, 1, 10])
def test_rare_and_upgraded_items_need_confirmation(rarity: str, upgrade: int) -> None:
    assert asks_before_sale(rarity, upgrade) == (RARITIES[rarity] or upgrade > 0)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
@pytest.mark.parametrize("rarity", RARITIES)
@pytest.mark.parametrize("where", ["list", "ticked", "own page"])
def test_a_rare_item_and_what_is_ticked_are_sold_only_after_confirmation(
    player: Player, rarity: str, where: str, headers: dict[str, str]
) -> None:
    client, character = player
    thing = given(character, gear_of(rarity))
    gold = character.gold
    name = catalogue().items[thing.item].name
    if where == "ticked":
        form = next(f for f in game_forms(client, "/play/inventory/") if f.action.endswith("/sell/") and "one" not in f.data())
        sent = form.data(sell=f"{thing.pk}x1")
    else:
        page = f"/play/inventory/{thing.pk}/" if where == "own page" else "/play/inventory/"
        form = next(f for f in game_forms(client, page) if f.data().get("one") == [str(thing.pk)])
        sent = form.data()
    answer = client.post(form.action, sent, headers=headers)
    sold = not Holding.objects.filter(pk=thing.pk, character__isnull=False).exists()
    assert sold != (RARITIES[rarity] or where == "ticked") and answer.status_code == (302 if sold else 200)
    if sold:
        return
    character.refresh_from_db()
    html = unescape(answer.content.decode())
    assert character.gold == gold and f"Sell {name} for " in html and "data-confirm" not in html.partition("<main")[2]
    assert (answer["HX-Push-Url"], "show:window:top" in answer["HX-Reswap"]) == ("false", True), "the question is in view"
    sure = form_in(html, "/play/inventory/sell/")
    assert client.post(sure.action, sure.data()).status_code == 302
    character.refresh_from_db()
    worth = character.gold - gold
    assert (
        worth > 0
        and f"for {worth:,} gold?" in html
        and not Holding.objects.filter(pk=thing.pk, character__isnull=False).exists()
    )


def test_an_upgraded_common_item_needs_confirmation(player: Player) -> None:
    client, character = player
    thing = given(character, gear_of("common"), upgrade=3)
    answer = client.post("/play/inventory/sell/", {"one": thing.pk})
    assert answer.status_code == 200 and "+3 for" in answer.content.decode() and Holding.objects.filter(pk=thing.pk).exists()


def test_the_confirmation_of_several_items_names_them_all_and_sells_none(player: Player) -> None:
    client, character = player
    things = [given(character, gear_of(rarity)) for rarity in ("common", "rare")]
    give(character, "mill-rat-pelt", 5)
    ticked = [f"{t.pk}x{t.quantity}" for t in [*things, held(character, "mill-rat-pelt")]]
    html = unescape(client.post("/play/inventory/sell/", {"sell": ticked}).content.decode())
    assert all(catalogue().items[t.item].name in html for t in things) and "× 5" in html and "Sell 7 things for" in html
    assert Holding.objects.filter(pk__in=[t.pk for t in things]).count() == 2
    sure = form_in(html, "/play/inventory/sell/")
    assert client.post(sure.action, sure.data()).status_code == 302
    assert (
        not Holding.objects.filter(pk__in=[t.pk for t in things], character__isnull=False).exists()
        and not character.holdings.filter(item="mill-rat-pelt").exists()
    )


def test_an_item_that_changed_since_the_confirmation_page_is_asked_about_again(player: Player) -> None:
    client, character = player
    thing = given(character, gear_of("rare"))
    html = client.post("/play/inventory/sell/", {"one": thing.pk}).content.decode()
    sure = form_in(html, "/play/inventory/sell/")
    Holding.objects.filter(pk=thing.pk).update(upgrade=2)
    again = client.post(sure.action, sure.data())
    assert again.status_code == 200 and "+2 for" in again.content.decode() and Holding.objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("sure", ["1", "yes", "on", "", "0" * 16, "x" * 5000])
def test_an_invented_confirmation_sells_nothing(player: Player, sure: str) -> None:
    client, character = player
    thing = given(character, gear_of("epic"))
    assert client.post("/play/inventory/sell/", {"one": thing.pk, "sure": sure}).status_code == 200
    assert Holding.objects.filter(pk=thing.pk).exists()


def test_a_confirmed_sale_that_is_sent_twice_is_done_once_and_the_fresh_form_needs_confirmation(player: Player) -> None:
    client, character = player
    thing = given(character, gear_of("rare"))
    html = client.post("/play/inventory/sell/", {"one": thing.pk}).content.decode()
    sure = form_in(html, "/play/inventory/sell/")
    client.post(sure.action, sure.data())
    again = client.post(sure.action, sure.data())
    html = again.content.decode()
    assert "This was done at" in html and "Sold 1 thing for" in html
    assert "sure" not in form_in(html, "/play/inventory/sell/").data()


def test_after_a_sale_the_player_returns_to_the_filtered_list(player: Player) -> None:
    client, character = player
    thing = given(character, gear_of("rare"))
    here = {"Referer": "http://testserver/play/inventory/?kind=weapon"}
    html = client.post("/play/inventory/sell/", {"one": thing.pk}, headers=here).content.decode()
    assert 'href="/play/inventory/?kind=weapon"' in html
    sure = form_in(html, "/play/inventory/sell/")
    assert client.post(sure.action, sure.data())["Location"] == "/play/inventory/?kind=weapon"
    other = given(character, gear_of("common"))
    away = client.post("/play/inventory/sell/", {"one": other.pk, "back": "//evil.example/"})
    assert away["Location"] == "/play/inventory/"


def test_a_worn_item_is_refused_without_a_confirmation_page(player: Player) -> None:
    client, character = player
    thing = given(character, gear_of("rare"))
    Holding.objects.filter(character=character).exclude(pk=thing.pk).update(slot=None, worn_from=None)
    slot = catalogue().items[thing.item].slot
    Holding.objects.filter(pk=thing.pk).update(slot=slot, worn_from=0)
    assert client.post("/play/inventory/sell/", {"one": thing.pk}).status_code == 409


def test_the_question_before_all_of_a_kind_is_sold_names_their_number_and_the_sum(player: Player) -> None:
    client, character = player
    give(character, "mill-rat-pelt", 90)
    pelt = catalogue().items["mill-rat-pelt"]
    gold, earned = character.gold, 90 * resale(pelt.price)
    page = f"/play/inventory/{held(character, pelt.slug).pk}/"
    everything = next(f for f in game_forms(client, page) if "sell" in f.data())
    assert "Sell all 90 for" in client.get(page).content.decode()
    html = client.post(everything.action, everything.data()).content.decode()
    assert f"Sell {pelt.name} × 90 for {earned:,} gold?" in unescape(html) and f"Sell for {earned:,} gold</button>" in html
    assert "Rare or upgraded" not in html and held(character, pelt.slug).quantity == 90
    sure = form_in(html, "/play/inventory/sell/")
    assert f"Sold 90 things for {earned:,} gold." in client.post(sure.action, sure.data(), follow=True).content.decode()
    character.refresh_from_db()
    assert character.gold == gold + earned and not character.holdings.filter(item=pelt.slug).exists()


def test_a_part_of_a_common_stack_is_sold_without_a_question(player: Player) -> None:
    client, character = player
    give(character, "mill-rat-pelt", 9)
    pelts = held(character, "mill-rat-pelt")
    assert client.post("/play/inventory/sell/", {"one": pelts.pk, "quantity": 3}).status_code == 302
    assert held(character, "mill-rat-pelt").quantity == 6
