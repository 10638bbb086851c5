"""The public profile of a character."""

import re
from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.queries.rank import Rank
from game.actions import staff_account
from game.actions.sanctions import FOR_GOOD
from game.models import Character
from game.tests.boards import count_now
from game.tests.make import make_character
from game.tests.staff import by as by_staff
from game.tests.staff import make_staff
from game.tests.views.browsers import make_player, page_of, user_of

pytestmark = pytest.mark.django_db


def test_a_visitor_sees_level_gear_stats_and_fights() -> None:
    client, character = make_player(level=3)
    client.post("/play/hunt/", {"location": "old-mill"})
    html = page_of(Client(), f"/characters/{character.name}/")
    assert f"{character.name}" in html and "level 3" in html and "/wiki/items/clerks-sabre/" in html
    assert f"/play/battles/{character.battles.get().pk}/" in html
    assert "Play against" in html and "This is you" not in html


def test_the_owner_sees_that_the_profile_is_the_own_one() -> None:
    client, character = make_player()
    assert "This is you" in page_of(client, f"/characters/{character.name}/")
    assert "This is you" not in page_of(client, f"/characters/{make_character().name}/")


def test_a_profile_is_found_in_any_case_and_not_after_deletion() -> None:
    client, character = make_player()
    assert character.name in page_of(Client(), f"/characters/{character.name.upper()}/")
    client.post(f"/play/characters/{character.pk}/let-go/")
    for name in (character.name, "Nobody_at_all", "a%00b"):
        assert Client().get(f"/characters/{name}/").status_code == 404, name


def test_a_profile_shows_the_rank_that_the_board_shows() -> None:
    make_character(level=12)
    second, visitor = make_character(level=11), Client()
    path = f"/characters/{second.name}/"
    assert "<dt>rank by level</dt><dd>none</dd>" in page_of(visitor, path), "nothing was counted yet"
    count_now()
    assert "<dt>rank by level</dt><dd>2</dd>" in page_of(visitor, path)
    Character.objects.filter(pk=second.pk).update(level=F("level") + 5)
    rows = re.findall(r'id="rank-(\d+)".*?"/characters/(\w+)/"', page_of(visitor, "/leaderboards/level/"))
    assert ("2", second.name) in rows
    assert "<dt>rank by level</dt><dd>2</dd>" in page_of(visitor, path), (
        "as on the board, which is counted once in five minutes"
    )


@pytest.mark.parametrize("days, words", [(2, "<b>Suspended</b> until "), (None, "<b>Suspended</b> for good")])
def test_a_suspended_player_is_marked_and_has_no_rank(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, days: int | None, words: str
) -> None:
    character = make_character(level=30)
    path, until = f"/characters/{character.name}/", timezone.now() + timedelta(days=days) if days else FOR_GOOD
    assert "Suspended" not in page_of(Client(), path)
    with django_capture_on_commit_callbacks(execute=True):
        staff_account.ban(by_staff(make_staff(Rank.ADMINISTRATOR)), user=user_of(character).id, until=until)
    html = page_of(Client(), path)
    assert words in html and "<dt>rank by level</dt><dd>none</dd>" in html
