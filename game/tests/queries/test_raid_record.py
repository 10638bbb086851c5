"""The record of an ended raid: what its curve, its board and its phases say."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from game.actions.forget import forget
from game.models import Raid, RaidFold, RaidHit
from game.models.ids import RaidId
from game.presenters.raid_record import RaidRecord, record_of
from game.queries.raid import RaidView, access_raid
from game.queries.raid_record import POINTS, raid_board, raid_curve
from game.tests.raids import end_now, fold_now, make_hunter, make_raid, strike

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unpaced(settings: Settings) -> None:
    settings.LIMITS_ENFORCED = False


def record(raid: RaidId) -> RaidRecord:
    return read_record(access_raid(raid))


def read_record(raid: RaidView) -> RaidRecord:
    return record_of(raid, raid_curve(raid), raid_board(raid.id))


def make_fought(*, strikes: int = 4, end: bool = True) -> RaidId:
    """A raid of two hunters with a fold after each blow, which has escaped."""
    raid, one, two = make_raid(), make_hunter(name="Ada_Lamplight"), make_hunter(name="Bram_Coldwater", faction="werewolf")
    for _ in range(strikes):
        for hunter in (one, two):
            strike(hunter, raid)
            fold_now(raid)
    if end:
        end_now(raid)
        fold_now(raid)
    return raid


def test_the_curve_ends_at_the_health_that_is_left_and_counts_every_hit() -> None:
    raid = make_fought()
    found, row = record(raid), Raid.objects.get()
    assert found.chart is not None and found.is_settled
    assert (found.rows[0].hp, found.rows[0].hits) == (row.health, 0)
    assert (found.rows[-1].hp, found.rows[-1].hits) == (row.hp, 8)
    assert [r.hp for r in found.rows] == sorted((r.hp for r in found.rows), reverse=True)


def test_the_replay_s_parts_add_up_to_what_each_hunter_did() -> None:
    raid = make_fought()
    found = record(raid)
    sums = [0, 0]
    for hunter, point, damage in found.replay["parts"]:
        assert 0 < point < len(found.replay["points"])
        sums[hunter] += damage
    assert sums == [line.damage for line in found.board] and sum(sums) > 0
    assert found.replay["hunters"] == [line.who.name for line in found.board]


def test_a_part_belongs_to_the_first_point_that_has_counted_it() -> None:
    raid = make_fought(strikes=3)
    start = Raid.objects.get().starts_at
    for index, fold in enumerate(RaidFold.objects.order_by("seq")):
        RaidFold.objects.filter(pk=fold.pk).update(at=start + timedelta(minutes=2 * index))
    Raid.objects.update(ends_at=start + timedelta(minutes=30), ended_at=start + timedelta(minutes=20))
    found = record(raid)
    dealt = dict.fromkeys(range(2), 0)
    places = {line.who.name: place for place, line in enumerate(found.board)}
    for hit in RaidHit.objects.order_by("number").select_related("character"):
        point = next(i for i, (_, _, number) in enumerate(found.replay["points"]) if number >= (hit.number or 0))
        mine = [d for h, p, d in found.replay["parts"] if (h, p) == (places[hit.character.name], point)]
        assert sum(mine) == hit.counted
        dealt[places[hit.character.name]] += hit.counted or 0
    assert list(dealt.values()) == [line.damage for line in found.board]


def test_a_long_fight_has_at_most_two_hundred_points_and_keeps_its_last() -> None:
    raid = make_fought(strikes=1)
    row = Raid.objects.get()
    last = RaidFold.objects.latest("seq")
    start = row.starts_at
    RaidFold.objects.all().delete()
    RaidFold.objects.bulk_create(
        RaidFold(
            raid_id=raid, seq=last.seq + n, at=start + timedelta(seconds=n * 0.8), hp=max(1, row.hp - n), number=last.number + n,
            hits=1, vampire=n, werewolf=n,
        )
        for n in range(1, 3001)
    )  # fmt: skip
    Raid.objects.update(counted=last.number + 3000)
    found = record(raid)
    assert 150 < len(found.rows) <= POINTS
    assert found.rows[-1].hits == last.number + 3000 and found.rows[-1].hp == max(1, row.hp - 3000)


def test_late_hits_are_not_among_those_of_the_curve() -> None:
    raid = make_fought()
    counted = Raid.objects.get().counted
    RaidFold.objects.filter(raid_id=raid).update(number=F("number") + 2)
    assert record(raid).rows[-1].hits == counted


def test_a_raid_that_was_settled_hours_later_ends_when_its_time_was_over() -> None:
    raid = make_fought()
    Raid.objects.update(ended_at=F("ends_at") + timedelta(hours=5))
    RaidFold.objects.filter(hits=0).update(at=F("at") + timedelta(hours=5))
    row = Raid.objects.get()
    found = record(raid)
    assert found.replay["seconds"] == pytest.approx((row.ends_at - row.starts_at).total_seconds(), abs=0.1)
    assert max(at for at, _, _ in found.replay["points"]) <= found.replay["seconds"]


def test_phases_say_when_they_began() -> None:
    raid = make_fought(strikes=2)
    row = Raid.objects.get()
    start, below = row.starts_at, [phase["below"] for phase in row.phases]
    second, third = RaidFold.objects.order_by("seq")[:2]
    RaidFold.objects.exclude(pk__in=[second.pk, third.pk]).delete()
    RaidFold.objects.filter(pk=second.pk).update(at=start + timedelta(seconds=65), hp=row.hp_max * below[1] // 100)
    RaidFold.objects.filter(pk=third.pk).update(at=start + timedelta(seconds=130), hp=row.hp_max * below[2] // 100)
    words = [phase.began for phase in record(raid).phases]
    assert words == ["from the start", "began at 1:05", "began at 2:10", "never came"]
    bands = record(raid).chart
    assert bands is not None and [band.numeral for band in bands.bands] == ["I", "II", "III"]
    assert bands.bands[0].x == 0 and bands.bands[-1].x + bands.bands[-1].width == pytest.approx(1000, abs=0.2)


def test_a_wounded_boss_was_past_its_first_phases() -> None:
    raid = make_fought(strikes=1)
    row = Raid.objects.get()
    gone = row.health - row.hp
    Raid.objects.update(health=row.hp_max // 2, hp=row.hp_max // 2 - gone)
    RaidFold.objects.update(hp=row.hp_max // 2 - gone)
    found = record(raid)
    assert [phase.began for phase in found.phases][:2] == ["was past it before the fight", "from the start"]
    assert found.chart is not None and found.chart.bands[0].numeral == "II"


def test_a_raid_that_was_called_off_before_the_fight_has_no_curve() -> None:
    raid = make_raid(gather=500)
    Raid.objects.update(state="called_off", ended_at=F("opened_at"), reason="Rain.")
    found = record(raid)
    assert found.chart is None and found.board == [] and found.rewards == 0


def test_a_raid_whose_time_is_over_but_that_is_not_settled_has_a_curve_without_a_board() -> None:
    raid = make_fought(end=False)
    end_now(raid)
    found = record(raid)
    assert not found.is_settled and found.chart is not None and found.board == []
    fold_now(raid)
    assert record(raid).board, "nothing of the unsettled raid stays in the cache"


def test_an_erased_hunter_is_not_named_though_the_curve_was_cached() -> None:
    raid = make_fought()
    assert record(raid).board
    forget(RaidHit.objects.select_related("character").get(number=1).character)
    found = record(raid)
    assert "somebody who left" in found.replay["hunters"]
    assert not any("gone_" in line.who.name or "Ada" in line.who.name for line in found.board)
    assert [line.damage for line in found.board] == [line.damage for line in record(raid).board]


def test_the_curve_never_goes_back_in_time_though_the_clock_did() -> None:
    raid = make_fought()
    third = RaidFold.objects.order_by("seq")[2]
    RaidFold.objects.filter(pk=third.pk).update(at=F("at") - timedelta(hours=3))
    times = [at for at, _, _ in record(raid).replay["points"]]
    assert len(times) > 1 and times == sorted(times)


def test_two_statements_and_one_once_the_curve_is_cached() -> None:
    raid = access_raid(make_fought())
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            read_record(raid)
        counts.append(len(captured))
    assert counts == [2, 1]
