"""Wars of clans: what a declaration takes, what a deed is worth, how a score, the spoils and the ladder come out of it."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

NOTICE_HOURS, WAR_HOURS = 24, 24
LEVELS_APART = 20
"""The average levels of both clans are at most so far apart."""
PEACE_DAYS = 7
"""The same two clans have peace for so many days after a war."""
COUNTED_AFTER_SECONDS = 60
"""Deeds are counted when they are so old: by then every transaction that wrote one is committed."""

FEE_AT_FIRST, FEE_A_LEVEL = 1_000, 500
CITY_PERCENT = 20
"""Of everything that was paid, the city keeps so much, however the war ends: an arranged war always costs."""

HUNT_POINTS = 10
RAID_DAMAGE_A_POINT, RAID_POINTS_MOST = 20, 30
REPEAT_PERCENT = (100, 50, 25, 10)
"""What the first, second … fight between the same two members is worth; each later one is worth nothing."""

RATING_AT_FIRST, RATING_STEP = 1_000, 32

Side = Literal["attacker", "defender"]
Outcome = Literal["attacker", "defender", "draw", "cancelled"]
SIDES: tuple[Side, ...] = ("attacker", "defender")
OUTCOMES: tuple[Outcome, ...] = ("attacker", "defender", "draw", "cancelled")


class Spoils(Struct, frozen=True):
    """Gold out of the escrow: to both clans, and to the city. Together it is what both paid."""

    attacker: int
    defender: int
    city: int


def war_fee(level: int) -> int:
    """Gold that a clan of this level pays to declare war. Who answers the declaration pays the same."""
    return FEE_AT_FIRST + FEE_A_LEVEL * (level - 1)


def may_fight(one: int, other: int) -> bool:
    """Whether clans of these average levels may be at war."""
    return abs(one - other) <= LEVELS_APART


def spoils(outcome: Outcome, *, attacker: int, defender: int) -> Spoils:
    """Who gets what of what both sides paid. The winner takes all but the city's part; at a draw each takes its own, without that part; when
    the staff ended the war, both get everything back.

    attacker, defender: what each paid; the defender pays 0 if it did not answer, and never more than the attacker. So whatever two friendly
    clans arrange, they lose the city's part together, and no winner gains as much as the fee is.
    """
    pot = attacker + defender
    if outcome == "cancelled":
        return Spoils(attacker, defender, 0)
    if outcome == "attacker":
        got = Spoils(_without_part(pot), 0, 0)
    elif outcome == "defender":
        got = Spoils(0, _without_part(pot), 0)
    else:
        got = Spoils(_without_part(attacker), _without_part(defender), 0)
    return Spoils(got.attacker, got.defender, pot - got.attacker - got.defender)


def _without_part(gold: int) -> int:
    return gold * (100 - CITY_PERCENT) // 100


def places(attackers: int, defenders: int) -> int:
    """How many fighters of each side count: as many as the smaller side has. A large clan does not win by its size."""
    return min(attackers, defenders)


def score(points: Sequence[int], counted: int) -> int:
    """The sum of the best so many fighters of a side."""
    return sum(sorted(points, reverse=True)[:counted])


def outcome_of(attacker: int, defender: int) -> Outcome:
    """By the scores."""
    if attacker == defender:
        return "draw"
    return "attacker" if attacker > defender else "defender"


def rated(attacker: int, defender: int, outcome: Outcome) -> tuple[int, int]:
    """Both ratings after a war (Elo, with steps of RATING_STEP). What one wins the other loses, so that two clans cannot raise each other. A
    cancelled war changes nothing."""
    if outcome == "cancelled":
        return attacker, defender
    result = {"attacker": 1.0, "draw": 0.5, "defender": 0.0}[outcome]
    expected = 1 / (1 + 10 ** ((defender - attacker) / 400))
    change = round(RATING_STEP * (result - expected))
    change = max(-attacker, min(defender, change))
    return attacker + change, defender - change
