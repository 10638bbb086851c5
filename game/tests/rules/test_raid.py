"""What state one is in, which phase its boss is in, and how strong it is."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content import catalogue
from game.rules import tuning
from game.rules.raid import Attendance, PhaseBegin, full_health, health_at_start, phase_at, state_at, typical_damage

START = datetime(2026, 11, 28, 12, 10, tzinfo=UTC)
END = START + timedelta(seconds=tuning.RAID_FIGHT_SECONDS)
MOMENT = timedelta(microseconds=1)
_FIRST, _LAST = (datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None) for year in (2026, 2040))
moments = st.datetimes(_FIRST, _LAST, timezones=st.just(UTC))
PHASES = [PhaseBegin("plain", 100), PhaseBegin("adds", 60), PhaseBegin("weak_spot", 30), PhaseBegin("enrage", 10)]


@pytest.mark.parametrize("starts_in, ends_in, state", [
    (0.001, 1800, "gathering"), (0, 1800, "fighting"), (-1799, 0.001, "fighting"), (-1800, 0, "escaped"), (-1801, -1, "escaped"),
])  # fmt: skip
def test_the_state_of_an_open_raid_follows_the_clock(starts_in: float, ends_in: float, state: str) -> None:
    assert state_at("open", hp=1, starts_in=starts_in, ends_in=ends_in) == state


@pytest.mark.parametrize("starts_in", [1, 0, -1800])
@pytest.mark.parametrize("stored", ["won", "escaped", "called_off"])
def test_a_settled_raid_keeps_its_state_at_any_time(stored: str, starts_in: int) -> None:
    assert state_at(stored, hp=1, starts_in=starts_in, ends_in=starts_in + 1800) == stored


@pytest.mark.parametrize("ends_in", [1800, 0])
def test_a_boss_without_health_has_fallen_before_and_after_the_end(ends_in: int) -> None:
    assert state_at("open", hp=0, starts_in=ends_in - 1800, ends_in=ends_in) == "won"


@pytest.mark.parametrize("hp, phase", [(1000, 0), (601, 0), (600, 1), (301, 1), (300, 2), (101, 2), (100, 3), (1, 3), (0, 3)])
def test_a_phase_begins_at_its_share_of_the_full_health(hp: int, phase: int) -> None:
    assert phase_at(PHASES, hp, 1000) == phase


@given(st.integers(1, 10**15), st.lists(st.integers(0, 10**15), min_size=2))
def test_phases_never_go_back_while_health_falls(hp_max: int, health: list[int]) -> None:
    falling = sorted((min(hp, hp_max) for hp in health), reverse=True)
    met = [phase_at(PHASES, hp, hp_max) for hp in falling]
    assert met == sorted(met)


def test_every_boss_has_a_phase_at_full_health_and_ends_in_its_last() -> None:
    assert catalogue().raid_bosses
    for boss in catalogue().raid_bosses.values():
        phases = [PhaseBegin(p.kind, p.below) for p in boss.phases]
        assert (phase_at(phases, 10_000, 10_000), phase_at(phases, 0, 10_000)) == (0, len(phases) - 1)


def test_without_earlier_raids_the_health_is_that_for_three_hunters() -> None:
    assert full_health([], typical_damage=50) == 3 * tuning.RAID_HITS_PER_HUNTER * 50
    assert full_health([Attendance(0, 0, 0)], typical_damage=50) == 3 * tuning.RAID_HITS_PER_HUNTER * 50


def test_health_follows_the_mean_attendance_and_the_mean_damage_of_a_hit() -> None:
    recent = [Attendance(100, 4000, 400_000), Attendance(200, 8000, 1_600_000), Attendance(0, 0, 0)]
    assert full_health(recent, typical_damage=1) == 150 * tuning.RAID_HITS_PER_HUNTER * (2_000_000 // 12_000)


attendances = st.builds(
    lambda hunters, each, damage: Attendance(hunters, hunters * each, hunters * each * damage),
    st.integers(0, 5000), st.integers(1, 80), st.integers(0, 5000),
)  # fmt: skip


@given(st.lists(attendances, max_size=6), st.integers(1, 5000))
def test_health_is_never_less_than_for_three_hunters_of_one_damage(recent: list[Attendance], damage: int) -> None:
    assert full_health(recent, typical_damage=damage) >= tuning.RAID_HUNTERS_LEAST * tuning.RAID_HITS_PER_HUNTER


@given(st.integers(1, 10**15), st.integers(-10, 2 * 10**15))
def test_a_wounded_boss_begins_with_a_tenth_at_least_and_never_above_full(hp_max: int, wound: int) -> None:
    begun = health_at_start(hp_max, wound)
    assert max(1, hp_max // 10) <= begun <= hp_max
    if 0 <= wound <= hp_max // 2 and hp_max > 1:
        assert begun == hp_max - wound


@given(st.integers(1, 60), st.integers(0, 5000))
def test_a_typical_hit_does_damage(level: int, defence: int) -> None:
    assert typical_damage(level, defence) >= 1
