"""The demo world's raid is a whole one: fought, won, paid, and in the past."""

from datetime import timedelta

import pytest
from django.utils import timezone

from game.actions.demo_raid import FOUGHT_MINUTES, fight_demo_raid
from game.models import Raid, RaidFold, RaidHit, RaidReward
from game.queries import ledger_proof
from game.tests.raids import BOSS, make_hunter

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_demo_raid_is_won_paid_and_spread_over_its_minutes_in_the_past() -> None:
    hunters = [make_hunter().id for _ in range(3)]
    assert fight_demo_raid(hunters, BOSS, 2_000) is not None
    raid = Raid.objects.get()
    assert (raid.state, raid.hp, raid.hunters, raid.counted > 20) == (Raid.WON, 0, 3, True)
    assert raid.ended_at is not None and raid.ended_at < timezone.now() - timedelta(hours=1)
    assert raid.ended_at - raid.starts_at == timedelta(minutes=FOUGHT_MINUTES)
    assert RaidFold.objects.filter(at__range=(raid.starts_at, raid.ended_at)).count() == RaidFold.objects.count() > 2
    assert RaidHit.objects.filter(number__isnull=True).count() == 0
    assert RaidReward.objects.filter(paid_at__isnull=False).count() == 3
    assert ledger_proof.problems() == []


def test_a_world_that_had_a_raid_or_has_nobody_gets_none() -> None:
    assert fight_demo_raid([], BOSS, 100) is None
    hunters = [make_hunter().id]
    assert fight_demo_raid(hunters, BOSS, 100) is not None
    assert fight_demo_raid(hunters, BOSS, 100) is None
