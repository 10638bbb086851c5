"""Every page: it answers, it keeps to the content policy, and each of its forms has a token and a key of its own."""

import re

import pytest
from django.test import Client

from game.tests.boards import count_now
from game.tests.make import give
from game.tests.views.browsers import make_player, page_of

pytestmark = pytest.mark.django_db
FORM_PAGES = (
    "/play/", "/play/hunt/", "/play/hunt/?region=briarwold", "/play/inventory/", "/play/inventory/?q=none+of+that",
    "/play/character/", "/play/shop/", "/play/shop/?kind=weapon", "/play/forge/?part=better", "/play/characters/", "/play/new/",
    "/play/mail/new/", "/fairness/", "/play/friends/", "/play/friends/blocks/",
)  # fmt: skip
PAGES = (
    *FORM_PAGES, "/play/forge/", "/play/forge/?part=make", "/play/forge/?part=make&craft=alchemy&ready=1&page=9",
    "/play/missions/", "/play/log/", "/play/notices/", "/play/mail/", "/play/mail/sent/",
    "/play/mail/drafts/", "/play/friends/mentors/",
    "/leaderboards/level/", "/leaderboards/kills/", "/leaderboards/raids/",
    "/leaderboards/gold/", "/leaderboards/kills/?scope=season", "/leaderboards/kills/?name=nobody",
)  # fmt: skip
FORBIDDEN = re.compile(r"<[^>]+\sstyle=|<style|\son\w+=|<script(?![^>]*\bsrc=)(?![^>]*application/json)")
"""Inline styles and scripts, which the content policy blocks."""


@pytest.mark.parametrize("page", PAGES)
def test_a_page_answers_and_has_no_inline_style_or_script(page: str) -> None:
    client, character = make_player(unspent=5, level=11)
    give(character, "cellar-draught", 4)
    if "leaderboards" in page:
        count_now()
    html = page_of(client, page)
    assert "<h1" in html and not FORBIDDEN.search(html)


@pytest.mark.parametrize("page", FORM_PAGES)
def test_each_form_of_a_page_has_a_token_and_a_key_of_its_own(page: str) -> None:
    client, character = make_player(unspent=5, level=11, gold=500)
    give(character, "cellar-draught", 4)
    html = page_of(client, page)
    forms = re.findall(r'<form[^>]*method="post"[^>]*action="/(?:play|fairness)/.*?</form>', html, re.S)
    keys = re.findall(r'name="idempotency_key" value="(\w+)"', html)
    assert forms or "q=none" in page
    assert all('name="idempotency_key"' in form and 'name="csrfmiddlewaretoken"' in form for form in forms)
    assert len(set(keys)) == len(keys) == len(forms)


@pytest.mark.parametrize("page", ["/leaderboards/level/", "/fairness/"])
def test_a_visitor_may_read_the_public_pages(page: str) -> None:
    assert "<h1" in page_of(Client(), page)


@pytest.mark.parametrize(
    "page", ["/no/such/street/", "/play/battles/99999999/", "/play/inventory/99999999/", "/accounts/data/"]
)
def test_a_player_keeps_the_navigation_on_error_pages_and_account_pages(page: str) -> None:
    client, character = make_player()
    html = client.get(page).content.decode()
    assert 'class="rail"' in html and character.name in html
    assert 'class="rail"' not in Client().get("/no/such/street/").content.decode()


def test_public_files_may_be_cached_by_anybody_and_pages_only_by_their_reader() -> None:
    client, _ = make_player()
    client.get("/play/")
    emblem = client.get("/emblems/character/3.svg")
    assert "public" in emblem["Cache-Control"] and "Vary" not in emblem.headers and not emblem.cookies
    for page in ("/play/", "/play/inventory/", "/play/characters/", "/leaderboards/level/", "/fairness/"):
        answer = client.get(page)
        assert "private" in answer["Cache-Control"] and "Cookie" in answer["Vary"], page
