"""A player's own statistics: as they are stored, and what they are counted from. Live and archived battles are read as one."""

from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from game.models.holder import of
from game.models.ids import CharacterId
from game.rules.stats import BattleSums, CountedBattle
from vvw_site.foundation.database.statement import Statement

BEST_RAIDS = 5


class GoldSums(Struct):
    """Gold of a character by the ledger's reason, up to the movement `last`."""

    last: int = 0
    earned: dict[str, int] = field(default_factory=dict)
    spent: dict[str, int] = field(default_factory=dict)


class OwnRaid(Struct, frozen=True, array_like=True):
    """A raid that the hunter was paid for, or that is settled. state: the raid's."""

    raid: int
    boss: str
    state: str
    rank: int
    hits: int
    damage: int
    gold: int


class RaidSums(Struct, frozen=True, array_like=True):
    """All settled raids of a hunter. best: those with the most damage."""

    raids: int = 0
    won: int = 0
    hits: int = 0
    damage: int = 0
    gold: int = 0
    killing_blows: int = 0
    best_rank: int | None = None
    best: list[OwnRaid] = []


class StatsSums(Struct):
    """Everything that is counted."""

    battles: BattleSums = field(default_factory=BattleSums)
    gold: GoldSums = field(default_factory=GoldSums)
    raids: RaidSums = field(default_factory=RaidSums)


StatsState = Literal["pending", "running", "done", "failed"]


class StoredStats(Struct, frozen=True, array_like=True):
    """seconds: since it was asked for. place: in the queue, from 1, while it is pending. sums: None before the first was complete."""

    state: StatsState
    seconds: int
    place: int
    computed_at: datetime | None
    counted_to: int
    sums: StatsSums | None


def stats_of(character: CharacterId) -> StoredStats | None:
    """None if they were never asked for. One statement."""
    found: StoredStats | None = _STORED.row(character=character)
    return found


def next_battles(character: CharacterId, after: int, count: int) -> list[CountedBattle]:
    """The next battles by id, from both tables in one snapshot. A character's battles are committed in the order of their ids,
    because a hunt whose character has changed since it took its id starts again with a new one."""
    return _BATTLES.rows(character=character, after=after, count=count)


def gold_since(character: CharacterId, after: int) -> GoldSums:
    """Gold that came and went after that movement, by reason. A character's movements are committed in the order of their ids too:
    they are written under the lock or the version of its row. One statement."""
    rows: list[tuple[str, int, int, int]] = _GOLD.rows(holder=of(character), after=after)
    found = GoldSums(last=after)
    for reason, earned, spent, last in rows:
        found.last = max(found.last, last)
        if earned:
            found.earned[reason] = earned
        if spent:
            found.spent[reason] = spent
    return found


def raid_sums(character: CharacterId) -> RaidSums:
    """One statement. Rewards are never archived: there is one for each raid, not one for each hit."""
    found: RaidSums = _RAIDS.row(character=character, best=BEST_RAIDS)
    return found


_AHEAD = """(SELECT count(*) FROM game_playerstats o WHERE o.state IN ('pending', 'running') AND (o.asked_at, o.id) < (s.asked_at, s.id))"""
# Served by the unique key of the character and by stats_to_compute.
_STORED = Statement(
    f"""SELECT json_build_array(s.state, extract(epoch FROM statement_timestamp() - s.asked_at)::bigint, 1 + {_AHEAD},
    s.computed_at, s.counted_to, CASE WHEN s.computed_at IS NULL THEN NULL ELSE s.data END)::text
FROM game_playerstats s WHERE s.character_id = %(character)s""",  # noqa: S608 (constants of the code)
    StoredStats,
)
_NEXT = "m.id, m.place, m.rules_version, m.inputs, m.outcome"
# Served by battles_of_character and archived_battles_of_character.
_BATTLES = Statement(
    f"""SELECT json_build_array({_NEXT})::text FROM (
    (SELECT {_NEXT} FROM game_battle m WHERE m.character_id = %(character)s AND m.id > %(after)s::bigint
        ORDER BY m.id LIMIT %(count)s::int)
    UNION ALL (SELECT {_NEXT} FROM game_archivedbattle m WHERE m.character_id = %(character)s AND m.id > %(after)s::bigint
        AND NOT EXISTS (SELECT FROM game_battle l WHERE l.id = m.id) ORDER BY m.id LIMIT %(count)s::int)
) m ORDER BY m.id LIMIT %(count)s::int""",  # noqa: S608
    CountedBattle,
)
# Served by transfer_from and transfer_to.
_GOLD = Statement(
    """SELECT json_build_array(reason, sum(earned), sum(spent), max(id))::text FROM (
    SELECT id, reason, quantity AS earned, 0 AS spent FROM game_transfer
        WHERE destination = %(holder)s::text AND destination LIKE 'character:%%' AND id > %(after)s::bigint AND asset = 'gold'
    UNION ALL SELECT id, reason, 0, quantity FROM game_transfer
        WHERE source = %(holder)s::text AND source LIKE 'character:%%' AND id > %(after)s::bigint AND asset = 'gold'
) moved GROUP BY reason""",
    tuple[str, int, int, int],
)
# Served by one_reward_per_hunter.
_RAIDS = Statement(
    """WITH own AS (
    SELECT w.raid_id, r.boss, r.state, w.rank, w.hits, w.damage, w.gold, w.trophy
    FROM game_raidreward w JOIN game_raid r ON r.id = w.raid_id WHERE w.character_id = %(character)s
)
SELECT json_build_array(count(*), count(*) FILTER (WHERE state = 'won'), coalesce(sum(hits), 0), coalesce(sum(damage), 0),
    coalesce(sum(gold), 0), count(*) FILTER (WHERE trophy <> ''), min(rank),
    coalesce((SELECT json_agg(json_build_array(raid_id, boss, state, rank, hits, damage, gold)) FROM (
        SELECT * FROM own ORDER BY damage DESC, raid_id LIMIT %(best)s::int) b), '[]'))::text
FROM own""",
    RaidSums,
)
