"""The hunt page, and a hunt with and without htmx."""

import re

import pytest
from django.test import Client

from game.content import catalogue
from game.models import Battle
from game.tests.views.browsers import HTMX, make_player, page_of
from game.tests.views.forms import form_to

pytestmark = pytest.mark.django_db


def hunt_live(client: Client, **form: str) -> str:
    """A hunt by htmx: the HTML of its result."""
    answer = client.post("/play/hunt/", {"location": "old-mill"} | form, headers=HTMX)
    assert answer.status_code == 200
    return answer.content.decode()


def strip_of(html: str) -> list[str]:
    """The parts of the status strip that a result brings, with their contents."""
    return re.findall(r'id="hud-[a-z]+" hx-swap-oob="true">.*', html)


def test_the_page_shows_one_region_with_its_places_and_what_prowls_there() -> None:
    client, _ = make_player()
    html = page_of(client, "/play/hunt/", {"region": "briarwold"})
    places = [p for p in catalogue().places.values() if p.region == "briarwold"]
    assert places and all(f"/wiki/locations/{p.slug}/" in html for p in places)
    assert f"/wiki/monsters/{places[0].monsters[0].monster}/" in html


def test_without_htmx_a_hunt_leads_to_its_battle() -> None:
    client, character = make_player()
    form = form_to(client, "/play/hunt/", "/hunt/")
    assert client.post(form.action, form.data())["Location"] == f"/play/battles/{character.battles.get().pk}/"


def test_a_live_hunt_shows_the_result_and_renews_the_status_strip() -> None:
    client, character = make_player()
    html = hunt_live(client)
    character.refresh_from_db()
    assert "<html" not in html
    assert f'id="hud-gold" hx-swap-oob="true">{character.gold:,}<' in html
    assert 'id="hunt-again"' in html and 'id="hud-hp"' in html and "118/120" in html
    assert 'hx-swap-oob="afterbegin:#recent-fights"' in html and f"/play/battles/{Battle.objects.get().pk}/" in html


def test_the_strip_after_a_live_hunt_says_when_energy_is_full_and_how_many_points_are_unspent() -> None:
    client, _ = make_player(unspent=5)
    html = hunt_live(client)
    assert 'data-full-in="240"' in html or 'data-full-in="239"' in html
    assert "5 points to spend" in html


def test_a_repeated_live_hunt_shows_the_strip_of_the_first_answer() -> None:
    client, _ = make_player(unspent=5)
    first, again = (hunt_live(client, idempotency_key="strip-key-0001") for _ in range(2))
    assert len(strip_of(first)) == 6 and strip_of(again) == strip_of(first)
    assert "118/120" in again and "5 points to spend" in again and 'data-full-in="2' in again


def test_a_live_hunt_renews_the_energy_above_the_places() -> None:
    client, _ = make_player()
    assert 'you have <span id="hunt-energy">120</span>' in page_of(client, "/play/hunt/")
    assert '<span id="hunt-energy" hx-swap-oob="true">118</span>' in hunt_live(client)
    assert 'you have <span id="hunt-energy">118</span>' in page_of(client, "/play/hunt/")


def test_a_character_without_energy_sees_why_and_gets_no_button() -> None:
    client, _ = make_player(energy=0)
    html = page_of(client, "/play/hunt/")
    assert "too tired" in html and 'name="location"' not in html


def test_spaces_around_the_place_are_ignored() -> None:
    client, _ = make_player()
    assert "You" in hunt_live(client, location=" old-mill ") and Battle.objects.count() == 1


@pytest.mark.parametrize("place", ["nowhere", "", "old-mill\0"])
def test_an_unknown_place_is_refused(place: str) -> None:
    client, _ = make_player()
    answer = client.post("/play/hunt/", {"location": place})
    assert answer.status_code == 400 and 'href="/play/"' in answer.content.decode() and not Battle.objects.exists()


def test_a_place_above_the_level_is_refused() -> None:
    client, _ = make_player()
    highest = max(catalogue().places.values(), key=lambda p: p.level)
    answer = client.post("/play/hunt/", {"location": highest.slug})
    assert answer.status_code == 403 and not Battle.objects.exists()
