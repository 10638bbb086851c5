"""The derived stats of a character."""

from hypothesis import given
from hypothesis import strategies as st

from game.rules import tuning
from game.rules.sheet import derive, softened
from game.tests.rules.strategies import attributes, gear


@given(attributes, gear, st.integers(1, 60))
def test_derived_stats_keep_their_caps(points: dict[str, int], worn: dict[str, int], level: int) -> None:
    stats = derive(level=level, main="str", attributes=points, gear=worn)
    assert stats.crit <= 850 and stats.dodge <= 600 and stats.lifesteal <= 200 and 150 <= stats.crit_power <= 250


@given(st.sampled_from(tuning.ATTRIBUTES), st.integers(0, 1000))
def test_points_beyond_a_soft_cap_count_half(attribute: str, value: int) -> None:
    cap = tuning.SOFT_CAPS[attribute]
    assert softened(attribute, value) == (value if value <= cap else cap + (value - cap) // 2)
