"""The landing page, and playing as a guest."""

import re
from pathlib import Path

import pytest
from django.test import Client

from accounts.models import User
from game.models import Character
from game.tests.make import owner_of
from game.tests.views.browsers import make_player, page_of
from game.tests.views.forms import form_in

TEMPLATES = Path(__file__).resolve().parents[3] / "templates/jinja2"
pytestmark = pytest.mark.django_db


def test_a_visitor_has_the_first_fight_on_the_third_page() -> None:
    client = Client()
    form = form_in(page_of(client, "/"), "/play/guest/")
    dashboard = client.post(form.action, form.data(faction="werewolf"), follow=True)
    assert 'value="old-mill"' in dashboard.content.decode()
    assert Character.objects.get().faction == "werewolf"
    battle = client.post("/play/hunt/", {"location": "old-mill"})["Location"]
    assert "data-fight" in page_of(client, battle)


def test_only_pages_of_a_player_load_what_replaces_parts_of_them() -> None:
    client, _ = make_player()
    assert "htmx" in page_of(client, "/leaderboards/level/") and "hx-" in page_of(client, "/play/hunt/")
    for path in ("/", "/leaderboards/level/", "/accounts/login/"):
        scripts = re.findall(r'<script src="([^"]+)"', page_of(Client(), path))
        assert scripts and not [src for src in scripts if "htmx" in src], path


def test_the_landing_page_counts_the_players() -> None:
    make_player()
    assert re.search(r"\b1\b", page_of(Client(), "/")) and "2 players" not in page_of(Client(), "/")


def test_the_same_key_makes_one_guest() -> None:
    for _ in range(2):
        assert Client().post("/play/guest/", {"idempotency_key": "click-00000001"})["Location"] == "/play/"
    assert Character.objects.count() == 1


@pytest.mark.parametrize("key", ["", "short", "<b>not a key</b>", "x" * 65])
def test_a_form_without_a_valid_key_makes_no_guest(key: str) -> None:
    answer = Client().post("/play/guest/", {"idempotency_key": key})
    assert answer.status_code == 400 and "Reload the landing page" in answer.content.decode()
    assert not Character.objects.exists()


def test_a_player_who_presses_play_as_a_guest_stays_the_same_player() -> None:
    client, character = make_player()
    assert client.post("/play/guest/", {"idempotency_key": "click-00000001"})["Location"] == "/play/"
    client.post(f"/play/characters/{character.pk}/let-go/")
    assert client.post("/play/guest/", {"idempotency_key": "click-00000002"})["Location"] == "/play/new/"
    assert Character.objects.count() == 1


def test_an_address_makes_twenty_guests_an_hour_and_a_header_does_not_change_it() -> None:
    answers = [
        Client().post("/play/guest/", {"idempotency_key": f"click-{n:08d}"}, headers={"X-Forwarded-For": f"10.0.0.{n}"})
        for n in range(21)
    ]
    assert [a.status_code for a in answers] == [302] * 20 + [429]
    assert int(answers[-1]["Retry-After"]) > 3500 and "come again in 60 minutes" in answers[-1].content.decode()
    assert Character.objects.count() == 20
    there = Client().post("/play/guest/", {"idempotency_key": "click-other-1"}, REMOTE_ADDR="10.9.9.9")
    assert there.status_code == 302


def test_a_guest_is_named_and_has_the_banner_below_a_plain_header() -> None:
    client, character = make_player()
    User.objects.filter(pk=owner_of(character).pk).update(is_guest=True)
    html = client.get("/").content.decode()
    assert f'menu-name">{character.name}<' in html and f"Sign up to keep {character.name}" in html
    assert "on-landing--bare" not in html and "on-landing--bare" in Client().get("/").content.decode()


def test_the_wiki_is_linked_from_landing_page_header_footer_menus_and_level_ups() -> None:
    client, _ = make_player()
    visitor = Client().get("/").content.decode()
    assert 'href="/wiki/"' in visitor.partition("<main")[2].partition("</main>")[0]
    played = client.get("/play/").content.decode()
    for html in (visitor, played):
        assert 'href="/wiki/"' in html.partition("</header>")[0] and 'href="/wiki/"' in html.partition('class="foot"')[2]
    assert 'href="/wiki/"' in played.partition('class="rail"')[2].partition("</nav>")[0]
    assert 'href="/wiki/"' in played.partition('class="menu-list"')[2].partition("</details>")[0]
    for name in ("hunted", "battle"):
        source = (TEMPLATES / f"game/{name}.html").read_text()
        assert "/wiki/" in source.partition('class="level-up"')[2].partition("</p>")[0], name
