"""The hunter's health after a hunt: a fight that is not won never heals."""

from hypothesis import given
from hypothesis import strategies as st

from game.rules.battle import Fight, HuntOutcome
from game.rules.hunt import health_after, hunter_after
from game.rules.sheet import derive, sheet_of

ATTRIBUTES = dict.fromkeys(("str", "dex", "int", "vit", "wis", "lck"), 10)


@given(st.integers(1, 60), st.integers(0, 100), st.integers(0, 100), st.integers(1, 30))
def test_a_fight_that_is_not_won_never_heals(level: int, percent: int, left: int, rounds: int) -> None:
    """Also for one who was below the health that every fighter starts with, and when both still stand after the last round."""
    stats = derive(level=level, main="str", attributes=ATTRIBUTES, gear={})
    before = stats.hp_max * percent // 100
    started = sheet_of("A", level, before, stats, ()).hp
    lost = Fight(False, rounds, (started * left // 100, 5), ())
    assert health_after(before, stats.hp_max, lost) <= before
    after = hunter_after(HuntOutcome("a", lost, 0, 0, ()), level=level, xp=0, hp=before, hp_max=stats.hp_max)
    assert after.hp <= before and after.levels == 0
