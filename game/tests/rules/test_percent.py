"""Shares in whole percent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules.percent import percent_shares


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=100).filter(any))
def test_shares_sum_to_a_hundred_and_are_at_most_one_off(weights: list[int]) -> None:
    shares, total = percent_shares(weights), sum(weights)
    assert sum(shares) == 100
    for share, weight in zip(shares, weights, strict=True):
        assert (share > 0) == (weight > 0)
    if min(weights) * 100 >= total:
        assert all(abs(s - 100 * w / total) < 1 for s, w in zip(shares, weights, strict=True))


@pytest.mark.parametrize("weights, shares", [
    ([1, 1, 1], [34, 33, 33]), ([36, 41, 6, 38, 24, 1], [25, 28, 4, 26, 16, 1]), ([10_000, 1, 1], [98, 1, 1]), ([7], [100]),
    ([1, 1, 1, 1, 1, 1], [17, 17, 17, 17, 16, 16]), ([0, 5], [0, 100]),
])  # fmt: skip
def test_shares_go_by_the_largest_remainder(weights: list[int], shares: list[int]) -> None:
    assert percent_shares(weights) == shares


@pytest.mark.parametrize("weights", [[], [0, 0], [3, -1]])
def test_shares_of_nothing_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        percent_shares(weights)
