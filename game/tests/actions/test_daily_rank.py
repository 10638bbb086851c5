"""Ranking everybody once a day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.tests.race import at_once
from game import tasks
from game.actions.daily_rank import KEPT_DAYS, rank_everybody
from game.models import Character, DailyRank, RankCount
from game.queries.missions import day_of
from game.tests.boards import begin_season, make_many
from game.tests.make import make_character
from vvw_site.foundation.jobs.run import NOT_TAKEN

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
KEYS = [f"{board}:{scope}" for scope in ("all_time", "season") for board in ("level", "kills", "raids", "gold")]


def ranks_of(character: Character) -> dict[str, int]:
    found = DailyRank.objects.select_related("count").get(character=character)
    return dict(zip(found.count.boards, found.ranks, strict=True))


def test_everybody_is_ranked_and_only_who_was_seen_lately_is_stored() -> None:
    best, lost, third = [make_character(kills=kills, level=5) for kills in (9, 8, 7)]
    Character.objects.filter(pk=lost.pk).update(seen_at=timezone.now() - timedelta(days=61))
    begin_season()
    assert rank_everybody(NOON) == 2
    count = RankCount.objects.get()
    assert (count.boards, count.day) == (KEYS, day_of(NOON))
    assert count.characters == [3, 3, 0, 0, 0, 0, 0, 0]
    assert (ranks_of(best)["kills:all_time"], ranks_of(third)["kills:all_time"]) == (1, 3)
    assert ranks_of(third)["level:all_time"] == 3, "of equals the older one comes first"
    assert ranks_of(third)["raids:all_time"] == ranks_of(third)["kills:season"] == 0, "not ranked"
    assert not DailyRank.objects.filter(character=lost).exists()


def test_a_day_is_ranked_once() -> None:
    make_character(kills=3)
    assert rank_everybody(NOON) == 1
    make_character(kills=4)
    assert rank_everybody(NOON + timedelta(hours=3)) == 0
    assert rank_everybody(NOON + timedelta(days=1)) == 2
    assert RankCount.objects.count() == 2 and DailyRank.objects.count() == 3


def test_two_at_once_rank_a_day_once() -> None:
    make_character(kills=3)
    assert sorted(at_once(*[lambda: rank_everybody(NOON)] * 2)) == [0, 1]
    assert DailyRank.objects.count() == 1


def test_a_ranking_that_stops_half_way_leaves_nothing_and_runs_again(monkeypatch: pytest.MonkeyPatch) -> None:
    make_character(kills=3)
    with monkeypatch.context() as broken:
        broken.setattr("game.actions.daily_rank._DELETE_OLD", "SELECT 1 / 0")
        with pytest.raises(Exception, match="division by zero"):
            rank_everybody(NOON)
    assert not RankCount.objects.exists() and not DailyRank.objects.exists()
    assert rank_everybody(NOON) == 1


def test_ranks_are_kept_for_eight_weeks() -> None:
    make_character(kills=3)
    for days in (0, 1, KEPT_DAYS):
        rank_everybody(NOON + timedelta(days=days))
    assert list(RankCount.objects.order_by("day").values_list("day", flat=True)) == [day_of(NOON) + 1, day_of(NOON) + KEPT_DAYS]
    assert DailyRank.objects.count() == 2


def test_it_takes_as_many_statements_for_a_thousand_as_for_ten() -> None:
    make_many(10, kills="n")
    taken = []
    for days in (0, 1):
        with CaptureQueriesContext(connection) as captured:
            rank_everybody(NOON + timedelta(days=days))
        taken.append(len(captured))
        if not days:
            make_many(1000, name="'Other_' || n", skeleton="'other' || n", kills="n")
    assert taken[0] == taken[1] == 6, "BEGIN and COMMIT included"
    assert DailyRank.objects.count() == 1020


def test_the_job_says_how_many_ranks_it_stored() -> None:
    make_character()
    assert (tasks.rank_everybody(), tasks.rank_everybody()) == (
        "1 ranks stored", NOT_TAKEN,
    )  # fmt: skip
