"""A fight in words: one sentence for each blow."""

from typing import get_args

import pytest

from game.content import catalogue
from game.presenters.story import NarratedBlow, story
from game.rules.battle import Blow, BlowOutcome, Fight
from game.rules.sheet import Sheet

SKILL = next(iter(catalogue().skills.values()))
WITHOUT_SKILL: tuple[BlowOutcome, ...] = ("hit", "crit", "dodge", "bleed", "stunned", "heal", "blocked")
WITH_SKILL: tuple[BlowOutcome, ...] = ("hit", "crit", "dodge", "blocked", "heal", "ward", "bless", "stun")


def sheet(name: str) -> Sheet:
    return Sheet(
        name=name, level=1, hp=50, hp_max=50, attack=5, defence=5, crit=0, crit_power=150, dodge=0, lifesteal=0, speed=1, luck=0
    )  # fmt: skip


def narrated(*blows: Blow, monster: str = "Flour Rat") -> list[NarratedBlow]:
    fight = Fight(won=True, rounds=blows[-1].round, hp=blows[-1].hp, blows=blows)
    return [line for part in story(sheet("Grim"), sheet(monster), fight) for line in part.lines]


@pytest.mark.parametrize("outcome", WITHOUT_SKILL)
def test_every_outcome_of_a_plain_blow_is_one_sentence(outcome: BlowOutcome) -> None:
    for actor, amount in ((0, 3), (1, 4), (0, 5)):
        (line,) = narrated(Blow(1, actor, "attack" if outcome in ("hit", "crit", "dodge") else "", outcome, amount, (50, 47)))
        assert line.words[0].isupper() and line.words.endswith(".") and "{" not in line.words


@pytest.mark.parametrize("outcome", WITH_SKILL)
def test_every_outcome_of_a_skill_is_one_sentence(outcome: BlowOutcome) -> None:
    (line,) = narrated(Blow(1, 0, SKILL.slug, outcome, 3, (50, 47)))
    assert line.words[0].isupper() and line.words.endswith(".")
    assert SKILL.name in line.words or outcome == "stun"


def test_the_two_lists_hold_every_outcome_that_the_rules_know() -> None:
    assert set(WITHOUT_SKILL) | set(WITH_SKILL) == set(get_args(BlowOutcome))


def test_a_skill_that_left_the_catalogue_is_told_by_its_slug() -> None:
    (line,) = narrated(Blow(1, 0, "lost-art", "hit", 3, (50, 47)))
    assert line.words == "Lost art: Grim strikes the Flour Rat."


@pytest.mark.parametrize(("name", "shown"), [
    ("Flour Rat", "the Flour Rat"), ("The Warrener", "The Warrener"), ("Old Mother Bran", "Old"), ("Somebody's Reflection", "Somebody's"),
    ("Cutpurse's Apprentice", "the Cutpurse's"), ("Yourself, Shortly", "Yourself"), ("Her Grace's Muff", "Her"), ("Alderman Drain", "Alderman"),
    ("Number Nine Tub", "Number"), ("Ash-Wife", "the Ash-Wife"),
])  # fmt: skip
def test_only_common_names_get_an_article(name: str, shown: str) -> None:
    (line,) = narrated(Blow(1, 0, "lost-art", "hit", 3, (50, 47)), monster=name)
    assert f"strikes {shown}" in line.words


def test_blows_are_grouped_by_round_with_the_side_that_acts_and_health_that_is_never_negative() -> None:
    blows = (
        Blow(1, 0, "attack", "hit", 3, (50, 47)),
        Blow(1, 1, "attack", "hit", 3, (47, 47)),
        Blow(2, 0, "attack", "hit", 60, (47, -13)),
    )
    fight = Fight(won=True, rounds=2, hp=(47, -13), blows=blows)
    rounds = story(sheet("Grim"), sheet("Flour Rat"), fight)
    assert [(r.number, [line.side for line in r.lines]) for r in rounds] == [(1, ["hero", "foe"]), (2, ["hero"])]
    assert (rounds[1].lines[0].hero_hp, rounds[1].lines[0].foe_hp) == (47, 0)
    assert rounds == story(sheet("Grim"), sheet("Flour Rat"), fight), "the same fight, the same words"
