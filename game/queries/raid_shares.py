"""A hunter's part in a raid, as the rewards need it."""

import msgspec

from game.models import Raid
from game.rules import tuning
from game.rules.raid_hit import RaidTarget
from game.rules.raid_reward import RaidShare, hit_worth


def share_of(raid: Raid, character: int, damage: int, hits: int, level: int) -> RaidShare:
    """level: the highest at which a hit of the hunter counted. No statement."""
    boss = msgspec.convert(raid.target, RaidTarget)
    worth = hit_worth(raid.gold, level=level, boss_level=boss.level)
    return RaidShare(character, damage, hits, hits * tuning.RAID_HIT_ENERGY, worth)
