"""Names and texts of players are escaped on every page."""

import re

import pytest
from django.test import Client

from game.actions.notices import notify
from game.models import Battle, Character
from game.tests.boards import count_now
from game.tests.views.browsers import make_player

pytestmark = pytest.mark.django_db
HOSTILE = "<i>\"'&</i>"
PAGES = (
    "/play/", "/play/hunt/", "/play/inventory/", "/play/character/", "/play/shop/", "/play/forge/", "/play/missions/", "/play/log/",
    "/play/friends/", "/play/friends/mentors/", "/play/friends/blocks/", "/play/mail/drafts/", "/play/mail/", "/play/mail/sent/", "/play/mail/new/",
    "/play/characters/", "/play/new/", "/leaderboards/level/", "/fairness/", "/no/such/street/", "/accounts/email/",
)  # fmt: skip


@pytest.fixture
def hostile() -> Client:
    """A player whose name, notice and battle hold markup, which no form accepts."""
    client, character = make_player(level=5)
    client.post("/play/hunt/", {"location": "old-mill"})
    notify(character.id, HOSTILE)
    Character.objects.filter(pk=character.pk).update(name=HOSTILE)
    count_now()
    Battle.objects.update(monster=HOSTILE[:40], place=HOSTILE[:40])
    return client


def markup_of(html: str) -> list[str]:
    return re.findall(r"<i>[\"'&]|=\"<i>", html)


@pytest.mark.parametrize("page", PAGES)
def test_a_name_with_markup_is_escaped_on_every_page(hostile: Client, page: str) -> None:
    html = hostile.get(page).content.decode()
    assert "&lt;i&gt;" in html and not markup_of(html)


def test_a_name_with_markup_is_escaped_on_the_page_of_a_battle(hostile: Client) -> None:
    for client in (hostile, Client()):
        html = client.get(f"/play/battles/{Battle.objects.get().pk}/").content.decode()
        assert "&lt;i&gt;" in html and not markup_of(html)


def test_typed_markup_is_escaped_when_it_is_shown_again(hostile: Client) -> None:
    found = hostile.get("/play/inventory/", {"q": HOSTILE}).content.decode()
    refused = hostile.post("/play/new/", {"class": "redclaw", "emblem": "1", "name": HOSTILE}).content.decode()
    for html in (found, refused):
        assert 'value="&lt;i&gt;' in html and not markup_of(html)


def test_a_message_keeps_its_link_and_escapes_the_rest(hostile: Client) -> None:
    """The view marks its own link as safe, and nothing else."""
    bought = hostile.post("/play/shop/buy/", {"item": "cellar-draught", "quantity": "1"}, follow=True).content.decode()
    assert re.search(r'<div>Bought 1 × <a class="wiki" href="/wiki/items/cellar-draught/">', bought)
    letting_go = hostile.post(f"/play/characters/{Character.objects.get().pk}/let-go/", {}, follow=True).content.decode()
    assert "&lt;i&gt;&#34;&#39;&amp;&lt;/i&gt; is gone" in letting_go and not markup_of(letting_go)
