"""The end of a season, its opening and its payment die at each of their statements: all has happened or nothing, and the next run
gives what a single one would have given."""

import os
import signal
from itertools import count
from typing import Any

import pytest

from accounts.queries.rank import Rank
from game.actions import season_pay
from game.actions.season_pay import pay_seasons
from game.actions.season_roll import open_first_season, roll_season
from game.actions.staff_season import end_season
from game.models import Letter, Season, SeasonBaseline, SeasonRank, SeasonResult, SeasonReward, Transfer
from game.queries.ledger_proof import problems
from game.tests.make import make_character
from game.tests.races.gate import closed_gate
from game.tests.races.mortal import Mortal, others
from game.tests.seasons import let_it_end, make_scorer, make_season, owed, score
from game.tests.staff import by, make_staff
from vvw_site.tests.tiers import until

pytestmark = pytest.mark.django_db(transaction=True)
DYING = "dying_season.py"


def order(action: str, dies_at: int | None) -> dict[str, Any]:
    return {"action": action, "dies_at": dies_at}


def frozen() -> tuple[int, int, int, int, int]:
    """Rows that the end of a season writes, the baselines of ended seasons left out."""
    baselines = SeasonBaseline.objects.filter(season__ended_at=None).count()
    counts = [model.objects.count() for model in (Season, SeasonResult, SeasonRank, SeasonReward)]
    return counts[0], counts[1], counts[2], counts[3], baselines


def test_an_end_killed_before_any_statement_has_happened_whole_or_not_at_all_and_the_next_run_gives_the_same(
    mortal: Mortal,
) -> None:
    make_season()
    heroes = [make_scorer(kills) for kills in (9, 5)]
    for dies_at in count():
        ends = Season.objects.filter(ended_at__isnull=False).count()
        score(heroes[0], kills=2)
        score(heroes[1], kills=1)
        let_it_end()
        before = frozen()
        whole = (before[0] + 1, before[1] + 2, before[2] + 2, before[3] + 2, 2)
        mortal.begin(order("roll", dies_at))
        died = mortal.end()
        assert frozen() in (before, whole), f"statement {dies_at}"
        roll_season()
        roll_season()
        assert frozen() == whole and Season.objects.filter(ended_at__isnull=False).count() == ends + 1
        assert not SeasonBaseline.objects.filter(season__ended_at__isnull=False).exists()
        if not died:
            break
    assert dies_at >= 8
    scores = SeasonResult.objects.filter(character=heroes[0]).order_by("season__number").values_list("scores", flat=True)
    assert [one[1] for one in scores] == [11] + [2] * dies_at


def test_an_end_that_the_staff_asked_for_and_whose_worker_is_killed_happens_once(mortal: Mortal) -> None:
    season = make_season()
    make_scorer(3)
    end_season(by(make_staff(Rank.SUPERUSER)), season=season.id, confirm="end season 1")
    with closed_gate("BEFORE INSERT ON game_seasonresult") as gate:
        child = mortal.begin(order("roll", None))
        gate.wait_for(1)
        os.kill(child, signal.SIGKILL)
        assert mortal.read() == "died"
    until(lambda: others() == 0, 10)
    assert Season.objects.get().ended_at is None and Season.objects.get().end_requested_at is not None
    assert (roll_season().ended, roll_season().ended) == (1, None)
    assert Season.objects.count() == 2 and SeasonReward.objects.count() == 1


@pytest.mark.parametrize("event", [
    "BEFORE UPDATE ON game_season", "BEFORE INSERT ON game_season", "BEFORE INSERT ON game_seasonresult",
    "BEFORE INSERT ON game_seasonrank", "BEFORE INSERT ON game_seasonreward", "BEFORE INSERT ON game_seasonbaseline",
])  # fmt: skip
def test_an_end_killed_within_a_statement_has_not_happened(mortal: Mortal, event: str) -> None:
    make_season()
    make_scorer(3)
    let_it_end()
    before = frozen()
    with closed_gate(event) as gate:
        child = mortal.begin(order("roll", None))
        gate.wait_for(1)
        os.kill(child, signal.SIGKILL)
        assert mortal.read() == "died"
    until(lambda: others() == 0, 10)
    assert frozen() == before
    assert roll_season().ended == 1 and SeasonReward.objects.count() == 1


def test_an_opening_killed_before_any_statement_leaves_no_season_without_its_baselines(mortal: Mortal) -> None:
    make_character(kills=5)
    for dies_at in count():
        SeasonBaseline.objects.all().delete()
        Season.objects.all().delete()
        mortal.begin(order("open", dies_at))
        died = mortal.end()
        assert Season.objects.count() == SeasonBaseline.objects.count() == (not died), f"statement {dies_at}"
        open_first_season()
        assert Season.objects.count() == SeasonBaseline.objects.count() == 1
        if not died:
            break
    assert dies_at >= 3


def paid() -> int:
    return sum(Transfer.objects.filter(source=season_pay.SOURCE).values_list("quantity", flat=True))


def test_a_payment_killed_before_any_statement_pays_a_batch_whole_or_not_at_all_and_the_next_run_the_rest(
    mortal: Mortal,
) -> None:
    make_season()
    heroes, seen = [make_scorer(), make_scorer()], set()
    for dies_at in count():
        for kills, hero in enumerate(heroes, 1):
            score(hero, kills=kills)
        let_it_end()
        roll_season()
        due, before, letters = owed(), paid(), Letter.objects.count()
        mortal.begin(order("pay", dies_at))
        died = mortal.end()
        now = (owed(), paid(), Letter.objects.count())
        assert now in ((due, before, letters), (0, before + due, letters + 2)), f"statement {dies_at}"
        assert problems() == []
        seen.add(owed() == 0)
        pay_seasons()
        assert (owed(), paid(), Letter.objects.count()) == (0, before + due, letters + 2) and problems() == []
        if not died:
            break
    assert seen == {True, False} and dies_at >= 7


@pytest.mark.parametrize("event", [
    "BEFORE UPDATE ON game_seasonreward", "BEFORE INSERT ON game_ledgeraccount", "BEFORE INSERT ON game_letter",
    "BEFORE INSERT ON game_notice", "BEFORE INSERT ON game_transfer", "BEFORE UPDATE ON game_ledgeraccount",
])  # fmt: skip
def test_a_payment_killed_within_a_statement_has_not_happened(mortal: Mortal, event: str) -> None:
    make_season()
    make_scorer(3)
    let_it_end()
    roll_season()
    due = owed()
    with closed_gate(event) as gate:
        child = mortal.begin(order("pay", None))
        gate.wait_for(1)
        os.kill(child, signal.SIGKILL)
        assert mortal.read() == "died"
    until(lambda: others() == 0, 10)
    assert (owed(), paid(), Letter.objects.count()) == (due, 0, 0) and due > 0 and problems() == []
    assert pay_seasons()["paid"] == 1 and paid() == due
