"""Redis is away: nobody is logged out, and everything is played on."""

import copy

import pytest
from django.conf import settings as site
from django.test import Client

from accounts.tests.make import PASSWORD, log_in, make_user, sign_up
from game.models import Battle
from game.queries.board import board
from game.tests.make import make_character
from vvw_site.foundation.read_through import drop_local_copies

pytestmark = pytest.mark.django_db


def take_away(settings) -> None:
    caches = copy.deepcopy(site.CACHES)
    caches["default"]["LOCATION"] = "unix:///nowhere/redis.sock?db=0"
    settings.CACHES = caches


@pytest.fixture
def no_redis(settings) -> None:
    take_away(settings)


def test_who_is_logged_in_stays_so_and_plays_on(settings):
    client, character = Client(), make_character()
    client.force_login(character.user)
    take_away(settings)
    for page in ("/play/", "/play/inventory/", "/leaderboards/level/", f"/characters/{character.name}/"):
        assert client.get(page).status_code == 200, page
    assert client.post("/play/hunt/", {"location": "old-mill"}).status_code == 302
    assert Battle.objects.filter(character=character).count() == 1


def test_one_logs_in_and_out(no_redis):
    client = Client()
    assert log_in(client, make_user().username, PASSWORD).status_code == 302
    assert client.get("/play/new/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302
    assert client.get("/play/new/").status_code == 302


def test_one_signs_up_and_plays_as_a_guest(no_redis):
    assert sign_up(Client(), "Newcomer_1").status_code == 302
    client = Client()
    assert client.post("/play/guest/", {"faction": "vampire", "idempotency_key": "click-00000001"}).status_code == 302
    assert client.get("/play/").status_code == 200


def test_a_board_is_read_anew_as_soon_as_the_process_forgets_it(no_redis):
    make_character(name="First_one")
    assert [row.name for row in board("level").rows] == ["First_one"]
    make_character(name="Second_one")
    drop_local_copies()
    assert [row.name for row in board("level").rows] == ["First_one", "Second_one"]
