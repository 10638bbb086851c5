"""Statistics are asked for once, computed by one worker, and go on from the last battle that was counted."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from game.actions import stats as actions
from game.actions.hunt import hunt
from game.actions.stats import ask_for_stats, compute, compute_due, take
from game.models import Battle, Character, PlayerStats, Transfer
from game.models.ids import CharacterId
from game.queries.stats import StatsSums, gold_since, next_battles, stats_of
from game.rules.errors import GameError
from game.rules.stats import CountedBattle
from game.tests.archive import archive_all, copy_only, make_old
from game.tests.make import by, give, make_character
from game.tests.raids import end_now, fold_now, make_hunter, make_raid, strike

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def unpaced(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tasks that were sent."""
    settings.LIMITS_ENFORCED = False
    sent: list[str] = []
    monkeypatch.setattr("vvw_site.foundation.jobs.send.current_app.send_task", lambda name, **options: sent.append(name))
    return sent


def hunted(hunter: Character, times: int) -> None:
    for _ in range(times):
        hunt(by(hunter), place="old-mill")
        Character.objects.filter(pk=hunter.pk).update(hunted_at=None, energy=1000)


def later(**time: int) -> None:
    PlayerStats.objects.update(asked_at=F("asked_at") - timedelta(**time))


def sums_of(hunter: Character) -> StatsSums:
    found = stats_of(hunter.id)
    assert found is not None and found.sums is not None and found.state == "done"
    return found.sums


def test_asking_makes_a_pending_row_and_pokes_the_worker_and_asking_again_changes_nothing(unpaced: list[str]) -> None:
    hunter = make_character(level=11)
    assert stats_of(hunter.id) is None
    assert ask_for_stats(by(hunter)).state == "pending" and unpaced == ["game.compute_stats"]
    row = PlayerStats.objects.values().get()
    assert ask_for_stats(by(hunter)).state == "pending"
    assert PlayerStats.objects.values().get() == row and len(unpaced) == 1


def test_a_broker_that_is_away_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: Any, **options: Any) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr("vvw_site.foundation.jobs.send.current_app.send_task", away)
    hunter = make_character(level=11)
    ask_for_stats(by(hunter))
    assert compute_due()["computed"] == 1 and sums_of(hunter).battles.hunts == 0


def test_they_can_be_asked_for_again_after_ten_minutes_or_when_they_failed() -> None:
    hunter = make_character(level=11)
    ask_for_stats(by(hunter))
    compute_due()
    with pytest.raises(GameError, match="Count again in 10 minutes") as refused:
        ask_for_stats(by(hunter))
    assert refused.value.code == "too_fast" and 590 <= (refused.value.retry_after or 0) <= 600
    PlayerStats.objects.update(state="failed")
    assert ask_for_stats(by(hunter)).state == "pending"
    compute_due()
    later(minutes=10)
    assert ask_for_stats(by(hunter)).state == "pending"
    assert PlayerStats.objects.count() == 1


def test_the_sums_are_those_of_the_battles_and_of_the_ledger() -> None:
    hunter = make_character(level=11)
    hunted(hunter, 6)
    give(hunter, "gold", 70)
    ask_for_stats(by(hunter))
    assert compute_due() == {"computed": 1, "failed": 0, "lost": 0}
    sums = sums_of(hunter)
    rows = list(Battle.objects.filter(character=hunter))
    assert (sums.battles.hunts, sums.battles.wins) == (6, sum(row.won for row in rows))
    assert sums.battles.last == max(row.pk for row in rows) and sums.battles.crits.tries > 0
    assert sums.gold.earned["test"] == 70 and sums.gold.earned.get("hunt", 0) == sum(row.gold for row in rows)
    assert sum(sums.gold.earned.values()) - sum(sums.gold.spent.values()) == Character.objects.get(pk=hunter.pk).gold


