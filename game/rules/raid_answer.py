"""The answer to a hit in a raid."""

from msgspec import Struct

from game.rules.hunt_answer import Fairness, NeedsRepair
from game.rules.raid_hit import HitKind


class RaidHitAnswer(Struct, frozen=True):
    """damage: of this hit. outcome: "hit", "crit" or "dodge" (the boss dodged it). hit: its id.

    seq, hp, hp_max, rank: of the raid, as of its last fold, so usually before this hit; rank is null until a hit of yours
    counted. health, health_max, lost: your own, and what the boss took. energy_full_in, health_full_in: seconds.
    """

    hit: int
    damage: int
    outcome: HitKind
    seq: int
    hp: int
    hp_max: int
    rank: int | None
    lost: int
    health: int
    health_max: int
    energy: int
    energy_full_in: int
    health_full_in: int
    fairness: Fairness
    wear: list[NeedsRepair] = []
