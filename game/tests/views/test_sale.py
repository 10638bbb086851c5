"""Selling something rare or upgraded is asked about first: one at a time, many at once, and on the thing's own page."""

from html import unescape

import pytest
from django.test import Client

from game.content import catalogue
from game.models import Holding
from game.rules.trade import asks_before_sale
from game.tests.make import give, held, holds, make_character
from game.tests.views.forms import form_to, forms_of, game_forms

pytestmark = pytest.mark.django_db
RARITIES = {"common": False, "uncommon": False, "rare": True, "epic": True, "legendary": True}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def player():
    character, client = make_character(level=30), Client()
    client.force_login(character.user)
    return client, character


def of(rarity: str) -> str:
    """A thing to wear of that rarity."""
    return next(i.slug for i in catalogue().items.values() if i.rarity == rarity and i.slot)


def given(character, item: str, **fields) -> Holding:
    give(character, item)
    Holding.objects.filter(pk=held(character, item).pk).update(**fields)
    return held(character, item)


@pytest.mark.parametrize("rarity", RARITIES)
@pytest.mark.parametrize("upgrade", [0, 1, 10])
def test_the_rule_asks_about_what_is_rare_or_upgraded(rarity, upgrade):
    assert asks_before_sale(rarity, upgrade) == (RARITIES[rarity] or upgrade > 0)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
@pytest.mark.parametrize("rarity", RARITIES)
@pytest.mark.parametrize("where", ["list", "ticked", "own page"])
def test_a_rare_thing_is_sold_only_once_the_player_is_sure(player, rarity, where, headers):
    client, character = player
    thing = given(character, of(rarity))
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
    sold = not Holding.objects.filter(pk=thing.pk).exists()
    assert sold != RARITIES[rarity] and answer.status_code == (302 if sold else 200)
    if sold:
        return
    character.refresh_from_db()
    html = answer.content.decode()
    assert character.gold == gold and f"Sell {name} for " in html and "data-confirm" not in html.partition("<main")[2]
    sure = next(f for f in forms_of(html) if f.action == "/play/inventory/sell/")
    assert client.post(sure.action, sure.data()).status_code == 302
    character.refresh_from_db()
    worth = character.gold - gold
    assert worth > 0 and f"for {worth:,} gold?" in html and not Holding.objects.filter(pk=thing.pk).exists()


def test_an_upgraded_common_thing_is_asked_about(player):
    client, character = player
    thing = given(character, of("common"), upgrade=3)
    answer = client.post("/play/inventory/sell/", {"one": thing.pk})
    assert answer.status_code == 200 and "+3 for" in answer.content.decode() and Holding.objects.filter(pk=thing.pk).exists()


def test_many_at_once_are_all_named_and_none_is_sold_before(player):
    client, character = player
    things = [given(character, of(rarity)) for rarity in ("common", "rare")]
    give(character, "mill-rat-pelt", 5)
    ticked = [f"{t.pk}x{t.quantity}" for t in [*things, held(character, "mill-rat-pelt")]]
    html = unescape(client.post("/play/inventory/sell/", {"sell": ticked}).content.decode())
    assert all(catalogue().items[t.item].name in html for t in things) and "× 5" in html and "Sell 7 things for" in html
    assert Holding.objects.filter(pk__in=[t.pk for t in things]).count() == 2
    sure = next(f for f in forms_of(html) if f.action == "/play/inventory/sell/")
    assert client.post(sure.action, sure.data()).status_code == 302
    assert not Holding.objects.filter(pk__in=[t.pk for t in things]).exists() and not holds(character, "mill-rat-pelt")


def test_a_thing_that_changed_since_the_question_is_asked_about_anew(player):
    client, character = player
    thing = given(character, of("rare"))
    html = client.post("/play/inventory/sell/", {"one": thing.pk}).content.decode()
    sure = next(f for f in forms_of(html) if f.action == "/play/inventory/sell/")
    Holding.objects.filter(pk=thing.pk).update(upgrade=2)
    again = client.post(sure.action, sure.data())
    assert again.status_code == 200 and "+2 for" in again.content.decode() and Holding.objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("sure", ["1", "yes", "on", "", "0" * 16, "x" * 5000])
def test_a_made_up_answer_is_no_answer(player, sure):
    client, character = player
    thing = given(character, of("epic"))
    assert client.post("/play/inventory/sell/", {"one": thing.pk, "sure": sure}).status_code == 200
    assert Holding.objects.filter(pk=thing.pk).exists()


def test_a_sale_that_was_sure_and_is_sent_twice_is_done_once_and_asks_again_to_be_done_again(player):
    client, character = player
    thing = given(character, of("rare"))
    html = client.post("/play/inventory/sell/", {"one": thing.pk}).content.decode()
    sure = next(f for f in forms_of(html) if f.action == "/play/inventory/sell/")
    client.post(sure.action, sure.data())
    again = client.post(sure.action, sure.data())
    html = again.content.decode()
    assert "This was done at" in html and "Sold 1 thing for" in html
    assert "sure" not in next(f for f in forms_of(html) if f.action == "/play/inventory/sell/").data()


def test_after_a_sale_the_player_is_back_in_the_list_as_it_was_filtered(player):
    client, character = player
    thing = given(character, of("rare"))
    here = {"Referer": "http://testserver/play/inventory/?kind=weapon"}
    html = client.post("/play/inventory/sell/", {"one": thing.pk}, headers=here).content.decode()
    assert 'href="/play/inventory/?kind=weapon"' in html
    sure = next(f for f in forms_of(html) if f.action == "/play/inventory/sell/")
    assert client.post(sure.action, sure.data())["Location"] == "/play/inventory/?kind=weapon"
    other = given(character, of("common"))
    away = client.post("/play/inventory/sell/", {"one": other.pk, "back": "//evil.example/"})
    assert away["Location"] == "/play/inventory/"


def test_a_worn_thing_is_refused_and_not_asked_about(player):
    client, character = player
    thing = given(character, of("rare"))
    Holding.objects.filter(character=character).exclude(pk=thing.pk).update(slot=None, worn_from=None)
    slot = catalogue().items[thing.item].slot
    Holding.objects.filter(pk=thing.pk).update(slot=slot, worn_from=0)
    assert client.post("/play/inventory/sell/", {"one": thing.pk}).status_code == 409


def test_the_list_marks_what_is_asked_about(player):
    client, character = player
    rare, common = given(character, of("rare")), given(character, of("common"))
    html = client.get("/play/inventory/").content.decode()
    assert f'value="{rare.pk}x1"' in html and form_to(client, "/play/inventory/", "/sell/")
    boxes = {pk: html.partition(f'value="{pk}x1"')[2].partition(">")[0] for pk in (rare.pk, common.pk)}
    assert "data-asks" in boxes[rare.pk] and "data-asks" not in boxes[common.pk]
