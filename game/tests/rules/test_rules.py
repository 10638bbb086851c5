"""What must hold of the rules whatever goes in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules import growth, mission, regen, tuning
from game.rules.dice import Dice
from game.rules.fight import fight
from game.rules.hunt import fair_xp
from game.rules.levels import Rise, rise, xp_to_next
from game.rules.percent import percent_shares
from game.rules.sheet import Sheet, derive, softened
from game.rules.skill import Skill

kinds = st.sampled_from(["strike", "bleed", "drain", "stun", "execute", "ward", "bless", "mend"])
skills = st.builds(
    Skill, slug=st.just("skill"), kind=kinds, power=st.integers(0, 400), extra=st.integers(0, 300), rounds=st.integers(0, 10),
    cooldown=st.integers(0, 15),
)  # fmt: skip
sheets = st.builds(
    Sheet, name=st.just("x"), level=st.integers(1, 60), hp=st.integers(1, 5000), hp_max=st.just(5000),
    attack=st.integers(1, 3000), defence=st.integers(0, 3000), crit=st.integers(0, 850), crit_power=st.integers(150, 250),
    dodge=st.integers(0, 600), lifesteal=st.integers(0, 200), speed=st.integers(0, 500), luck=st.integers(0, 300),
    skills=st.lists(skills, max_size=3).map(tuple),
)  # fmt: skip


@given(sheets, sheets, st.integers(0, 2**31))
@settings(max_examples=200, deadline=None)
def test_a_fight_ends_and_health_stays_within_its_bounds(one, other, nonce):
    fought = fight(one, other, Dice("seed", "client", nonce))
    assert 1 <= fought.rounds <= tuning.ROUNDS_MAX
    assert fought.won == (fought.hp[1] == 0 and fought.hp[0] > 0)
    assert all(0 <= blow.hp[0] <= one.hp_max and 0 <= blow.hp[1] <= other.hp_max for blow in fought.blows)
    assert fought == fight(one, other, Dice("seed", "client", nonce))


@given(st.integers(1, 2**32), st.integers(0, 1000))
def test_a_die_stays_below_its_faces(faces, nonce):
    dice = Dice("seed", "client", nonce)
    assert all(0 <= dice.below(faces) < faces for _ in range(20))


def test_a_die_favours_no_face():
    dice = Dice("seed", "client", 1)
    counts = [0] * 6
    for _ in range(60_000):
        counts[dice.below(6)] += 1
    assert max(abs(count - 10_000) for count in counts) < 400


attributes = st.fixed_dictionaries({name: st.integers(1, 400) for name in tuning.ATTRIBUTES})
gear = st.dictionaries(st.sampled_from(["str", "dex", "crit", "dodge", "lifesteal", "attack", "hp"]), st.integers(0, 3000))


@given(attributes, gear, st.integers(1, 60))
def test_derived_stats_keep_their_caps(points, worn, level):
    stats = derive(level=level, main="str", attributes=points, gear=worn)
    assert stats.crit <= 850 and stats.dodge <= 600 and stats.lifesteal <= 200 and 150 <= stats.crit_power <= 250


@given(st.sampled_from(tuning.ATTRIBUTES), st.integers(0, 1000))
def test_points_beyond_a_soft_cap_count_half(attribute, value):
    cap = tuning.SOFT_CAPS[attribute]
    assert softened(attribute, value) == (value if value <= cap else cap + (value - cap) // 2)


@given(st.integers(1, 59), st.integers(0, 10_000_000))
def test_rising_loses_no_experience(level, won):
    risen = rise(level, 0, won)
    spent = sum(xp_to_next(step) for step in range(level, risen.level))
    assert risen.level == tuning.LEVEL_MAX or (spent + risen.xp == won and risen.xp < xp_to_next(risen.level))
    assert risen.gained == risen.level - level
    assert risen.given == spent + risen.xp <= won


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_at_the_last_level_nothing_is_given(xp, won):
    assert rise(tuning.LEVEL_MAX, xp, won) == Rise(tuning.LEVEL_MAX, 0, 0, 0)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=100).filter(any))
def test_shares_sum_to_a_hundred_and_are_at_most_one_off(weights):
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
def test_shares_go_by_the_largest_remainder(weights, shares):
    assert percent_shares(weights) == shares


@pytest.mark.parametrize("weights", [[], [0, 0], [3, -1]])
def test_shares_of_nothing_are_refused(weights):
    with pytest.raises(ValueError, match="weights"):
        percent_shares(weights)


@given(st.integers(1, 5000), st.integers(1, 60), st.integers(1, 60))
def test_a_weak_monster_is_worth_less_and_never_nothing(worth, monster, level):
    assert 1 <= fair_xp(worth, monster, level) <= worth


@given(st.integers(0, 200), st.integers(0, 10**6), st.integers(0, 10**6))
def test_energy_never_falls_with_time_and_never_passes_its_maximum(value, first, more):
    early, late = regen.energy(value, 0, first), regen.energy(value, 0, first + more)
    assert value <= early.value <= late.value <= max(value, tuning.ENERGY_MAX)


@given(st.integers(0, 119), st.lists(st.integers(1, 500), min_size=1, max_size=30))
def test_reading_energy_often_loses_no_second(value, steps):
    now, read = 0, regen.Refill(value, 0, 0)
    for step in steps:
        now += step
        read = regen.energy(read.value, read.at, now)
    assert read.value == regen.energy(value, 0, now).value


@given(st.integers(0, 5000), st.integers(1, 5000), st.lists(st.integers(0, 20), min_size=1, max_size=20))
def test_health_never_falls_with_time(value, hp_max, steps):
    now, read = 0, regen.Refill(value, 0, 0)
    for step in steps:
        now += step
        later = regen.health(read.value, read.at, now, hp_max)
        assert min(read.value, hp_max) <= later.value <= hp_max
        read = later


@given(attributes, st.integers(0, 300), st.dictionaries(st.sampled_from(tuning.ATTRIBUTES), st.integers(-5, 400)))
def test_spending_points_makes_none(points, unspent, wish):
    try:
        after, left = growth.spend(points, unspent, wish)
    except ValueError:
        return
    assert sum(after.values()) + left == sum(points.values()) + unspent and left >= 0


@given(st.lists(st.integers(0, 100).map(str), unique=True), st.integers(1, 10**9), st.integers(0, 10**5))
def test_the_same_missions_are_drawn_each_time(slugs, character, day):
    drawn = mission.choose(slugs, character, day)
    assert drawn == mission.choose(slugs, character, day) and len(set(drawn)) == len(drawn) == min(3, len(slugs))


def test_a_streak_grows_by_days_in_a_row_and_ends_with_a_gap():
    one = mission.streak_after(mission.Streak(0, 0), 100)
    two = mission.streak_after(one, 101)
    assert (one.days, two.days, mission.streak_after(two, 101).days, mission.streak_after(two, 103).days) == (1, 2, 2, 1)
    assert [mission.with_streak(100, days) for days in (0, 1, 2, 7, 30)] == [100, 100, 110, 160, 160]
