"""A clock that jumps. The database's clock cannot be moved in a test, so the times of the raid, its folds, its hits and its hunters
are moved against it: forwards for a clock that was set back, backwards for one that was set forward."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from game.actions.raid_fold import fold_raid
from game.actions.raid_hit import hit
from game.actions.raid_job import tick
from game.actions.raid_open import open_scheduled
from game.actions.raid_pay import pay_raids
from game.models import Character, DiceSeed, Raid, RaidHit, RaidHunter, RaidReward, Transfer
from game.models.ids import RaidId
from game.queries.raid import current_raid
from game.queries.raid_proof import raid_problems
from game.rules import tuning
from game.rules.errors import GameError
from game.tests.make import by
from game.tests.raids import begin_in, end_now, fold_now, make_hit, make_hunter, make_raid, rest, strike

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def raid_of(raid: RaidId) -> Raid:
    return Raid.objects.get(pk=raid)


def refusal_of(hunter: Character, raid: RaidId) -> GameError:
    with pytest.raises(GameError) as refusal:
        hit(by(hunter), raid=raid)
    return refusal.value


def test_a_last_fold_in_the_future_stops_no_fold() -> None:
    raid, hunter = make_raid(), make_hunter()
    make_hit(hunter, raid, 5)
    fold_now(raid)
    Raid.objects.filter(pk=raid).update(folded_at=timezone.now() + HOUR)
    make_hit(hunter, raid, 5)
    assert fold_raid(raid) is not None
    folded_at = raid_of(raid).folded_at
    assert folded_at is not None and folded_at < timezone.now() and raid_problems(raid) == []


def test_a_last_hit_in_the_future_locks_no_hunter_out() -> None:
    raid, hunter = make_raid(), make_hunter()
    hit(by(hunter), raid=raid)
    assert refusal_of(hunter, raid).code == "too_fast"
    RaidHit.objects.update(at=F("at") + HOUR)
    assert hit(by(hunter), raid=raid).hit
    assert refusal_of(hunter, raid).code == "too_fast"


@pytest.mark.parametrize("field, value", [("energy_at", 10), ("hp_at", 1_000_000), ("seen_at", None)])
def test_a_hunter_whose_times_lie_in_the_future_can_hit_and_loses_nothing(field: str, value: int | None) -> None:
    raid, hunter = make_raid(), make_hunter()
    changed: dict[str, Any] = {field: timezone.now() + HOUR}
    if value is not None:
        changed[field.removesuffix("_at")] = value
    Character.objects.filter(pk=hunter.pk).update(**changed)
    energy = Character.objects.get(pk=hunter.pk).energy
    assert hit(by(hunter), raid=raid).energy == energy - tuning.RAID_HIT_ENERGY


def test_a_seed_from_the_future_is_used_on() -> None:
    raid, hunter = make_raid(), make_hunter()
    strike(hunter, raid)
    DiceSeed.objects.filter(character=hunter).update(created_at=timezone.now() + HOUR)
    assert strike(hunter, raid).fairness.nonce == 1 and DiceSeed.objects.filter(character=hunter).count() == 1


def test_a_start_that_lies_in_the_future_again_keeps_what_was_counted_and_counts_the_rest_later() -> None:
    raid, hunter = make_raid(health=1000), make_hunter()
    make_hit(hunter, raid, 10)
    fold_now(raid)
    make_hit(hunter, raid, 20)
    begin_in(raid, 30)
    refusal = refusal_of(hunter, raid)
    assert refusal.code == "raid_not_started" and refusal.retry_after is not None and refusal.retry_after <= 30
    assert fold_now(raid) is None and tick() > 0 and raid_of(raid).hp == 990
    shown = current_raid()
    assert shown is not None and (shown.state, shown.hp) == ("gathering", 990) and raid_problems(raid) == []
    begin_in(raid, -1)
    rest(hunter)
    assert hit(by(hunter), raid=raid).hit
    fold_now(raid)
    assert raid_of(raid).counted == 3 and raid_of(raid).hp <= 970 and raid_problems(raid) == []


def test_a_raid_that_ended_when_the_clock_jumped_ahead_stays_ended_when_it_jumps_back() -> None:
    raid, hunter = make_raid(), make_hunter()
    make_hit(hunter, raid, 10)
    end_now(raid)
    fold_now(raid)
    pay_raids()
    gold = Character.objects.get(pk=hunter.pk).gold
    for seconds in (-60, 60):
        begin_in(raid, seconds)
        assert refusal_of(hunter, raid).code == "raid_over" and fold_now(raid) is None and current_raid() is None
        tick()
        assert pay_raids() == {"rewards": 0, "refunds": 0, "failed": 0}
    found = raid_of(raid)
    assert (found.state, found.seq) == (Raid.ESCAPED, 1) and RaidReward.objects.count() == 1
    assert Transfer.objects.filter(reason="raid", asset="gold").count() == 1 and raid_problems(raid) == []
    assert Character.objects.get(pk=hunter.pk).gold == gold


@pytest.mark.parametrize("jump", [-2 * HOUR, 2 * HOUR])
def test_a_hit_counts_by_its_commit_and_not_by_its_time(jump: timedelta) -> None:
    raid, hunter = make_raid(), make_hunter()
    hits = [make_hit(hunter, raid, 5, at=timezone.now() + jump), make_hit(hunter, raid, 7)]
    fold_now(raid)
    assert list(RaidHit.objects.order_by("number").values_list("pk", flat=True)) == [one.pk for one in hits]
    assert RaidHunter.objects.get().damage == 12 and raid_problems(raid) == []


def test_a_window_is_opened_once_although_the_clock_goes_back_to_it() -> None:
    opens = datetime(2026, 11, 28, 12, tzinfo=UTC)
    first = open_scheduled(opens)
    assert first is not None
    end_now(first)
    fold_now(first)
    later = open_scheduled(opens + 6 * HOUR)
    assert later is not None
    end_now(later)
    fold_now(later)
    assert open_scheduled(opens) is None and open_scheduled(opens + 6 * HOUR) is None and Raid.objects.count() == 2


@pytest.mark.parametrize("seed", range(6))
def test_after_any_jumps_totals_are_right_and_the_raid_ends_once(seed: int) -> None:
    chance, hunters = random.Random(seed), [make_hunter(faction=side) for side in ("vampire", "werewolf") * 2]
    raid = make_raid(health=1500 if seed % 2 else 10**6)
    jumps: list[Callable[[], object]] = [
        lambda: begin_in(raid, chance.randint(-500, 500)),
        lambda: Raid.objects.filter(pk=raid).update(folded_at=timezone.now() + chance.randint(-5, 5) * HOUR),
        lambda: RaidHit.objects.filter(number=None).update(at=F("at") + chance.randint(-5, 5) * HOUR),
        lambda: Character.objects.update(energy_at=timezone.now() + chance.randint(-1, 1) * HOUR),
    ]
    acknowledged = set()
    for _ in range(60):
        if chance.random() < 0.4:
            chance.choice(jumps)()
        if chance.random() < 0.4:
            tick()
        try:
            acknowledged.add(strike(chance.choice(hunters), raid).hit)
        except GameError as refusal:
            assert refusal.code in ("raid_not_started", "raid_over")
    begin_in(raid, -700)
    for _ in range(3):
        fold_now(raid)
        pay_raids()
    assert len(acknowledged) > 10 and set(RaidHit.objects.values_list("pk", flat=True)) == acknowledged
    assert raid_of(raid).state in (Raid.WON, Raid.ESCAPED) and raid_problems(raid) == []
    assert Transfer.objects.filter(reason="raid", asset="gold").count() == RaidReward.objects.count() > 0
