"""The jobs of seasons: what they say, and that each runs once in its window."""

import pytest

from game import tasks
from game.actions.season_pay import pay_seasons
from game.models import Letter, Season, SeasonResult
from game.tasks.season import in_words
from game.tests.seasons import end_season, let_it_end, make_scorer, make_season
from vvw_site.foundation.jobs.models import JobRun

pytestmark = pytest.mark.django_db


def test_the_job_opens_the_first_season_and_then_finds_its_window_done() -> None:
    make_scorer(3)
    assert tasks.roll_over_season() == "season 1 began with 1 baselines"
    assert "done in this window" in tasks.roll_over_season()
    assert JobRun.objects.get(job="game.roll_season").state == JobRun.DONE


def test_the_job_ends_a_season_whose_time_is_over_and_the_other_one_pays() -> None:
    make_season()
    make_scorer(3)
    let_it_end()
    assert tasks.roll_over_season() == "season 1 ended with 1 results and 1 rewards; season 2 began with 1 baselines"
    assert "1" in tasks.pay_for_seasons() and Letter.objects.count() == 1
    assert tasks.pay_for_seasons() == tasks.pay_for_seasons() and Letter.objects.count() == 1


def test_a_run_that_the_staff_ask_for_again_ends_nothing_twice() -> None:
    make_season()
    make_scorer(3)
    let_it_end()
    tasks.roll_over_season()
    assert tasks.roll_over_season(asked_by="somebody") == "the season is on"
    assert Season.objects.count() == 2 and SeasonResult.objects.count() == 1


def test_each_result_has_words() -> None:
    make_season()
    make_scorer(3)
    assert in_words(end_season()).startswith("season 1 ended") and pay_seasons()["paid"] == 1
