"""The leaderboards: a board and the viewer's own rank agree, and suspended, deleted and erased characters are on no board."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.actions.erase import erase
from accounts.models import User
from accounts.queries.rank import Rank
from game.actions import character as characters
from game.actions import staff_account
from game.models import Character
from game.queries.board import SIZE
from game.tests.api.talk import Program
from game.tests.make import by, make_character
from game.tests.staff import by as by_staff
from game.tests.staff import make_staff
from game.tests.views.browsers import browser_of, make_player, page_of, user_of

Committing = Callable[[], AbstractContextManager[object]]
pytestmark = pytest.mark.django_db


def seen(character: Character, category: str = "level") -> tuple[dict[str, int], int, int]:
    """From the API: ranks by name, and the viewer's own rank and value."""
    answer = Program(character).get(f"leaderboards/{category}").json
    assert answer is not None
    return {row["name"]: row["rank"] for row in answer["rows"]}, answer["me"]["rank"], answer["me"]["value"]


@pytest.mark.parametrize("category, column", [("level", "xp"), ("kills", "kills"), ("gold", "gold_earned")])
def test_the_own_rank_is_that_of_the_row_when_the_character_rose_since_the_board_was_read(category: str, column: str) -> None:
    fields: list[dict[str, Any]] = [{column: 100 - n} for n in range(3)]
    others = [make_character(level=9, **each) for each in fields]
    mine = others[2]
    assert seen(others[0], category)[0][mine.name] == 3
    Character.objects.filter(pk=mine.pk).update(**{column: 10_000})
    rows, rank, _ = seen(Character.objects.get(pk=mine.pk), category)
    assert rows[mine.name] == rank == 3
    html = browser_of(mine).get(f"/leaderboards/{category}/").content.decode()
    assert "<b>rank 3</b>" in html and html.count("(you)") == 1


def test_of_two_equal_characters_the_older_has_the_better_rank_on_the_board_and_in_its_own_rank() -> None:
    older, younger = make_character(level=8, xp=5), make_character(level=8, xp=5)
    for character, rank in ((older, 1), (younger, 2)):
        rows, own, _ = seen(character)
        assert rows[character.name] == own == rank


def full_board() -> list[Character]:
    return [make_character(level=20) for _ in range(SIZE)]


def test_a_full_board_is_read_again_for_a_character_that_rose_onto_it() -> None:
    best, mine = full_board(), make_character(level=3)
    assert mine.name not in seen(best[0])[0]
    Character.objects.filter(pk=mine.pk).update(level=40)
    rows, rank, value = seen(Character.objects.get(pk=mine.pk))
    assert rows[mine.name] == rank == 1 and value == 40 and best[-1].name not in rows
    html = browser_of(mine).get("/leaderboards/level/").content.decode()
    assert "<b>rank 1</b>" in html and "is-apart" not in html


def test_a_rank_below_the_board_stays_the_same_until_the_board_changes() -> None:
    full_board()
    mine = make_character(level=3)
    before = seen(mine)
    Character.objects.filter(pk=mine.pk).update(level=40)
    assert seen(Character.objects.get(pk=mine.pk)) == before and before[1:] == (SIZE + 1, 3)


def test_below_a_full_board_the_own_value_is_not_above_that_of_the_last_row() -> None:
    full_board()
    mine = make_character(level=3)
    seen(make_character())
    Character.objects.filter(level=20).update(level=50)
    Character.objects.filter(pk=mine.pk).update(level=30)
    answer = Program(mine).get("leaderboards/level").json
    assert answer is not None
    assert answer["me"]["rank"] == SIZE + 1 and answer["me"]["value"] <= answer["rows"][-1]["value"]


@pytest.fixture
def committing(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Committing:
    """A block at whose end the functions run that wait for a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def ban(user: User, committing: Committing, **delta: int) -> None:
    until = timezone.now() + timedelta(**delta) if delta else staff_account.FOR_GOOD
    with committing():
        staff_account.ban(by_staff(make_staff(Rank.ADMINISTRATOR)), user=user.id, until=until)


def test_a_suspended_player_leaves_every_board_at_once_and_returns_when_the_suspension_ends(committing: Committing) -> None:
    worst, mine = make_character(level=30, kills=9, gold_earned=9), make_character(level=2)
    assert all(worst.name in seen(mine, category)[0] for category in ("level", "kills", "gold"))
    ban(user_of(worst), committing, days=1)
    for category in ("level", "kills", "gold"):
        rows, rank, _ = seen(mine, category)
        assert worst.name not in rows and rows[mine.name] == rank == 1
    dashboard = browser_of(mine).get("/play/").content.decode()
    assert worst.name not in dashboard and mine.name in dashboard
    with committing():
        staff_account.unban(by_staff(make_staff(Rank.ADMINISTRATOR)), user=user_of(worst).id)
    assert seen(mine)[0][worst.name] == 1


def test_an_expired_suspension_keeps_nobody_off_the_board() -> None:
    worst, mine = make_character(level=30), make_character(level=2)
    User.objects.filter(pk=user_of(worst).pk).update(banned_until=timezone.now() - timedelta(seconds=1))
    rows, rank, _ = seen(mine)
    assert rows[worst.name] == 1 and rank == 2


def test_characters_that_are_on_no_board_do_not_count_in_a_rank(committing: Committing) -> None:
    full_board()
    mine = make_character(level=5)
    for days in (1, 2):
        ban(user_of(make_character(level=50)), committing, days=days)
    with committing():
        characters.let_go(by(make_character(level=50)))
    with committing():
        erase(user_id=user_of(make_character(level=50)).pk)
    User.objects.filter(pk=user_of(make_character(level=50)).id).update(is_active=False)
    assert seen(mine)[1] == SIZE + 1


def test_a_deleted_or_erased_character_leaves_the_board_at_once(committing: Committing) -> None:
    gone, erased, mine = make_character(level=30), make_character(level=29), make_character(level=2)
    assert {gone.name, erased.name} <= set(seen(mine)[0])
    with committing():
        characters.let_go(by(gone))
    with committing():
        erase(user_id=user_of(erased).pk)
    assert set(seen(mine)[0]) == {mine.name}
    characters.restore(user_id=user_of(gone).id, character_id=gone.id)
    assert seen(gone)[1] == 1 and seen(mine)[0][gone.name] == 1


def test_a_player_below_the_first_twenty_is_shown_apart_below_them() -> None:
    full_board()
    client, character = make_player()
    html = page_of(client, "/leaderboards/level/")
    assert "is-apart" in html and character.name in html and "rank 21" in html


def test_a_visitor_sees_a_board_without_an_own_rank() -> None:
    character = make_character(kills=7)
    html = page_of(Client(), "/leaderboards/kills/")
    assert character.name in html and "rank 1" not in html and "(you)" not in html


def test_an_unknown_board_is_not_found_and_its_page_names_the_boards() -> None:
    answer = Client().get("/leaderboards/charm/")
    assert answer.status_code == 404 and "level, kills, gold" in answer.content.decode()
    assert Client().get("/leaderboards/")["Location"] == "/leaderboards/level/"
