"""The dashboard: the next step, the first steps, missions, notices and leaders."""

import pytest

from game.actions.notices import notify
from game.models import DailyMission
from game.tests.boards import count_now
from game.tests.make import make_character
from game.tests.views.browsers import make_player, page_of
from game.tests.views.forms import form_to

pytestmark = pytest.mark.django_db


def test_the_dashboard_hunts_in_one_press() -> None:
    client, character = make_player()
    form = form_to(client, "/play/", "/hunt/")
    assert form.data()["location"] == ["old-mill"]
    assert client.post(form.action, form.data())["Location"] == f"/play/battles/{character.battles.get().pk}/"


def test_a_character_without_energy_sees_why_and_gets_no_button() -> None:
    client, _ = make_player(energy=0)
    html = page_of(client, "/play/")
    assert "too tired" in html and 'name="location"' not in html


def test_the_first_steps_are_shown_until_level_five() -> None:
    client, _ = make_player()
    assert "Your first night" in page_of(client, "/play/")
    client.post("/play/hunt/", {"location": "old-mill"})
    assert 'class="is-done"' in page_of(client, "/play/")
    veteran, _ = make_player(level=6)
    assert "Your first night" not in page_of(veteran, "/play/")


def test_it_shows_the_day_s_three_missions_and_the_leaders() -> None:
    best = make_character(level=9)
    client, character = make_player()
    count_now()
    html = page_of(client, "/play/")
    assert html.count('class="card mission') == DailyMission.objects.filter(character=character).count() == 3
    assert f'href="/characters/{best.name}/"' in html and "<small>(you)</small>" in html


def test_notices_are_shown_until_they_are_put_away() -> None:
    client, character = make_player()
    notify(character.id, "A parcel came.")
    form = form_to(client, "/play/", "/read/")
    assert "A parcel came." in page_of(client, "/play/")
    assert client.post(form.action, form.data())["Location"] == "/play/"
    assert "A parcel came." not in page_of(client, "/play/")


def test_an_account_without_a_character_goes_to_the_form_for_a_new_one() -> None:
    client, character = make_player()
    client.post(f"/play/characters/{character.pk}/let-go/")
    assert client.get("/play/")["Location"] == "/play/new/"
