"""Workers beside each other and under SIGKILL: each row of statistics is computed once, by one of them."""

from datetime import timedelta
from itertools import count

import pytest
from django.db.models import F

from accounts.tests.race import at_once
from game.actions import stats as actions
from game.actions.stats import ask_for_stats, compute, compute_due, take
from game.models import Character, PlayerStats
from game.queries.stats import stats_of
from game.tests.make import by
from game.tests.races.mortal import Mortal
from game.tests.races.test_archive_races import make_battles

pytestmark = pytest.mark.django_db(transaction=True)
DYING = "dying_archive.py"


@pytest.fixture(autouse=True)
def unpoked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "poke", lambda: None)


def hunts_of(hunter: Character) -> int:
    found = stats_of(hunter.id)
    assert found is not None and found.sums is not None
    return found.sums.battles.hunts


def lease_ends() -> None:
    PlayerStats.objects.filter(state="running").update(leased_until=F("leased_until") - timedelta(minutes=5))


def test_two_workers_at_once_compute_a_row_once() -> None:
    hunter = make_battles(3)
    ask_for_stats(by(hunter))
    results = at_once(compute_due, compute_due)
    assert sorted(result["computed"] for result in results) == [0, 1]
    assert hunts_of(hunter) == 3 and PlayerStats.objects.get().attempts == 1


def test_twin_without_the_claim_two_workers_compute_it_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: a row is taken again while its worker lives."""
    hunter = make_battles(1)
    ask_for_stats(by(hunter))
    first = take()
    monkeypatch.setattr(actions, "_TAKE", actions._TAKE.replace("leased_until < clock_timestamp()", "true"))
    second = take()
    assert first is not None and second is not None and first.id == second.id and take() is not None


def test_a_worker_whose_row_was_taken_writes_nothing() -> None:
    hunter = make_battles(2)
    ask_for_stats(by(hunter))
    first = take()
    lease_ends()
    second = take()
    assert first is not None and second is not None and second.attempt == 2
    assert not compute(first) and PlayerStats.objects.get().counted_to == 0
    assert compute(second) and hunts_of(hunter) == 2
    assert not compute(first) and PlayerStats.objects.get().state == "done"


def test_a_worker_killed_before_any_statement_leaves_a_row_that_the_next_one_finishes(mortal: Mortal) -> None:
    hunter, counted = make_battles(5), set()
    for dies_at in count():
        PlayerStats.objects.all().delete()
        ask_for_stats(by(hunter))
        mortal.begin({"action": "stats", "dies_at": dies_at})
        died = mortal.end()
        row = PlayerStats.objects.get()
        counted.add((row.state, row.progress.get("battles", {}).get("hunts", 0)))
        lease_ends()
        assert compute_due()["computed"] == (0 if row.state == "done" else 1)
        assert hunts_of(hunter) == 5
        if not died:
            break
    assert counted == {("pending", 0), ("running", 0), ("running", 2), ("running", 4), ("running", 5), ("done", 5)}


def test_a_second_request_at_once_makes_one_row() -> None:
    hunter = make_battles(1)
    results = at_once(*[lambda: ask_for_stats(by(hunter))] * 3)
    assert [result.state for result in results] == ["pending"] * 3 and PlayerStats.objects.count() == 1
