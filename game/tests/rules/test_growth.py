"""Spending attribute points."""

from hypothesis import given
from hypothesis import strategies as st

from game.rules import growth, tuning
from game.tests.rules.strategies import attributes


@given(attributes, st.integers(0, 300), st.dictionaries(st.sampled_from(tuning.ATTRIBUTES), st.integers(-5, 400)))
def test_spending_points_creates_no_points(points: dict[str, int], unspent: int, wish: dict[str, int]) -> None:
    try:
        after, left = growth.spend(points, unspent, wish)
    except ValueError:
        return
    assert sum(after.values()) + left == sum(points.values()) + unspent and left >= 0
