"""The notices page, and putting away the notices that were shown."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from game.actions.notices import notify
from game.models import Character, Notice
from game.tests.letters import make_letter
from game.tests.make import make_character
from game.tests.views.browsers import Player, make_player, page_of, statements_of
from game.tests.views.forms import form_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def player() -> Player:
    return make_player()


def unread(character: Character) -> list[str]:
    return list(Notice.objects.filter(character=character, read_at=None).order_by("pk").values_list("text", flat=True))


def test_only_the_notices_that_the_home_page_showed_are_put_away(player: Player) -> None:
    client, character = player
    for n in range(14):
        notify(character.id, f"news {n}")
    form = form_to(client, "/play/", "/read/")
    notify(character.id, "came while you read")
    client.post(form.action, form.data())
    assert unread(character) == ["news 0", "news 1", "news 2", "news 3", "came while you read"]
    assert "news 3" in client.get("/play/").content.decode()


def test_showing_notices_marks_none_as_read(player: Player) -> None:
    client, character = player
    notify(character.id, "news")
    for page in ("/play/", "/play/notices/", "/play/notices/?before=999999"):
        with CaptureQueriesContext(connection) as captured:
            client.get(page)
        assert {q["sql"].split()[0] for q in captured if "game_notice" in q["sql"]} == {"SELECT"}
    assert unread(character) == ["news"]


def test_all_notices_can_be_read_page_by_page_including_those_put_away(player: Player) -> None:
    client, character = player
    for n in range(70):
        notify(character.id, f"news-{n:02d}")
    Notice.objects.filter(text__lt="news-50").update(read_at="2026-01-01T00:00Z")
    page: str | None = "/play/notices/"
    found: list[str] = []
    while page:
        html = client.get(page).content.decode()
        found += re.findall(r"news-\d\d", html)
        older = re.search(r'href="(/play/notices/\?before=\d+)"', html)
        page = older[1] if older else None
    assert found == [f"news-{n:02d}" for n in reversed(range(70))]
    form = form_to(client, "/play/notices/", "/read/")
    assert (
        client.post(form.action, form.data(), headers={"Referer": "http://testserver/play/notices/"})["Location"]
        == "/play/notices/"
    )
    assert unread(character) == []


def test_the_page_runs_as_many_statements_for_many_notices_as_for_none(player: Player) -> None:
    client, character = player
    client.get("/play/notices/")

    few = statements_of(lambda: client.get("/play/notices/"))
    for n in range(40):
        notify(character.id, f"news {n}")
    assert statements_of(lambda: client.get("/play/notices/")) == few == 4


def test_nobody_puts_away_the_notices_of_another(player: Player) -> None:
    client, _ = player
    other = make_character()
    notify(other.id, "not yours")
    client.post("/play/notices/read/", {"notice": Notice.objects.get().pk})
    assert unread(other) == ["not yours"]


@pytest.mark.parametrize("sent", [[], ["x"], ["-1"], ["9" * 30], ["1"] * 31, ["\u0661"], [""]])
def test_a_form_without_valid_notices_is_refused(player: Player, sent: list[str]) -> None:
    client, character = player
    notify(character.id, "news")
    answer = client.post("/play/notices/read/", {"notice": sent})
    assert answer.status_code == 400 and "Open the page anew" in answer.content.decode() and unread(character) == ["news"]


def test_a_filter_shows_one_kind_on_all_its_pages_and_an_unknown_one_is_refused(player: Player) -> None:
    client, character = player
    for n in range(35):
        notify(character.id, f"letter-{n}", kind="letter")
        notify(character.id, f"staff-{n}")
    html = page_of(client, "/play/notices/", {"kind": "letter"})
    assert (
        html.count("letter-") == 30 and "staff-" not in html and 'href="/play/notices/?kind=letter" aria-current="page"' in html
    )
    older = re.search(r'href="/play/notices/\?before=(\d+)&amp;kind=letter"', html)
    assert older is not None
    rest = page_of(client, "/play/notices/", {"kind": "letter", "before": older[1]})
    assert rest.count("letter-") == 5 and "staff-" not in rest
    assert "Nothing of that kind" in page_of(client, "/play/notices/", {"kind": "reward"})
    assert client.get("/play/notices/?kind=weather").status_code == 400


def test_the_header_and_the_strip_of_every_page_show_what_is_unread_up_to_99(player: Player) -> None:
    client, character = player
    assert "top-count" not in page_of(client, "/play/shop/") and 'class="hud-news"' not in shown(client)
    notify(character.id, "news")
    assert '<b class="top-count">1<' in shown(client) and 'class="hud-news"' in shown(client)
    for n in range(104):
        notify(character.id, f"more {n}")
    html = shown(client)
    assert '<b class="top-count">99+<' in html and "<span data-number>99+</span>" in html


def shown(client: Client) -> str:
    """The header and the strip, without the template for scripts."""
    return page_of(client, "/play/shop/").partition('<template id="news-template">')[0]


def test_opening_a_letter_marks_its_notice(player: Player) -> None:
    client, character = player
    letter = make_letter(make_character(), character)
    assert Notice.objects.get(read_at=None).link == f"/play/mail/{letter.pk}/"
    page_of(client, f"/play/mail/{letter.pk}/")
    assert Notice.objects.filter(read_at=None).exists(), "a GET writes nothing"
    form = form_to(client, f"/play/mail/{letter.pk}/", "/read/")
    client.post(form.action, form.data())
    assert unread(character) == [] and "top-count" not in page_of(client, "/play/shop/")


def test_the_menu_of_every_page_links_to_the_notices(player: Player) -> None:
    client, _ = player
    assert 'href="/play/notices/"' in client.get("/play/shop/").content.decode()
    assert "Nobody has told you anything yet" in client.get("/play/notices/").content.decode()
