"""Daily missions: dealing, and what a streak adds."""

from hypothesis import given
from hypothesis import strategies as st

from game.content import catalogue
from game.rules import mission, tuning
from game.rules.mission import MissionDeal, MissionProfile

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
        MissionDeal("earn-gold", 100, 40, 26), MissionDeal("kill-rats", 4, 40, 26), MissionDeal("win-hunts", 5, 40, 26),
    ]  # fmt: skip
    gold, xp = mission.gold_at(40, 11), mission.xp_at(26, 11)
    assert gold > 40 and xp > 26
    assert sorted(high, key=lambda m: m.slug) == [
        MissionDeal("earn-gold", mission.gold_at(100, 11), gold, xp), MissionDeal("kill-wolves", 4, gold, xp),
        MissionDeal("win-hunts", 5, gold, xp),
    ]  # fmt: skip


def test_a_day_s_missions_are_the_same_however_often_and_in_whatever_order_they_are_dealt() -> None:
    profiles = catalogue().daily_missions
    dealt = mission.deal(profiles, character=7, level=12, day=20_000)
    assert len(dealt) == len({m.slug for m in dealt}) == tuning.DAILY_MISSIONS
    assert dealt == mission.deal(reversed(profiles), character=7, level=12, day=20_000)
    others = [mission.deal(profiles, character=number, level=12, day=20_000) for number in range(8, 30)]
    assert any(other != dealt for other in others)


@given(st.lists(st.integers(0, 100).map(str), unique=True), st.integers(1, 10**9), st.integers(0, 10**5))
def test_the_same_missions_are_drawn_each_time(slugs: list[str], character: int, day: int) -> None:
    drawn = mission.choose(slugs, character, day)
    assert drawn == mission.choose(slugs, character, day) and len(set(drawn)) == len(drawn) == min(3, len(slugs))


def test_a_streak_grows_by_days_in_a_row_and_ends_with_a_gap() -> None:
    one = mission.streak_after(mission.Streak(0, 0), 100)
    two = mission.streak_after(one, 101)
    assert (one.days, two.days, mission.streak_after(two, 101).days, mission.streak_after(two, 103).days) == (1, 2, 2, 1)
    assert [mission.with_streak(100, days) for days in (0, 1, 2, 7, 30)] == [100, 100, 110, 160, 160]
