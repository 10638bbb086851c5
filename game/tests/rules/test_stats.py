"""Sums of battles: luck against the chances that the battles store, places and best fights."""

import random
from math import sqrt

import msgspec
import pytest

from game.rules.battle import BattleEvent, BattleInputs, Blow, BlowOutcome, Drop, Encounters, Fight, HuntOutcome, MonsterProfile
from game.rules.dice import Dice
from game.rules.sheet import Sheet
from game.rules.stats import KNOWN_RULES, SURE, BattleSums, CountedBattle, LuckSums, add_battles
from game.rules.v1.hunt import replay_hunt
from game.rules.versions import VERSIONS


def sheet(**figures: int) -> Sheet:
    fields = {
        "hp_max": 200, "attack": 30, "defence": 10, "crit": 200, "crit_power": 150, "dodge": 100, "lifesteal": 0, "speed": 10,
        "luck": 50, "level": 5, "hp": 200,
    }  # fmt: skip
    return msgspec.convert({"name": "x"} | fields | figures, Sheet)


DROPS = (Drop("a", 2000, 1, 1), Drop("b", 5000, 1, 2))


def battle(
    number: int, *, won: bool = True, blows: tuple[Blow, ...] = (), rounds: int = 3, hp: int = 50, level: int = 5
) -> CountedBattle:
    inputs = BattleInputs(
        Encounters(("rat",), (1,)), sheet(), MonsterProfile("rat", sheet(level=level), 5, (1, 3), DROPS if won else ())
    )
    outcome = HuntOutcome("rat", Fight(won, rounds, (hp, 0), blows), 5, 2, (("a", 1),) if won else ())
    return CountedBattle(number, "old-mill", 1, inputs, outcome)


def blow(actor: int, outcome: BlowOutcome, amount: int = 5) -> Blow:
    return Blow(1, actor, "attack", outcome, amount, (1, 1))


def test_each_roll_counts_with_the_chance_that_the_battle_stores() -> None:
    blows = (
        blow(0, "hit"), blow(0, "crit", 17), blow(0, "dodge", 0), blow(0, "blocked", 0), blow(0, "heal", 90),
        blow(1, "hit", 99), blow(1, "dodge", 0), blow(1, "blocked", 0), blow(1, "bleed"), blow(1, "stun"),
    )  # fmt: skip
    sums = BattleSums()
    add_battles(sums, [battle(7, blows=blows)])
    assert (sums.crits.tries, sums.crits.happened) == (2, 1) and sums.crits.expected == pytest.approx(0.4)
    assert (sums.dodges.tries, sums.dodges.happened) == (3, 1) and sums.dodges.expected == pytest.approx(0.3)
    assert (sums.finds.tries, sums.finds.happened) == (2, 1) and sums.finds.expected == pytest.approx(0.735)
    assert sums.finds.variance == pytest.approx(0.21 * 0.79 + 0.525 * 0.475)
    assert sums.biggest_blow is not None and sums.biggest_blow.value == 17


def test_a_lost_battle_rolls_no_finds_and_is_no_win() -> None:
    sums = BattleSums()
    add_battles(sums, [battle(1, won=False), battle(2)])
    assert (sums.hunts, sums.wins, sums.finds.tries, sums.last) == (2, 1, 2, 2)
    assert (sums.places["old-mill"].hunts, sums.places["old-mill"].wins) == (2, 1)


def test_an_event_changes_the_chance_of_each_find() -> None:
    usual, sums = battle(7), BattleSums()
    event = BattleEvent(xp=100, gold=100, drop=150, names=())
    add_battles(sums, [msgspec.structs.replace(usual, inputs=msgspec.structs.replace(usual.inputs, event=event))])
    assert sums.finds.expected == pytest.approx(0.315 + 0.7875)


def test_the_chances_of_every_version_of_the_rules_are_known() -> None:
    assert set(KNOWN_RULES) == set(VERSIONS)


def test_battles_of_rules_whose_chances_are_not_known_count_for_all_but_luck() -> None:
    known, sums = battle(1, blows=(blow(0, "hit"),)), BattleSums()
    add_battles(sums, [CountedBattle(1, known.place, 99, known.inputs, known.outcome)])
    assert sums.hunts == 1 and sums.crits.tries == sums.finds.tries == 0


def test_the_best_fights_are_found_and_of_equal_ones_the_first() -> None:
    sums = BattleSums()
    add_battles(sums, [
        battle(1, rounds=9, hp=80), battle(2, rounds=9, hp=3), battle(3, rounds=4, hp=3, level=8), battle(4, won=False, level=30),
    ])  # fmt: skip
    best = [sums.longest, sums.closest_win, sums.strongest]
    assert [fight and fight.battle for fight in best] == [1, 2, 3]


def test_counting_in_parts_is_counting_at_once() -> None:
    battles = [battle(n, won=n % 3 > 0, blows=(blow(0, "crit"), blow(1, "dodge")), hp=n) for n in range(1, 20)]
    whole, parts = BattleSums(), BattleSums()
    add_battles(whole, battles)
    for part in (battles[:5], battles[5:6], battles[6:]):
        add_battles(parts, part)
    assert parts == whole and whole.hunts == 19


def test_the_verdict_says_what_the_range_says() -> None:
    luck = LuckSums(tries=1000, happened=100, expected=100.0, variance=90.0)
    low, high = luck.range
    assert low == pytest.approx(100 - SURE * sqrt(90)) and high == pytest.approx(100 + SURE * sqrt(90))
    verdicts = []
    for happened in (int(low), int(low) + 1, 100, int(high), int(high) + 1):
        luck.happened = happened
        verdicts.append(luck.verdict)
    assert verdicts == ["unlucky", "as_expected", "as_expected", "as_expected", "lucky"]
    assert LuckSums(tries=20, happened=20, expected=1.0, variance=0.95).verdict == "too_few"


def test_honest_dice_leave_the_range_in_about_one_case_of_a_hundred() -> None:
    """Two hundred hunters with forty real hunts each, under the rules themselves."""
    numbers, outside, judged = random.Random(7), 0, 0
    for _ in range(200):
        sums = BattleSums()
        for number in range(1, 41):
            inputs = BattleInputs(
                Encounters(("rat",), (1,)), sheet(), MonsterProfile("rat", sheet(attack=15), 5, (1, 3), DROPS)
            )
            _, outcome = replay_hunt(inputs, Dice(f"{numbers.getrandbits(256):064x}", "c", number))
            add_battles(sums, [CountedBattle(number, "old-mill", 1, inputs, outcome)])
        for luck in (sums.crits, sums.dodges, sums.finds):
            if luck.verdict != "too_few":
                judged += 1
                outside += luck.verdict != "as_expected"
    assert judged > 500 and outside <= judged * 0.025, (outside, judged)
