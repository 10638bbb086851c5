"""What each hunter of a raid gets when it is over."""

from collections.abc import Sequence

from msgspec import Struct

from game.rules import tuning
from game.rules.raid import RaidState


class RaidShare(Struct, frozen=True, array_like=True):
    """A hunter's part in a raid. damage and hits: as they counted. energy: spent on all hits, for a raid that was called off.
    worth: gold of one of this hunter's hits (hit_worth)."""

    character: int
    damage: int
    hits: int
    energy: int
    worth: int


class RaidPrize(Struct, frozen=True):
    """What a hunter gets. share: permille of the damage. energy: given back because the raid was called off."""

    character: int
    rank: int
    damage: int
    hits: int
    share: int
    gold: int
    energy: int
    trophy: bool


def hit_worth(gold: int, *, level: int, boss_level: int) -> int:
    """The gold of a hit by a hunter of this level. gold: of a hit at the boss's level. A weaker hunter's hit is worth as much less as
    his or her hunts are, so that beginners who meet the last boss do not become rich by it."""
    return max(1, gold * min(level, boss_level) // max(1, boss_level))


def prizes(hunters: Sequence[RaidShare], *, state: RaidState, hp_max: int, killer: int | None) -> list[RaidPrize]:
    """The prizes, by rank. killer: the character of the killing blow.

    Everybody who hit gets the worth of RAID_LEAST_HITS hits. If the boss fell, the worth of all hits is shared by damage as well,
    and the first three get a third, a fifth and a tenth more. If it escaped, half of that is shared, in proportion to the health
    that it lost. A raid that was called off pays the least, and gives all energy back. The pot grows with hits and not with
    hunters, so a second account that hits once adds one hit to it.
    """
    ranked = sorted(hunters, key=lambda one: (-one.damage, one.character))
    total = sum(one.damage for one in ranked)
    worth = sum(one.worth * one.hits for one in ranked)
    pot = {"won": worth, "escaped": worth * min(total, hp_max) // (2 * max(1, hp_max))}.get(state, 0)
    found = []
    for rank, one in enumerate(ranked, 1):
        paid = one.worth * tuning.RAID_LEAST_HITS + pot * one.damage // max(1, total)
        if state == "won":
            paid += paid * tuning.RAID_RANK_PERCENT.get(rank, 0) // 100
        found.append(RaidPrize(
            one.character, rank, one.damage, one.hits, one.damage * 1000 // max(1, total), paid,
            one.energy if state == "called_off" else 0, one.character == killer and state == "won",
        ))  # fmt: skip
    return found
