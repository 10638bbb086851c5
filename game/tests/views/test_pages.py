"""Every page of a player: it is there, it keeps to the content policy, and each of its forms can be sent twice."""

import re

import pytest
from django.test import Client

from game.content import catalogue
from game.models import DailyMission
from game.presenters.places import prowlers
from game.templatetags.vvw import full_in
from game.tests.make import give, make_character

pytestmark = pytest.mark.django_db
PAGES = (
    "/play/", "/play/hunt/", "/play/hunt/?region=briarwold", "/play/inventory/", "/play/inventory/?q=none+of+that",
    "/play/character/", "/play/shop/", "/play/shop/?kind=weapon", "/play/forge/",
    "/play/forge/?part=better", "/play/forge/?part=make", "/play/forge/?part=make&craft=alchemy&ready=1&page=9",
    "/play/missions/", "/play/log/", "/play/characters/",
    "/play/new/", "/leaderboards/level/", "/leaderboards/kills/", "/leaderboards/gold/", "/fairness/",
)  # fmt: skip
OPEN = ("/leaderboards/level/", "/fairness/")
HTMX = {"HX-Request": "true"}


def player(**fields) -> tuple[Client, object]:
    character, client = make_character(**fields), Client()
    client.force_login(character.user)
    return client, character


def hunted(client: Client, **headers) -> str:
    answer = client.post("/play/hunt/", {"location": "old-mill"}, headers=headers)
    return answer.headers["Location"] if answer.status_code == 302 else answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_answers_and_its_forms_carry_key_and_token(page: str) -> None:
    client, character = player(unspent=5, level=11)
    give(character, "cellar-draught", 4)
    html = client.get(page).content.decode()
    assert "<h1" in html
    assert not re.search(r"<[^>]+\sstyle=|<style|\son\w+=|<script(?![^>]*\bsrc=)(?![^>]*application/json)", html)
    forms = re.findall(r'<form[^>]*method="post"[^>]*action="/(?:play|fairness)/.*?</form>', html, re.S)
    for form in forms:
        assert 'name="idempotency_key"' in form and 'name="csrfmiddlewaretoken"' in form
    keys = re.findall(r'name="idempotency_key" value="(\w+)"', html)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("page", OPEN)
def test_a_stranger_may_read_it(page: str) -> None:
    assert Client().get(page).status_code == 200


def test_a_stranger_has_his_first_fight_on_the_third_page() -> None:
    client = Client()
    key = re.search(r'name="idempotency_key" value="(\w+)"', client.get("/").content.decode())[1]
    dashboard = client.post("/play/guest/", {"faction": "werewolf", "idempotency_key": key}, follow=True)
    assert 'value="old-mill"' in dashboard.content.decode()
    assert "data-fight" in client.get(hunted(client)).content.decode()


def test_the_dashboard_hunts_in_one_press_and_the_battle_is_told() -> None:
    client, character = player()
    assert 'value="old-mill"' in client.get("/play/").content.decode()
    html = client.get(hunted(client)).content.decode()
    assert "data-fight" in html and "data-line" in html and 'id="battle-data"' in html
    stranger = Client().get(f"/play/battles/{character.battles.get().pk}/")
    assert stranger.status_code == 200 and "Open the seal" not in stranger.content.decode()


def test_a_live_hunt_tells_the_outcome_and_renews_the_strip() -> None:
    client, character = player()
    html = hunted(client, **HTMX)
    character.refresh_from_db()
    assert "<html" not in html
    assert f'id="hud-gold" hx-swap-oob="true">{character.gold:,}<' in html
    assert 'id="hunt-again"' in html and 'id="hud-hp"' in html and "118/120" in html


def test_one_too_tired_is_told_why_and_gets_no_button() -> None:
    client, _ = player(energy=0)
    html = client.get("/play/hunt/").content.decode()
    assert "too tired" in html and 'name="location"' not in html


def test_the_seal_opens_on_the_battles_page() -> None:
    client, character = player()
    page = hunted(client)
    client.post(f"{page}reveal/", {"idempotency_key": "reveal-the-seed"})
    html = client.get(page).content.decode()
    assert 'id="dice-check"' in html
    assert character.battles.get().seed.server_seed in html


def test_a_thing_is_compared_with_what_is_worn() -> None:
    client, character = player()
    give(character, "clerks-sabre")
    thing = character.holdings.filter(item="clerks-sabre", slot=None).get()
    assert client.get(f"/play/inventory/{thing.pk}/").status_code == 200


