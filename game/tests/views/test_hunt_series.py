"""Hunting several times from the pages, and the report of it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from game.models import Battle, Character
from game.tests.views.browsers import make_player, page_of

pytestmark = pytest.mark.django_db
HERE = {"location": "old-mill"}


def hunted(client: Client, times: int) -> str:
    answer = client.post("/play/hunt/", HERE | {"times": str(times)})
    assert answer.status_code == 302
    return str(answer["Location"])


def strong() -> tuple[Client, Character]:
    client, character = make_player()
    Character.objects.filter(pk=character.pk).update(strength=200, vitality=200, hp=100_000)
    return client, character


def test_one_report_covers_all_its_hunts_and_leads_on() -> None:
    client, character = strong()
    where = hunted(client, 5)
    html = page_of(client, where)
    battles = list(Battle.objects.filter(character=character))
    assert len(battles) >= 1 and all(f'href="/play/battles/{b.pk}/"' in html for b in battles)
    assert f"+{sum(b.gold for b in battles):,} gold" in html
    assert html.count('name="times"') == 2 and 'data-pause="' in html and 'href="/play/hunt/"' in html
    assert "?stopped=" in where
    assert html.count("health left</small></span>") == len(battles), "a find has its own line below, where its name fits"


def test_the_hunt_page_has_the_buttons_without_scripts() -> None:
    client, character = make_player()
    Character.objects.filter(pk=character.pk).update(place="old-mill")
    html = page_of(client, "/play/hunt/")
    assert html.count('name="times" value="5"') >= 2 and 'name="times" value="10"' in html


@pytest.mark.parametrize("times", ["0", "11", "x", "", "1e1"])
def test_a_wrong_number_is_refused_by_name(times: str) -> None:
    client, _ = make_player()
    answer = client.post("/play/hunt/", HERE | {"times": times})
    assert answer.status_code == 400 and "times" in answer.content.decode() and not Battle.objects.exists()


def test_the_report_of_another_is_not_found_and_a_strange_word_does_no_harm() -> None:
    client, _ = strong()
    path = hunted(client, 2).partition("?")[0]
    other, _ = make_player()
    assert other.get(path).status_code == 404
    assert client.get(path, {"stopped": "<b>"}).status_code == 200
    assert client.get("/play/hunt/1/2/").status_code == 404


def test_the_report_takes_as_many_statements_for_ten_hunts_as_for_one() -> None:
    def statements(times: int) -> int:
        client, _ = strong()
        where = hunted(client, times)
        with CaptureQueriesContext(connection) as asked:
            page_of(client, where)
        return len(asked)

    assert statements(1) == statements(10)
