"""A board and one's own rank say the same, and who is suspended, let go or erased stands on no board."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from accounts.actions.erase import erase
from accounts.models import User
from accounts.queries.rank import Rank
from game.actions import character as characters
from game.actions import staff_account
from game.models import Character
from game.queries.board import SIZE
from game.tests.actions.test_staff import by as by_staff
from game.tests.actions.test_staff import make_staff
from game.tests.api.talk import Program
from game.tests.make import by, make_character, owner_of

pytestmark = pytest.mark.django_db


def visited_by(character: Character) -> Client:
    client = Client()
    client.force_login(character.user)
    return client


def seen(character: Character, category: str = "level") -> tuple[dict[str, int], int, int]:
    """Rows as rank by name, and one's own rank and value, from the API."""
    answer = Program(character).get(f"leaderboards/{category}").json
    return {row["name"]: row["rank"] for row in answer["rows"]}, answer["me"]["rank"], answer["me"]["value"]


@pytest.mark.parametrize("category, column", [("level", "xp"), ("kills", "kills"), ("gold", "gold_earned")])
def test_one_s_own_rank_is_that_of_the_row_when_one_rose_since_the_count(category, column):
    others = [make_character(level=9, **{column: 100 - n}) for n in range(3)]
    mine = others[2]
    assert seen(others[0], category)[0][mine.name] == 3
    Character.objects.filter(pk=mine.pk).update(**{column: 10_000})
    rows, rank, _ = seen(Character.objects.get(pk=mine.pk), category)
    assert rows[mine.name] == rank == 3
    html = visited_by(mine).get(f"/leaderboards/{category}/").content.decode()
    assert "<b>rank 3</b>" in html and html.count("(you)") == 1


def test_of_two_with_the_same_score_the_older_stands_first_on_the_board_and_in_one_s_own_rank():
    older, younger = make_character(level=8, xp=5), make_character(level=8, xp=5)
    for character, rank in ((older, 1), (younger, 2)):
        rows, own, _ = seen(character)
        assert rows[character.name] == own == rank


def full_board(**fields) -> list[Character]:
    return [make_character(**{"level": 20, **fields}) for _ in range(SIZE)]


def test_who_rises_onto_a_full_board_finds_it_counted_anew():
    best, mine = full_board(), make_character(level=3)
    assert mine.name not in seen(best[0])[0]
    Character.objects.filter(pk=mine.pk).update(level=40)
    rows, rank, value = seen(Character.objects.get(pk=mine.pk))
    assert rows[mine.name] == rank == 1 and value == 40 and best[-1].name not in rows
    html = visited_by(mine).get("/leaderboards/level/").content.decode()
    assert "<b>rank 1</b>" in html and "is-apart" not in html


def test_a_rank_below_the_board_stays_as_long_as_the_board_does():
    full_board()
    mine = make_character(level=3)
    before = seen(mine)
    Character.objects.filter(pk=mine.pk).update(level=40)
    assert seen(Character.objects.get(pk=mine.pk)) == before and before[1:] == (SIZE + 1, 3)


def test_below_a_full_board_one_s_own_value_is_not_above_the_last_row_s():
    full_board()
    mine = make_character(level=3)
    seen(make_character())
    Character.objects.filter(level=20).update(level=50)
    Character.objects.filter(pk=mine.pk).update(level=30)
    answer = Program(mine).get("leaderboards/level").json
    assert answer["me"]["rank"] == SIZE + 1 and answer["me"]["value"] <= answer["rows"][-1]["value"]


def test_a_profile_tells_the_rank_of_the_board():
    first, second = make_character(level=12), make_character(level=11)
    visitor = Client()
    assert "<dt>rank by level</dt><dd>2</dd>" in visitor.get(f"/characters/{second.name}/").content.decode()
    Character.objects.filter(pk=second.pk).update(level=F("level") + 5)
    assert seen(first)[0][second.name] == 2
    assert "<dt>rank by level</dt><dd>2</dd>" in visitor.get(f"/characters/{second.name}/").content.decode()


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """What runs after a commit runs at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def ban(user: User, committing, **delta) -> None:
    until = timezone.now() + timedelta(**delta) if delta else staff_account.FOR_GOOD
    with committing():
        staff_account.ban(by_staff(make_staff(Rank.ADMINISTRATOR)), user=user.id, until=until)


def test_a_suspended_player_leaves_every_board_at_once_and_comes_back_with_the_end_of_it(committing):
    worst, mine = make_character(level=30, kills=9, gold_earned=9), make_character(level=2)
    assert all(worst.name in seen(mine, category)[0] for category in ("level", "kills", "gold"))
    ban(worst.user, committing, days=1)
    for category in ("level", "kills", "gold"):
        rows, rank, _ = seen(mine, category)
        assert worst.name not in rows and rows[mine.name] == rank == 1
    dashboard = visited_by(mine).get("/play/").content.decode()
    assert worst.name not in dashboard and mine.name in dashboard
    with committing():
        staff_account.unban(by_staff(make_staff(Rank.ADMINISTRATOR)), user=owner_of(worst).id)
    assert seen(mine)[0][worst.name] == 1


def test_a_suspension_that_is_over_keeps_nobody_off():
    worst, mine = make_character(level=30), make_character(level=2)
    User.objects.filter(pk=owner_of(worst).id).update(banned_until=timezone.now() - timedelta(seconds=1))
    rows, rank, _ = seen(mine)
    assert rows[worst.name] == 1 and rank == 2


def test_nobody_who_is_off_the_boards_counts_before_those_on_them(committing):
    full_board()
    mine = make_character(level=5)
    for days in (1, 2):
        ban(make_character(level=50).user, committing, days=days)
    with committing():
        characters.let_go(by(make_character(level=50)))
    with committing():
        erase(user_id=make_character(level=50).user_id)
    User.objects.filter(pk=make_character(level=50).user_id).update(is_active=False)
    assert seen(mine)[1] == SIZE + 1


def test_who_is_let_go_or_erased_leaves_the_board_at_once(committing):
    gone, erased, mine = make_character(level=30), make_character(level=29), make_character(level=2)
    assert {gone.name, erased.name} <= set(seen(mine)[0])
    with committing():
        characters.let_go(by(gone))
    with committing():
        erase(user_id=erased.user_id)
    assert set(seen(mine)[0]) == {mine.name}
    characters.restore(user_id=owner_of(gone).id, character_id=gone.id)
    assert seen(gone)[1] == 1 and seen(mine)[0][gone.name] == 1


@pytest.mark.parametrize("delta, words", [({"days": 2}, "<b>Suspended</b> until "), ({}, "<b>Suspended</b> for good")])
def test_a_suspended_player_is_marked_on_the_profile_and_has_no_rank(committing, delta, words):
    character = make_character(level=30)
    before = Client().get(f"/characters/{character.name}/").content.decode()
    ban(character.user, committing, **delta)
    after = Client().get(f"/characters/{character.name}/").content.decode()
    assert words in after and "<dt>rank by level</dt><dd>none</dd>" in after and "Suspended" not in before
