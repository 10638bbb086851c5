"""The arithmetic of wars: no arranged war pays, repeated fights fade, size does not win."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clans.rules.level import LEVEL_MOST
from clans.rules.war import (
    OUTCOMES,
    RATING_AT_FIRST,
    RATING_STEP,
    REPEAT_PERCENT,
    Outcome,
    may_fight,
    outcome_of,
    places,
    rated,
    score,
    spoils,
    war_fee,
)

levels = st.integers(1, LEVEL_MOST)
outcomes = st.sampled_from(OUTCOMES)
ratings = st.integers(0, 4_000)


@given(levels, st.booleans(), outcomes)
def test_two_friendly_clans_lose_by_every_outcome_that_they_can_arrange(level: int, answered: bool, outcome: Outcome) -> None:
    fee = war_fee(level)
    paid = fee, fee if answered else 0
    got = spoils(outcome, attacker=paid[0], defender=paid[1])
    assert got.attacker + got.defender + got.city == sum(paid), "every piece of gold goes somewhere"
    assert min(got.attacker, got.defender, got.city) >= 0
    gains = got.attacker - paid[0], got.defender - paid[1]
    if outcome == "cancelled":  # only the staff can
        assert gains == (0, 0)
    else:
        assert sum(gains) <= -fee // 5 < 0, "together they are poorer by the city's part"
        assert max(gains) < fee, "the fee is more than what a win yields"


@given(st.lists(st.tuples(levels, st.booleans(), st.sampled_from(OUTCOMES[:3]), st.booleans()), min_size=1, max_size=20))
def test_no_series_of_wars_between_two_clans_makes_them_richer_together(
    wars: list[tuple[int, bool, Outcome, bool]],
) -> None:
    gold = [0, 0]
    for level, answered, outcome, first_declares in wars:
        one, other = (0, 1) if first_declares else (1, 0)
        fee = war_fee(level)
        got = spoils(outcome, attacker=fee, defender=fee * answered)
        gold[one] += got.attacker - fee
        gold[other] += got.defender - fee * answered
    assert sum(gold) < 0


@given(ratings, ratings, outcomes)
def test_what_one_rating_wins_the_other_loses(one: int, other: int, outcome: Outcome) -> None:
    after = rated(one, other, outcome)
    assert sum(after) == one + other and min(after) >= 0
    assert abs(after[0] - one) <= RATING_STEP
    if outcome == "attacker":
        assert after[0] >= one
    if outcome == "cancelled":
        assert after == (one, other)


def test_a_win_against_an_equal_clan_moves_half_a_step_and_a_draw_nothing() -> None:
    assert rated(RATING_AT_FIRST, RATING_AT_FIRST, "attacker") == (1_016, 984)
    assert rated(RATING_AT_FIRST, RATING_AT_FIRST, "draw") == (1_000, 1_000)


def test_a_clan_that_wins_again_and_again_against_the_same_one_gains_less_each_time() -> None:
    one = other = RATING_AT_FIRST
    gains = []
    for _ in range(60):
        before = one
        one, other = rated(one, other, "attacker")
        gains.append(one - before)
    assert all(later <= earlier for earlier, later in itertools.pairwise(gains)) and gains[0] == 16 and gains[-1] <= 4


def test_each_further_fight_of_the_same_two_is_worth_less_and_together_less_than_two_fights() -> None:
    assert REPEAT_PERCENT == (100, 50, 25, 10)


@given(st.lists(st.integers(0, 1_000), max_size=30), st.integers(0, 30))
def test_the_best_of_a_side_count(points: list[int], counted: int) -> None:
    found = score(points, counted)
    assert found <= sum(points) and found >= max(points, default=0) * (counted > 0)
    assert score([*points, 0], counted) == found, "somebody who does nothing changes nothing"


def test_a_hundred_weak_fighters_do_not_beat_three_better_ones_by_number() -> None:
    assert places(100, 3) == 3
    assert outcome_of(score([10] * 100, 3), score([20, 20, 20], 3)) == "defender"


@pytest.mark.parametrize(("one", "other", "outcome"), [(2, 1, "attacker"), (1, 2, "defender"), (0, 0, "draw"), (7, 7, "draw")])
def test_the_higher_score_wins(one: int, other: int, outcome: str) -> None:
    assert outcome_of(one, other) == outcome


def test_levels_may_be_twenty_apart() -> None:
    assert may_fight(10, 30) and may_fight(30, 10) and not may_fight(9, 30)