def test_a_second_count_reads_only_what_is_new_and_comes_to_the_same_as_one_count() -> None:
    hunter = make_character(level=11)
    hunted(hunter, 3)
    ask_for_stats(by(hunter))
    compute_due()
    hunted(hunter, 2)
    give(hunter, "gold", 5)
    later(minutes=11)
    ask_for_stats(by(hunter))
    read: list[int] = []

    def noting(character: CharacterId, after: int, count: int) -> list[CountedBattle]:
        found = next_battles(character, after, count)
        read.append(len(found))
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(actions, "next_battles", noting)
        compute_due()
    assert read == [2, 0]
    in_parts = sums_of(hunter)
    PlayerStats.objects.all().delete()
    ask_for_stats(by(hunter))
    compute_due()
    assert sums_of(hunter) == in_parts and in_parts.battles.hunts == 5


def test_the_count_crosses_the_archive_and_counts_no_battle_twice() -> None:
    hunter = make_character(level=11)
    hunted(hunter, 3)
    archive_all()
    hunted(hunter, 2)
    make_old()
    copy_only()
    hunted(hunter, 2)
    ask_for_stats(by(hunter))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(actions, "BATCH", 2)
        compute_due()
    assert sums_of(hunter).battles.hunts == 7


def test_raids_that_are_settled_count() -> None:
    raid, hunter = make_raid(), make_hunter()
    for _ in range(3):
        strike(hunter, raid)
    fold_now(raid)
    end_now(raid)
    fold_now(raid)
    ask_for_stats(by(hunter))
    compute_due()
    raids = sums_of(hunter).raids
    assert (raids.raids, raids.hits, raids.best_rank, raids.won) == (1, 3, 1, 0)
    assert [(best.raid, best.hits) for best in raids.best] == [(raid, 3)] and raids.damage == raids.best[0].damage > 0


def test_a_batch_takes_as_many_statements_for_one_battle_as_for_twenty() -> None:
    counts = []
    for times in (1, 20):
        hunter = make_character(level=11)
        hunted(hunter, times)
        ask_for_stats(by(hunter))
        claim = take()
        assert claim is not None and claim.character == hunter.pk
        with CaptureQueriesContext(connection) as asked:
            assert compute(claim)
        counts.append(len(asked))
    assert counts == [6, 6]


def test_a_fault_fails_the_row_and_the_others_are_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, other = make_character(level=11), make_character(level=11)
    for hunter in (broken, other):
        ask_for_stats(by(hunter))

    def gold(character: int, after: int) -> Any:
        if character == broken.pk:
            raise ValueError("a broken row")
        return gold_since(other.id, after)

    monkeypatch.setattr(actions, "gold_since", gold)
    assert compute_due() == {"computed": 1, "failed": 1, "lost": 0}
    assert dict(PlayerStats.objects.values_list("character", "state")) == {broken.pk: "failed", other.pk: "done"}


def test_a_row_over_which_five_workers_died_has_failed() -> None:
    hunter = make_character(level=11)
    ask_for_stats(by(hunter))
    for _ in range(5):
        assert take() is not None
        PlayerStats.objects.update(leased_until=F("leased_until") - timedelta(minutes=5))
    assert take() is None and compute_due()["failed"] == 1
    assert PlayerStats.objects.get().state == "failed" and ask_for_stats(by(hunter)).state == "pending"


def test_the_place_in_the_queue_is_by_the_time_of_asking() -> None:
    hunters = [make_character() for _ in range(3)]
    for hunter in hunters:
        ask_for_stats(by(hunter))
    found = [stats_of(hunter.id) for hunter in hunters]
    assert [one and one.place for one in found] == [1, 2, 3]


def test_gold_to_oneself_through_a_letter_is_in_both_sums() -> None:
    """Whatever the reasons, earned less spent is the balance."""
    hunter = make_character(level=11, gold=40)
    sums = gold_since(hunter.id, 0)
    assert sums.last == Transfer.objects.filter(destination=f"character:{hunter.pk}", asset="gold").latest("pk").pk
    assert gold_since(hunter.id, sums.last).earned == {}
