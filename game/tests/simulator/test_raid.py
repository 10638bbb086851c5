"""Raids as the simulator plays them: three hunters win a quiet one, and a thousand need more than a minute for a full one."""

import pytest

from game.content import catalogue
from game.rules import tuning
from game.rules.dice import Dice
from game.rules.raid import full_health, typical_damage
from game.simulator import raid
from game.simulator.measurement import Measurement
from game.simulator.targets import FULL_RAID_SECONDS, lines

BOSS = "mister-snuff"


def health_for_few(level: int, boss: str = BOSS) -> int:
    return full_health([], typical_damage=typical_damage(level, catalogue().monsters[boss].defence))


@pytest.mark.parametrize("level", [1, 20, 60])
def test_three_average_hunters_win_a_quiet_raid_against_each_boss(level: int) -> None:
    content = catalogue()
    assert content.raid_bosses
    for boss in content.raid_bosses:
        course = raid.fight_boss(content, Dice("seed", boss, level), boss, level, 3, health_for_few(level, boss))
        assert course.won and course.hits <= 3 * 60, boss


def test_one_hunter_alone_does_not_win_it() -> None:
    assert not any(
        raid.fight_boss(catalogue(), Dice("seed", BOSS, number), BOSS, 20, 1, health_for_few(20)).won for number in range(5)
    )


@pytest.mark.parametrize("level", [5, 55])
def test_a_thousand_hunters_do_not_end_a_full_raid_within_a_minute(level: int) -> None:
    course = raid.full_raid(catalogue(), 1, level)
    assert course.hunters == 1000 and course.won and course.seconds >= FULL_RAID_SECONDS[0]


def test_nobody_hits_more_often_than_energy_and_pause_allow() -> None:
    course = raid.fight_boss(catalogue(), Dice("seed", BOSS, 1), BOSS, 20, 3, 10**12)
    most = (tuning.ENERGY_MAX + tuning.RAID_FIGHT_SECONDS // tuning.ENERGY_SECONDS) // tuning.RAID_HIT_ENERGY
    assert not course.won and 3 * 40 <= course.hits <= 3 * most and course.seconds == tuning.RAID_FIGHT_SECONDS


def test_the_same_seed_plays_the_same_raid() -> None:
    first, again, other = (
        raid.fight_boss(catalogue(), Dice("seed", BOSS, number), BOSS, 20, 3, health_for_few(20)) for number in (1, 1, 2)
    )
    assert first == again != other


@pytest.mark.parametrize("won, seconds, verdicts", [
    (True, 90.0, ["ok", "", "ok"]), (False, 90.0, ["missed", "", "ok"]), (True, 59.0, ["ok", "", "missed"]),
])  # fmt: skip
def test_a_lost_quiet_raid_and_a_full_one_of_less_than_a_minute_miss_their_targets(
    won: bool, seconds: float, verdicts: list[str]
) -> None:
    courses = [raid.RaidCourse(BOSS, 5, 3, won, 60, 90, 900), raid.RaidCourse(BOSS, 5, 1000, True, seconds, 45_000, 10**6)]
    measured = Measurement(
        content=catalogue(), courses=[], tallies={}, meetings=[], raids=courses, newcomers=[], parts=("raids",)
    )
    assert [line.verdict for line in lines(measured) if line.group == "Raids"] == verdicts
