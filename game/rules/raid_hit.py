"""A hit on a raid's boss as it is stored: what the dice decide over, and what came of it. Every version of the rules reads and
returns these, so a new field needs a default, and no stored name ever changes."""

from typing import Literal

from msgspec import Struct

PhaseKind = Literal["plain", "adds", "weak_spot", "enrage"]
HitKind = Literal["hit", "crit", "dodge"]


class Striker(Struct, frozen=True):
    """The hunter at the moment of the hit. crit: permille; crit_power: percent of a blow."""

    level: int
    attack: int
    crit: int
    crit_power: int
    hp: int
    hp_max: int


class RaidTarget(Struct, frozen=True):
    """The boss as a blow meets it. dodge: permille."""

    level: int
    defence: int
    dodge: int


class HitInputs(Struct, frozen=True):
    """Everything that the dice decide over. phase: as of the last fold before the hit, which is what the hunter saw."""

    hunter: Striker
    boss: RaidTarget
    phase: PhaseKind


class HitOutcome(Struct, frozen=True):
    """damage: done to the boss, 0 if it dodged. lost: health that the boss took from the hunter."""

    outcome: HitKind
    damage: int
    lost: int
