"""While Redis is down, players stay logged in and can play."""

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.tests.make import PASSWORD, log_in, make_user, sign_up
from game.models import Battle
from game.queries.board import board
from game.tests.boards import count_now
from game.tests.make import make_character
from vvw_site.foundation.read_through import drop_local_copies
from vvw_site.tests.lost_redis import take_redis_away
from vvw_site.tests.players import user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_redis(settings: Settings) -> None:
    take_redis_away(settings)


def test_a_player_stays_logged_in_and_plays(settings: Settings) -> None:
    client, character = Client(), make_character()
    client.force_login(user_of(character))
    take_redis_away(settings)
    for page in ("/play/", "/play/inventory/", "/leaderboards/level/", f"/characters/{character.name}/"):
        assert client.get(page).status_code == 200, page
    assert client.post("/play/hunt/", {"location": "old-mill"}).status_code == 302
    assert Battle.objects.filter(character=character).count() == 1


def test_log_in_and_log_out_work(no_redis: None) -> None:
    client = Client()
    assert log_in(client, make_user().username, PASSWORD).status_code == 302
    assert client.get("/play/new/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302
    assert client.get("/play/new/").status_code == 302


def test_sign_up_and_play_as_a_guest_work(no_redis: None) -> None:
    assert sign_up(Client(), "Newcomer_1").status_code == 302
    client = Client()
    assert client.post("/play/guest/", {"faction": "vampire", "idempotency_key": "click-00000001"}).status_code == 302
    assert client.get("/play/").status_code == 200


def test_a_leaderboard_is_read_again_when_the_process_has_no_copy(no_redis: None) -> None:
    make_character(name="First_one")
    count_now()
    assert [row.name for row in board("level").rows] == ["First_one"]
    make_character(name="Second_one")
    count_now()
    drop_local_copies()
    assert [row.name for row in board("level").rows] == ["First_one", "Second_one"]
