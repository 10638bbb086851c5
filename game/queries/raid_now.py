"""Whether a raid is on, as a part of statements that read something else as well."""

from datetime import datetime

from msgspec import Struct


class RaidNow(Struct, frozen=True):
    """The raid for which hunters gather or fight. starts_in, ends_in: seconds; starts_in is 0 once the fight is on."""

    id: int
    hp: int
    hp_max: int
    boss: str
    starts_at: datetime
    ends_at: datetime
    starts_in: int
    ends_in: int


# Served by raids_open, an index of few rows.
THE_ONE_THAT_IS_ON = """WHERE r.state = 'open' AND r.ends_at > statement_timestamp() AND r.hp > 0
    ORDER BY r.starts_at > statement_timestamp(), r.id DESC LIMIT 1"""
"""Of the raids r, the one for which hunters gather or fight. If several are on, it is the one that began to fight last."""
RAID_NOW = f"""(SELECT json_build_object('id', r.id, 'hp', r.hp, 'hp_max', r.hp_max, 'boss', r.boss, 'starts_at', r.starts_at,
        'ends_at', r.ends_at, 'starts_in', greatest(0, extract(epoch FROM r.starts_at - statement_timestamp()))::int,
        'ends_in', greatest(0, extract(epoch FROM r.ends_at - statement_timestamp()))::int)
     FROM game_raid r {THE_ONE_THAT_IS_ON})"""  # noqa: S608 (constants of the code)
