"""The missions page, and claiming rewards."""

import re

import pytest
from django.db.models import F

from game.models import Character, DailyMission
from game.tests.make import make_character
from game.tests.views.browsers import Player, make_player, page_of
from game.tests.views.forms import form_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished() -> Player:
    """A player who has finished the day's missions and claimed none."""
    player = make_player()
    page_of(player.client, "/play/missions/")
    DailyMission.objects.filter(character=player.character).update(progress=F("target"))
    return player


def test_three_missions_are_dealt_at_the_first_look_and_stay_the_same() -> None:
    client, character = make_player()
    for _ in range(2):
        assert page_of(client, "/play/missions/").count('class="card mission') == 3
    assert DailyMission.objects.filter(character=character).count() == 3


def test_a_reward_is_paid_once_and_counts_the_day(finished: Player) -> None:
    client, character = finished
    form = form_to(client, "/play/missions/", "/claim/")
    html = client.post(form.action, form.data(), follow=True).content.decode()
    after = Character.objects.get(pk=character.pk)
    assert re.search(r"gold (and [\d,]+ experience are|is) yours", html) and "1 day in a row" in html
    assert after.gold > character.gold and after.streak_days == 1
    assert client.post(form.action, {"idempotency_key": "another-key"}).status_code == 409
    assert Character.objects.get(pk=character.pk).gold == after.gold


def test_an_unfinished_mission_and_one_of_another_character_pay_nothing(finished: Player) -> None:
    _, owner = finished
    client, character = make_player()
    page_of(client, "/play/missions/")
    unfinished = DailyMission.objects.filter(character=character)[0]
    others = DailyMission.objects.filter(character=owner)[0]
    assert client.post(f"/play/missions/{unfinished.pk}/claim/").status_code == 409
    assert client.post(f"/play/missions/{others.pk}/claim/").status_code == 404
    assert Character.objects.get(pk=character.pk).gold == character.gold


def test_a_mission_finished_yesterday_is_shown_until_it_is_claimed() -> None:
    client, character = make_player()
    page_of(client, "/play/missions/")
    today = DailyMission.objects.filter(character=character)[0]
    late, older = (
        DailyMission.objects.create(
            character=character, mission=today.mission, day=today.day - days, target=2, progress=2, gold=9, xp=9
        )
        for days in (1, 2)
    )
    html = page_of(client, "/play/missions/")
    assert "Left from yesterday" in html and f'id="claim-{late.pk}"' in html and f'id="claim-{older.pk}"' not in html
    assert "1 reward from yesterday still waits" in page_of(client, "/play/")
    client.post(f"/play/missions/{late.pk}/claim/")
    assert "Left from yesterday" not in page_of(client, "/play/missions/")


def test_a_character_without_missions_of_its_own_gets_its_own() -> None:
    client, character = make_player()
    page_of(client, "/play/missions/")
    assert not DailyMission.objects.exclude(character=character).exists() and make_character().pk != character.pk
