"""Dealing a day's missions."""

from game.content import catalogue
from game.rules import mission, tuning
from game.rules.mission import DealtMission, MissionProfile

PROFILES = [
    MissionProfile("win-hunts", (1, 60), "hunt", 5, 40, 26),
    MissionProfile("earn-gold", (1, 60), "gold", 100, 40, 26),
    MissionProfile("kill-rats", (1, 9), "kill", 4, 40, 26),
    MissionProfile("kill-wolves", (10, 60), "kill", 4, 40, 26),
]


def test_only_missions_that_fit_the_level_are_dealt_and_they_grow_with_it() -> None:
    low = mission.deal(PROFILES, character=7, level=1, day=20_000)
    high = mission.deal(PROFILES, character=7, level=11, day=20_000)
    assert sorted(low, key=lambda m: m.slug) == [
        DealtMission("earn-gold", 100, 40, 26), DealtMission("kill-rats", 4, 40, 26), DealtMission("win-hunts", 5, 40, 26),
    ]  # fmt: skip
    gold, xp = mission.gold_at(40, 11), mission.xp_at(26, 11)
    assert gold > 40 and xp > 26
    assert sorted(high, key=lambda m: m.slug) == [
        DealtMission("earn-gold", mission.gold_at(100, 11), gold, xp), DealtMission("kill-wolves", 4, gold, xp),
        DealtMission("win-hunts", 5, gold, xp),
    ]  # fmt: skip


def test_a_day_s_missions_are_the_same_however_often_and_in_whatever_order_they_are_dealt() -> None:
    profiles = catalogue().daily_missions
    dealt = mission.deal(profiles, character=7, level=12, day=20_000)
    assert len(dealt) == len({m.slug for m in dealt}) == tuning.DAILY_MISSIONS
    assert dealt == mission.deal(reversed(profiles), character=7, level=12, day=20_000)
    others = [mission.deal(profiles, character=number, level=12, day=20_000) for number in range(8, 30)]
    assert any(other != dealt for other in others)
