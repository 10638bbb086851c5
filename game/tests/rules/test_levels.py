"""Experience and levels."""

from hypothesis import given
from hypothesis import strategies as st

from game.rules import tuning
from game.rules.hunt import fair_xp
from game.rules.levels import Rise, rise, xp_to_next


@given(st.integers(1, 59), st.integers(0, 10_000_000))
def test_no_experience_is_lost_on_level_up(level: int, won: int) -> None:
    risen = rise(level, 0, won)
    spent = sum(xp_to_next(step) for step in range(level, risen.level))
    assert risen.level == tuning.LEVEL_MAX or (spent + risen.xp == won and risen.xp < xp_to_next(risen.level))
    assert risen.gained == risen.level - level
    assert risen.given == spent + risen.xp <= won


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_at_the_last_level_nothing_is_given(xp: int, won: int) -> None:
    assert rise(tuning.LEVEL_MAX, xp, won) == Rise(tuning.LEVEL_MAX, 0, 0, 0)


@given(st.integers(1, 5000), st.integers(1, 60), st.integers(1, 60))
def test_a_weak_monster_is_worth_less_and_never_nothing(worth: int, monster: int, level: int) -> None:
    assert 1 <= fair_xp(worth, monster, level) <= worth
