"""What happens with raids by itself: the ticker of the sockets tier and the worker's task, alone and together."""

import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from game.actions import raid_fold, raid_job
from game.actions.raid_pay import pay_raids
from game.models import Character, Raid, RaidHit, Transfer
from game.models.ids import RaidId
from game.queries.raid_proof import raid_problems
from game.rules import tuning
from game.tests.raids import end_now, make_hit, make_hunter, make_raid

pytestmark = pytest.mark.django_db
NOTHING = {"opened": 0, "numbered": 0, "rewards": 0, "refunds": 0, "failed": 0}


@pytest.fixture(autouse=True)
def no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test of this file meets a real window."""
    monkeypatch.setattr(raid_job, "open_scheduled", lambda: None)


def test_the_ticker_rests_while_no_raid_is_on_and_takes_one_statement() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert raid_job.tick() == raid_job.IDLE_SECONDS
    assert len(asked) == 1


def test_the_ticker_wakes_up_when_the_fight_begins() -> None:
    make_raid(gather=1)
    assert 0 < raid_job.tick() <= 1


def test_the_ticker_folds_only_if_there_is_something_to_fold() -> None:
    raid, hunter = make_raid(), make_hunter()
    with CaptureQueriesContext(connection) as asked:
        assert raid_job.tick() == tuning.RAID_FOLD_MS / 1000
    assert len(asked) == 1
    make_hit(hunter, raid, 5)
    raid_job.tick()
    assert RaidHit.objects.get().number == 1 and raid_problems(raid) == []


def test_the_task_alone_carries_a_raid_from_its_first_hit_to_its_payment() -> None:
    raid, hunter = make_raid(health=100), make_hunter()
    make_hit(hunter, raid, 60)
    assert raid_job.tend() == NOTHING | {"numbered": 1}
    make_hit(hunter, raid, 60)
    Raid.objects.update(folded_at=None)
    assert raid_job.tend() == NOTHING | {"numbered": 1, "rewards": 1}
    assert raid_job.tend() == NOTHING and pay_raids() == {"rewards": 0, "refunds": 0, "failed": 0}
    assert Transfer.objects.filter(reason="raid", asset="gold").count() == 1 and raid_problems(raid) == []


def test_the_task_counts_more_hits_than_one_fold_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raid_fold, "BATCH", 3)
    monkeypatch.setattr(time, "sleep", lambda seconds: Raid.objects.update(folded_at=None))
    raid, hunter = make_raid(), make_hunter()
    for _ in range(10):
        make_hit(hunter, raid, 3)
    end_now(raid)
    assert raid_job.tend() == NOTHING | {"numbered": 10, "rewards": 1}
    assert Raid.objects.get(pk=raid).seq == 4 and raid_problems(raid) == []


@pytest.mark.parametrize("first, second", [(raid_job.tick, raid_job.tend), (raid_job.tend, raid_job.tick)])
def test_ticker_and_task_settle_once_whichever_comes_first(first: Callable[[], object], second: Callable[[], object]) -> None:
    raid, hunter = make_raid(), make_hunter()
    make_hit(hunter, raid, 5)
    end_now(raid)
    first()
    second()
    raid_job.tend()
    assert Raid.objects.get(pk=raid).seq == 1 and raid_problems(raid) == []
    assert Transfer.objects.filter(reason="raid", asset="gold").count() == 1
    assert Character.objects.get(pk=hunter.pk).energy == 1000


def test_a_raid_during_which_all_processes_were_down_is_settled_and_paid_by_the_first_that_runs() -> None:
    raid, hunter = make_raid(health=1000), make_hunter()
    make_hit(hunter, raid, 5)
    end_now(raid)
    assert raid_job.tend() == NOTHING | {"numbered": 1, "rewards": 1} and raid_job.tend() == NOTHING
    assert Raid.objects.get(pk=raid).state == Raid.ESCAPED and raid_problems(raid) == []


def ill_for(raid: RaidId) -> Callable[[RaidId], object]:
    """A fold that cannot fold this raid."""

    def fold(found: RaidId) -> object:
        if found == raid:
            raise RuntimeError("this raid is ill")
        return raid_fold.fold_raid(found)

    return fold


def test_a_raid_that_cannot_be_folded_stops_no_other_raid_and_no_payment(monkeypatch: pytest.MonkeyPatch) -> None:
    ill, raid, won = make_raid(), make_raid(), make_raid(health=10)
    hunter = make_hunter()
    make_hit(hunter, won, 20)
    raid_job.tend()
    Raid.objects.filter(pk=won).update(paid_at=None)
    for open_raid in (ill, raid):
        make_hit(hunter, open_raid, 5)
    monkeypatch.setattr("game.actions.raid_job.fold_raid", ill_for(ill))
    with pytest.raises(RuntimeError, match="this raid is ill"):
        raid_job.tend()
    assert Raid.objects.get(pk=raid).counted == 1 and Raid.objects.get(pk=won).paid_at is not None
    make_hit(hunter, raid, 5)
    Raid.objects.update(folded_at=None)
    with pytest.raises(RuntimeError, match="this raid is ill"):
        raid_job.tick()
    assert Raid.objects.get(pk=raid).counted == 2 and Raid.objects.get(pk=ill).counted == 0


def test_an_opening_that_fails_stops_no_fold_and_no_payment(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("no window opens")

    monkeypatch.setattr("game.actions.raid_job.open_scheduled", fail)
    raid, hunter = make_raid(health=10), make_hunter()
    make_hit(hunter, raid, 20)
    with pytest.raises(RuntimeError, match="no window opens"):
        raid_job.tend()
    assert Raid.objects.get(pk=raid).paid_at is not None and raid_problems(raid) == []