def test_a_new_character_keeps_what_was_typed_until_it_fits() -> None:
    client, character = player()
    wish = {"class": "redclaw", "emblem": "4", "name": "admin"}
    refused = client.post("/play/new/", wish)
    html = refused.content.decode()
    assert refused.status_code == 400 and 'id="name-error"' in html and 'value="admin"' in html
    assert re.search(r'value="redclaw"[^>]* checked', html)
    assert client.post("/play/new/", wish | {"name": "Quietpaw"}).status_code == 302
    assert character.user.characters.get(name="Quietpaw").faction == "werewolf"


def test_a_character_let_go_can_be_brought_back() -> None:
    client, character = player()
    client.post(f"/play/characters/{character.pk}/let-go/", {})
    assert "Bring back" in client.get("/play/characters/").content.decode()
    client.post(f"/play/characters/{character.pk}/restore/", {})
    assert client.get(f"/characters/{character.name}/").status_code == 200


def test_yesterdays_finished_mission_is_shown_until_it_is_collected() -> None:
    client, character = player()
    client.get("/play/missions/")
    kept = DailyMission.objects.filter(character=character).first()
    late = DailyMission.objects.create(
        character=character, mission=kept.mission, day=kept.day - 1, target=2, progress=2, gold=9, xp=9
    )  # fmt: skip
    older = DailyMission.objects.create(
        character=character, mission=kept.mission, day=kept.day - 2, target=2, progress=2, gold=9, xp=9
    )  # fmt: skip
    html = client.get("/play/missions/").content.decode()
    assert "Left from yesterday" in html and f'id="claim-{late.pk}"' in html and f'id="claim-{older.pk}"' not in html
    assert "1 reward from yesterday still waits" in client.get("/play/").content.decode()
    client.post(f"/play/missions/{late.pk}/claim/", {})
    assert "Left from yesterday" not in client.get("/play/missions/").content.decode()


@pytest.mark.parametrize(
    "page", ["/no/such/street/", "/play/battles/99999999/", "/play/inventory/99999999/", "/accounts/data/"]
)
def test_a_player_keeps_his_navigation_on_pages_that_are_not_the_games(page: str) -> None:
    client, character = player()
    html = client.get(page).content.decode()
    assert 'class="rail"' in html and character.name in html
    assert 'class="rail"' not in Client().get("/no/such/street/").content.decode()


def test_a_newcomer_is_told_what_is_next_until_he_has_outgrown_it() -> None:
    client, _ = player()
    assert "Your first night" in client.get("/play/").content.decode()
    hunted(client)
    assert 'class="is-done"' in client.get("/play/").content.decode()
    veteran, _ = player(level=6)
    assert "Your first night" not in veteran.get("/play/").content.decode()


def test_the_strip_after_a_live_hunt_says_when_it_is_full_and_what_is_to_spend() -> None:
    client, _ = player(unspent=5)
    html = hunted(client, **HTMX)
    assert 'data-full-in="240"' in html or 'data-full-in="239"' in html
    assert "5 points to spend" in html and 'hx-swap-oob="afterbegin:#recent-fights"' in html


def test_a_live_hunt_renews_the_energy_above_the_places() -> None:
    client, _ = player()
    assert 'you have <span id="hunt-energy">120</span>' in client.get("/play/hunt/").content.decode()
    assert '<span id="hunt-energy" hx-swap-oob="true">118</span>' in hunted(client, **HTMX)
    assert 'you have <span id="hunt-energy">118</span>' in client.get("/play/hunt/").content.decode()


@pytest.mark.parametrize("seconds, words", [
    (0, "full"), (-3, "full"), (20, "full in 20 s"), (60, "full in 1 min"), (61, "full in 2 min"), (3599, "full in 1 h 0 min"),
    (11_100, "full in 3 h 5 min"),
])  # fmt: skip
def test_a_meter_that_is_not_full_never_says_that_it_takes_no_time(seconds: int, words: str | None) -> None:
    assert full_in(seconds) == words


@pytest.mark.parametrize("typed, tiles", [("clerk’s", 1), ("CLERK‘S  sábre", 1), ("clerks", 1), ("clerk’z", 0)])
def test_the_inventory_is_searched_whatever_the_apostrophes_and_accents(typed: str, tiles: int) -> None:
    client, _ = player()
    html = client.get("/play/inventory/", {"q": typed}).content.decode()
    listed = html[html.index('<ul class="tiles">') :] if '<ul class="tiles">' in html else ""
    assert ("Clerk" in listed) == bool(tiles)


@pytest.mark.parametrize("place", sorted(catalogue().places))
def test_the_percentages_of_a_place_sum_to_a_hundred(place: str) -> None:
    assert sum(p.percent for p in prowlers(place)) == 100 and all(p.percent > 0 for p in prowlers(place))


def test_who_is_not_among_the_twenty_stands_below_them() -> None:
    for _ in range(20):
        make_character(level=20)
    client, character = player()
    html = client.get("/leaderboards/level/").content.decode()
    assert "is-apart" in html and character.name in html and "rank 21" in html
