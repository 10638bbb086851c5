"""Staff end a season before its time: only superusers, with typed words and a reason, once."""

import psycopg
import pytest

from accounts.models import AuditEntry
from accounts.queries.rank import Rank
from game import tasks
from game.actions import staff_season
from game.actions.season_pay import pay_seasons
from game.actions.season_roll import roll_season
from game.actions.staff_season import end_season
from game.models import Letter, Season, SeasonResult, SeasonReward
from game.queries.season_preview import preview_of
from game.rules.errors import GameError
from game.rules.season import LEAST_SECONDS
from game.rules.season_reward import REWARDS
from game.tests.raids import end_now, make_hunter, make_raid, strike
from game.tests.seasons import make_scorer, make_season, score
from game.tests.staff import by, make_staff
from vvw_site.foundation.jobs.models import JobRun
from vvw_site.tests.tiers import where

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Who asked the worker for the job, in order."""
    found: list[str] = []
    monkeypatch.setattr(staff_season, "ask", lambda name, *, expires, asked_by: found.append(f"{name} {asked_by}"))
    return found


def test_the_end_is_asked_for_in_the_request_and_the_job_ends_the_season_once(asked: list[str]) -> None:
    season, boss = make_season(), make_staff(Rank.SUPERUSER)
    make_scorer(4)
    outcome = end_season(by(boss), season=season.id, confirm=" End  Season 1 ")
    season.refresh_from_db()
    assert season.end_requested_at is not None and season.ended_at is None and not SeasonResult.objects.exists()
    assert asked == [f"game.roll_season {boss.username}"]
    entry = AuditEntry.objects.get(pk=outcome.audit)
    assert (entry.action, entry.target, entry.reason) == ("staff.end_season", f"season:{season.pk}", "a good reason")
    assert (entry.actor, entry.detail["number"]) == (boss, 1)
    assert (roll_season().ended, roll_season().ended) == (1, None)
    season.refresh_from_db()
    following = Season.objects.get(number=2)
    assert season.ended_at is not None and following.starts_at < season.ends_at and following.end_requested_at is None
    assert (following.ends_at - following.starts_at).total_seconds() >= LEAST_SECONDS
    assert pay_seasons()["paid"] == 1 == Letter.objects.count()
    assert roll_season().ended is None


def test_the_job_ends_it_in_a_window_in_which_it_has_run_before(asked: list[str]) -> None:
    season, boss = make_season(), make_staff(Rank.SUPERUSER)
    assert tasks.roll_over_season() == "the season is on"
    end_season(by(boss), season=season.id, confirm="end season 1")
    assert "done in this window" in tasks.roll_over_season()
    assert tasks.roll_over_season(asked_by=boss.username).startswith("season 1 ended")
    assert JobRun.objects.get(job="game.roll_season").asked_by == boss.username


def test_without_a_broker_the_end_is_asked_for_and_the_schedule_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("celery.app.base.Celery.send_task", refuse)
    season = make_season()
    end_season(by(make_staff(Rank.SUPERUSER)), season=season.id, confirm="end season 1")
    assert tasks.roll_over_season().startswith("season 1 ended")


def test_a_second_request_is_refused_in_a_clear_sentence_and_the_same_form_acts_once(asked: list[str]) -> None:
    season, boss, other = make_season(), make_staff(Rank.SUPERUSER), make_staff(Rank.SUPERUSER)
    first = by(boss)
    end_season(first, season=season.id, confirm="end season 1")
    assert end_season(first, season=season.id, confirm="end season 1").again
    with pytest.raises(GameError, match=r"Season 1 is being ended since \d\d:\d\d UTC") as refused:
        end_season(by(other), season=season.id, confirm="end season 1")
    assert refused.value.code == "nothing_to_do"
    roll_season()
    with pytest.raises(GameError, match=r"Season 1 has ended already.*open its own page"):
        end_season(by(other), season=season.id, confirm="end season 1")
    assert len(asked) == 1 == AuditEntry.objects.filter(action="staff.end_season").count() and Season.objects.count() == 2


def test_while_an_end_goes_on_a_request_is_refused_at_once() -> None:
    season, boss = make_season(), make_staff(Rank.SUPERUSER)
    with psycopg.connect(**where()) as job:
        job.execute("SELECT 1 FROM game_season FOR NO KEY UPDATE")
        with pytest.raises(GameError, match=r"Season 1 is being ended\. Its page") as refused:
            end_season(by(boss), season=season.id, confirm="end season 1")
    assert refused.value.code == "nothing_to_do"


def test_words_for_another_season_end_nothing() -> None:
    season, boss = make_season(), make_staff(Rank.SUPERUSER)
    for words in ("", "end season", "end season 2", "yes"):
        with pytest.raises(GameError, match="end season 1") as refused:
            end_season(by(boss), season=season.id, confirm=words)
        assert refused.value.field == "confirm"
    assert Season.objects.get().ended_at is None


@pytest.mark.parametrize("rank", [Rank.PLAYER, Rank.MODERATOR, Rank.GAME_MASTER, Rank.ADMINISTRATOR])
def test_lower_ranks_may_not(rank: Rank) -> None:
    season = make_season()
    with pytest.raises(GameError) as refused:
        end_season(by(make_staff(rank)), season=season.id, confirm="end season 1")
    assert refused.value.code == "forbidden" and Season.objects.get().ended_at is None


def test_an_end_without_a_reason_or_of_no_season_is_refused() -> None:
    season, boss = make_season(), make_staff(Rank.SUPERUSER)
    for actor, number, code in ((by(boss, reason="x"), season.id, "invalid"), (by(boss), 999_999, "not_found")):
        with pytest.raises(GameError) as refused:
            end_season(actor, season=number, confirm="end season 1")  # type: ignore[arg-type]  # a number that no season has
        assert refused.value.code == code


def test_an_end_now_waits_for_no_raid() -> None:
    season = make_season()
    hunter, raid = make_hunter(), make_raid()
    strike(hunter, raid)
    end_now(raid)
    end_season(by(make_staff(Rank.SUPERUSER)), season=season.id, confirm="end season 1")
    assert roll_season().ended == 1


def test_the_preview_says_what_the_end_then_does() -> None:
    season = make_season()
    heroes = [make_scorer(kills) for kills in (9, 9, 5, 1)]
    score(heroes[2], damage=70)
    preview = preview_of(season.id)
    kills = next(board for board in preview.boards if board.slug == "kills")
    assert [(one.character, one.score) for one in kills.leaders] == [(h.pk, n) for h, n in zip(heroes, (9, 9, 5), strict=False)]
    assert kills.ranked == 4 and kills.gold == sum(one.gold for one in REWARDS[:4])
    end_season(by(make_staff(Rank.SUPERUSER)), season=season.id, confirm="end season 1")
    roll_season()
    rewards = SeasonReward.objects.filter(season=season)
    assert (preview.letters, preview.gold) == (rewards.count(), sum(rewards.values_list("gold", flat=True)))
    assert (preview.results, preview.letters) == (SeasonResult.objects.count(), 5)
