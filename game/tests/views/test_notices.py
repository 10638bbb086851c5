"""Notices: all can be read, and only those that were shown are put away."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from game.actions.notices import notify
from game.models import Notice
from game.tests.make import make_character
from game.tests.views.forms import form_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def player():
    character, client = make_character(), Client()
    client.force_login(character.user)
    return client, character


def unread(character) -> list[str]:
    return list(Notice.objects.filter(character=character, read_at=None).order_by("pk").values_list("text", flat=True))


def test_only_the_notices_that_the_home_page_showed_are_put_away(player):
    client, character = player
    for n in range(14):
        notify(character.pk, f"news {n}")
    form = form_to(client, "/play/", "/read/")
    notify(character.pk, "came while you read")
    client.post(form.action, form.data())
    assert unread(character) == ["news 0", "news 1", "news 2", "news 3", "came while you read"]
    assert "news 3" in client.get("/play/").content.decode()


def test_to_look_at_notices_marks_none_as_read(player):
    client, character = player
    notify(character.pk, "news")
    for page in ("/play/", "/play/notices/", "/play/notices/?before=999999"):
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        assert not [q for q in asked if "game_notice" in q["sql"] and not q["sql"].startswith(("SELECT", "SAVEPOINT"))]
    assert unread(character) == ["news"]


def test_all_notices_can_be_read_page_by_page_those_put_away_too(player):
    client, character = player
    for n in range(70):
        notify(character.pk, f"news-{n:02d}")
    Notice.objects.filter(text__lt="news-50").update(read_at="2026-01-01T00:00Z")
    page, found = "/play/notices/", []
    while page:
        html = client.get(page).content.decode()
        found += re.findall(r"news-\d\d", html)
        older = re.search(r'href="(/play/notices/\?before=\d+)"', html)
        page = older and older[1]
    assert found == [f"news-{n:02d}" for n in reversed(range(70))]
    form = form_to(client, "/play/notices/", "/read/")
    assert (
        client.post(form.action, form.data(), headers={"Referer": "http://testserver/play/notices/"})["Location"]
        == "/play/notices/"
    )
    assert unread(character) == []


def test_the_page_takes_as_many_statements_for_many_as_for_none(player):
    client, character = player
    client.get("/play/notices/")

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/play/notices/")
        return sum(not q["sql"].startswith(("SAVEPOINT", "RELEASE")) for q in asked)

    few = statements()
    for n in range(40):
        notify(character.pk, f"news {n}")
    assert statements() == few <= 4


def test_nobody_puts_away_the_notices_of_another(player):
    client, _ = player
    other = make_character()
    notify(other.id, "not yours")
    client.post("/play/notices/read/", {"notice": Notice.objects.get().pk})
    assert unread(other) == ["not yours"]


@pytest.mark.parametrize("sent", [[], ["x"], ["-1"], ["9" * 30], ["1"] * 31, ["\u0661"], [""]])
def test_a_form_without_notices_puts_none_away_and_says_so(player, sent):
    client, character = player
    notify(character.pk, "news")
    answer = client.post("/play/notices/read/", {"notice": sent})
    assert answer.status_code == 400 and "Open the page anew" in answer.content.decode() and unread(character) == ["news"]


def test_the_page_is_in_the_menu_of_every_page(player):
    client, _ = player
    assert 'href="/play/notices/"' in client.get("/play/shop/").content.decode()
    assert "Nobody has told you anything yet" in client.get("/play/notices/").content.decode()
