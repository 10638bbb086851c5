"""Names and texts come from people: on every page they are words, never markup."""

import re

import pytest
from django.test import Client

from game.actions.notices import notify
from game.models import Battle, Character
from game.tests.make import make_character

pytestmark = pytest.mark.django_db
HOSTILE = "<i>\"'&</i>"
PAGES = (
    "/play/", "/play/hunt/", "/play/inventory/", "/play/character/", "/play/shop/", "/play/forge/", "/play/missions/", "/play/log/",
    "/play/characters/", "/play/new/", "/leaderboards/level/", "/fairness/", "/no/such/street/", "/accounts/email/",
)  # fmt: skip


@pytest.fixture
def hostile() -> Client:
    """A player whose name no form would let in, with a notice and a lost seal of the same kind."""
    character, client = make_character(level=5), Client()
    client.force_login(character.user)
    client.post("/play/hunt/", {"location": "old-mill"})
    notify(character.id, HOSTILE)
    Character.objects.filter(pk=character.pk).update(name=HOSTILE)
    Battle.objects.update(monster=HOSTILE[:40], place=HOSTILE[:40])
    client.battle = Battle.objects.get().pk
    return client


def markup_of(html: str) -> list[str]:
    return re.findall(r"<i>[\"'&]|=\"<i>", html)


@pytest.mark.parametrize("page", PAGES)
def test_a_hostile_name_is_words_on_every_page(hostile, page):
    html = hostile.get(page).content.decode()
    assert "&lt;i&gt;" in html and not markup_of(html)


def test_a_hostile_name_is_words_where_a_battle_is_told(hostile):
    for client in (hostile, Client()):
        html = client.get(f"/play/battles/{hostile.battle}/").content.decode()
        assert "&lt;i&gt;" in html and not markup_of(html)


def test_what_was_typed_comes_back_as_words(hostile):
    found = hostile.get("/play/inventory/", {"q": HOSTILE}).content.decode()
    refused = hostile.post("/play/new/", {"class": "redclaw", "emblem": "1", "name": HOSTILE}).content.decode()
    for html in (found, refused):
        assert 'value="&lt;i&gt;' in html and not markup_of(html)


def test_a_message_keeps_its_link_and_escapes_the_rest(hostile):
    """A view marks its own markup safe; a refusal's words go as they came."""
    bought = hostile.post("/play/shop/buy/", {"item": "cellar-draught", "quantity": "1"}, follow=True).content.decode()
    assert re.search(r'<div>Bought 1 × <a class="wiki" href="/wiki/items/cellar-draught/">', bought)
    letting_go = hostile.post(f"/play/characters/{Character.objects.get().pk}/let-go/", {}, follow=True).content.decode()
    assert "&lt;i&gt;&#34;&#39;&amp;&lt;/i&gt; is gone" in letting_go and not markup_of(letting_go)
