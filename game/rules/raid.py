"""Raids: what state one is in, how strong its boss is, and which phase it is in."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from game.rules import tuning
from game.rules.raid_hit import PhaseKind
from game.rules.versions import HIT_RULES, RAID_RULES_VERSION

RaidState = Literal["gathering", "fighting", "won", "escaped", "called_off"]
ENDED: tuple[RaidState, ...] = ("won", "escaped", "called_off")
resolve_hit = HIT_RULES[RAID_RULES_VERSION]


class PhaseBegin(Struct, frozen=True):
    """A phase of a boss, and the share of its full health, in percent, below which it begins."""

    kind: PhaseKind
    below: int


class Attendance(Struct, frozen=True, array_like=True):
    """An earlier raid: how many hunters hit the boss, how often, and what damage counted."""

    hunters: int
    hits: int
    damage: int


def state_at(stored: str, *, hp: int, starts_in: float, ends_in: float) -> RaidState:
    """The state that people see. stored: "open", or how the raid ended. starts_in, ends_in: seconds until then, negative after it. A
    raid whose time is over counts as escaped before a fold has settled it."""
    if stored in ENDED:
        return stored
    if hp <= 0:
        return "won"
    if starts_in > 0:
        return "gathering"
    return "fighting" if ends_in > 0 else "escaped"


def phase_at(phases: Sequence[PhaseBegin], hp: int, hp_max: int) -> int:
    """The index of the phase at this health: the last one that has begun."""
    begun = [index for index, phase in enumerate(phases) if hp * 100 <= phase.below * hp_max]
    return max(begun, default=0)


def percent_left(hp: int, hp_max: int) -> int:
    """The health in percent, rounded up: 0 only if nothing is left."""
    return -(-hp * 100 // hp_max)


def full_health(recent: Sequence[Attendance], *, typical_damage: int) -> int:
    """The full health of a boss, from the raids of the same hour. typical_damage: of a hit, where no raid tells it.

    It is RAID_HITS_PER_HUNTER hits of each expected hunter. A hunter with full energy has 60 to 75 hits, so three who try can
    win a raid for three; a thousand need more than a minute for theirs, because each may hit once in two seconds.
    """
    fought = [raid for raid in recent if raid.hits]
    damage = typical_damage
    if fought:
        damage = max(1, sum(raid.damage for raid in fought) // sum(raid.hits for raid in fought))
    return max(1, expected_hunters(recent) * tuning.RAID_HITS_PER_HUNTER * damage)


def expected_hunters(recent: Sequence[Attendance]) -> int:
    """How many hunters a raid's health is made for: the average of these raids, at least RAID_HUNTERS_LEAST."""
    fought = [raid for raid in recent if raid.hits]
    average = -(-sum(raid.hunters for raid in fought) // len(fought)) if fought else 0
    return max(tuning.RAID_HUNTERS_LEAST, average)


def wound_kept(state: str, *, hp_max: int, health: int, hp: int) -> int:
    """The damage that a boss keeps from an ended raid: what it had lost when it escaped, or when it began, if the raid was called
    off. A fallen boss comes back whole."""
    return 0 if state == "won" else hp_max - (hp if state == "escaped" else health)


def health_at_start(hp_max: int, wound: int) -> int:
    """The health that a boss begins with. wound: the damage that it kept when it escaped."""
    return max(hp_max * tuning.RAID_HEALTH_LEAST_PERCENT // 100, hp_max - max(0, wound), 1)


def typical_damage(level: int, defence: int) -> int:
    """The damage of a usual hit at this level of the hunter, for a boss whose health no earlier raid tells. It is about two thirds
    of what the simulator's hunters do (docs/balance.md), because people do not always wear their best."""
    attack = 16 + 5 * level
    soak = 100 + 5 * level
    return max(1, attack * soak // (defence + soak))
