"""The prizes: everybody gets the least, the rest goes by damage, and second accounts gain nothing."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from game.rules import tuning
from game.rules.raid import RaidState
from game.rules.raid_reward import RaidPrize, RaidShare, hit_worth, prizes

shares = st.lists(
    st.tuples(st.integers(0, 5000), st.integers(1, 75)), min_size=1, max_size=30
).map(lambda rows: [RaidShare(number, damage, hits, 2 * hits, 5) for number, (damage, hits) in enumerate(rows, 1)])  # fmt: skip
golds = st.integers(1, 500)
LEAST = tuning.RAID_LEAST_HITS


def given_to(
    hunters: list[RaidShare], state: RaidState, gold: int, *, killer: int | None = None, hp_max: int = 0
) -> list[RaidPrize]:
    """gold: the worth of each hit. hp_max: by default all of it was dealt."""
    worth = [structs.replace(one, worth=gold) for one in hunters]
    return prizes(worth, state=state, hp_max=hp_max or max(1, sum(one.damage for one in hunters)), killer=killer)


@pytest.mark.parametrize("state", ["won", "escaped", "called_off"])
@given(shares, golds)
def test_everybody_who_hit_has_one_prize_of_at_least_the_least(state: RaidState, hunters: list[RaidShare], gold: int) -> None:
    found = given_to(hunters, state, gold)
    assert sorted(one.character for one in found) == [one.character for one in hunters]
    assert all(one.gold >= gold * LEAST for one in found)


@given(shares, golds)
def test_without_the_bonus_of_the_first_three_the_sum_stays_within_the_pot(hunters: list[RaidShare], gold: int) -> None:
    found = given_to(hunters, "won", gold)
    pot = gold * sum(one.hits for one in hunters) + len(hunters) * gold * LEAST
    plain = [one.gold * 100 // (100 + tuning.RAID_RANK_PERCENT.get(one.rank, 0)) for one in found]
    assert sum(plain) <= pot
    most = sum(one.gold for one in found)
    assert most * 100 <= pot * (100 + max(tuning.RAID_RANK_PERCENT.values()))


@given(shares, golds, st.integers(1, 20))
def test_a_boss_that_escaped_pays_half_of_the_pot_by_the_health_that_it_lost(
    hunters: list[RaidShare], gold: int, times: int
) -> None:
    dealt = sum(one.damage for one in hunters)
    found = given_to(hunters, "escaped", gold, hp_max=max(1, dealt) * times)
    pot = gold * sum(one.hits for one in hunters)
    shared = sum(one.gold - gold * LEAST for one in found)
    assert shared <= pot // (2 * times) and not any(one.energy or one.trophy for one in found)


@given(shares, golds)
def test_a_raid_that_was_called_off_pays_the_least_and_gives_all_energy_back(hunters: list[RaidShare], gold: int) -> None:
    found = given_to(hunters, "called_off", gold, killer=1)
    spent = {one.character: one.energy for one in hunters}
    assert all((one.gold, one.energy, one.trophy) == (gold * LEAST, spent[one.character], False) for one in found)


@given(shares, golds)
def test_ranks_go_by_damage_and_ties_by_character(hunters: list[RaidShare], gold: int) -> None:
    found = given_to(hunters, "won", gold)
    assert [one.rank for one in found] == list(range(1, len(hunters) + 1))
    assert [(-one.damage, one.character) for one in found] == sorted((-one.damage, one.character) for one in hunters)
    assert all(a.gold >= b.gold for a, b in itertools.pairwise(found))
    assert found == given_to(hunters[::-1], "won", gold)


@given(shares, golds, st.integers(0, 31))
def test_the_trophy_goes_to_the_killing_blow_and_to_nobody_else(hunters: list[RaidShare], gold: int, killer: int) -> None:
    won = [one.character for one in given_to(hunters, "won", gold, killer=killer) if one.trophy]
    assert won == [one.character for one in hunters if one.character == killer]


@given(shares, golds)
def test_shares_are_thousandths_of_the_damage(hunters: list[RaidShare], gold: int) -> None:
    found = given_to(hunters, "won", gold)
    assert sum(one.share for one in found) <= 1000 and all(0 <= one.share <= 1000 for one in found)


@given(shares, golds)
def test_a_second_account_that_hits_once_adds_no_more_than_its_hit_and_its_least(hunters: list[RaidShare], gold: int) -> None:
    """Without the bonus of the ranks, which goes by damage."""
    alone = sum(one.gold for one in given_to(hunters, "escaped", gold, hp_max=10**9))
    second = RaidShare(99, 0, 1, 2, 5)
    both = sum(one.gold for one in given_to([*hunters, second], "escaped", gold, hp_max=10**9))
    assert both - alone <= gold * (LEAST + 1)


def test_nobody_hit_and_nobody_is_paid() -> None:
    assert prizes([], state="escaped", hp_max=100, killer=None) == []


def test_a_raid_in_which_all_hits_were_dodged_pays_the_least() -> None:
    [one] = prizes([RaidShare(3, 0, 9, 18, 5)], state="escaped", hp_max=100, killer=None)
    assert (one.gold, one.share, one.rank) == (5 * LEAST, 0, 1)


def test_the_first_three_get_more() -> None:
    hunters = [RaidShare(number, 100, 10, 20, 5) for number in (1, 2, 3, 4)]
    base = 7 * LEAST + 7 * 40 * 100 // 400
    assert [one.gold for one in given_to(hunters, "won", 7)] == [base + base * more // 100 for more in (33, 20, 10, 0)]


def test_a_hit_of_a_weaker_hunter_is_worth_as_much_less_and_never_nothing() -> None:
    assert [hit_worth(120, level=level, boss_level=60) for level in (1, 5, 30, 60)] == [2, 10, 60, 120]
    assert hit_worth(15, level=60, boss_level=5) == 15 and hit_worth(1, level=1, boss_level=60) == 1


def test_what_is_shared_counts_each_hit_by_the_level_of_its_hunter() -> None:
    strong, weak = RaidShare(1, 900, 10, 20, 100), RaidShare(2, 100, 10, 20, 10)
    one, other = prizes([strong, weak], state="escaped", hp_max=1000, killer=None)
    assert (one.gold, other.gold) == (100 * LEAST + 1100 // 2 * 900 // 1000, 10 * LEAST + 1100 // 2 * 100 // 1000)
