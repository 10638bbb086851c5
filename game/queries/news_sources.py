"""What has happened and is not in the news yet: raids, seasons, events, levels, and finds. One statement each; none grows with the
characters."""

from datetime import datetime

from msgspec import Struct

from game.models.ids import CharacterId, EventId, RaidId
from vvw_site.foundation.database.statement import Statement

MOST = 500
"""Happenings of a kind that one run reads; the next run goes on."""


class EndedRaid(Struct, frozen=True, array_like=True):
    """killer: of the killing blow. best: who did the most damage, and how much. record: the most that anybody had done in one raid
    before, 0 in the first one."""

    id: RaidId
    boss: str
    state: str
    ended_at: datetime
    hunters: int
    killer: CharacterId | None
    best: CharacterId | None
    damage: int
    record: int


class Champion(Struct, frozen=True, array_like=True):
    board: str
    character: CharacterId


class EndedSeason(Struct, frozen=True, array_like=True):
    """champions: the first of each board, in the season's order of boards."""

    number: int
    ended_at: datetime
    champions: list[Champion]


class BegunEvent(Struct, frozen=True, array_like=True):
    id: EventId
    kind: str
    title: str
    starts_at: datetime


class HighestLevel(Struct, frozen=True, array_like=True):
    """told: the highest level that was told before; None on the first look. character: who leads the board of levels, and so far."""

    told: int | None
    level: int
    character: CharacterId


class FirstFind(Struct, frozen=True, array_like=True):
    """The first movement of an item to a character that found it."""

    item: str
    character: CharacterId
    reason: str
    reference: str
    at: datetime


class FindsRead(Struct, frozen=True, array_like=True):
    """to: the id of the last movement that was read; finds: among them."""

    to: int
    finds: list[FirstFind]


def untold_raids() -> list[EndedRaid]:
    """Raids that were won or whose boss escaped, oldest first."""
    return _RAIDS.rows(most=MOST)


def untold_seasons() -> list[EndedSeason]:
    return _SEASONS.rows(most=MOST)


def untold_events() -> list[BegunEvent]:
    """Events that have begun and were not stopped."""
    return _EVENTS.rows(most=MOST)


def highest_level() -> HighestLevel | None:
    """By the board that was counted last; None if nobody stands on it. The suspended do not."""
    found: HighestLevel | None = _LEVEL.row()
    return found


def next_finds(items: list[str], most: int) -> FindsRead | None:
    """The first finds of these items among the next movements; None if there is nothing to read. Movements of the last ten minutes wait:
    a transaction may still be writing one with a lower number, and none of ours lasts longer than that."""
    found: FindsRead | None = _FINDS.row(items=items, most=most)
    return found


# Served by one_hunter_per_rank and a_happening_is_told_once. There are four raids a day.
_RAIDS = Statement(
    """SELECT json_build_array(r.id, r.boss, r.state, r.ended_at, r.hunters,
    (SELECT w.character_id FROM game_raidreward w WHERE w.raid_id = r.id AND w.trophy <> '' ORDER BY w.rank LIMIT 1),
    b.character_id, coalesce(b.damage, 0), coalesce((SELECT max(o.damage) FROM game_raid e JOIN game_raidreward o
        ON o.raid_id = e.id AND o.rank = 1 WHERE e.state IN ('won', 'escaped') AND (e.ended_at, e.id) < (r.ended_at, r.id)), 0))::text
FROM game_raid r LEFT JOIN game_raidreward b ON b.raid_id = r.id AND b.rank = 1
WHERE r.state IN ('won', 'escaped')
    AND NOT EXISTS (SELECT FROM game_newsentry n WHERE n.kind = 'raid' AND n.key = r.id::text)
ORDER BY r.ended_at, r.id LIMIT %(most)s::int""",
    EndedRaid,
)
# Served by one_character_per_season_place.
_SEASONS = Statement(
    """SELECT json_build_array(s.number, s.ended_at, coalesce((
    SELECT json_agg(json_build_array(k.board, k.character_id) ORDER BY array_position(s.boards, k.board))
    FROM game_seasonrank k WHERE k.season_id = s.id AND k.board = ANY (s.boards) AND k.rank = 1), '[]'))::text
FROM game_season s WHERE s.ended_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM game_newsentry n WHERE n.kind = 'season' AND n.key = s.number::text)
ORDER BY s.number LIMIT %(most)s::int""",
    EndedSeason,
)
# Served by events_by_start.
_EVENTS = Statement(
    """SELECT json_build_array(e.id, e.kind, e.title, e.starts_at)::text FROM game_gameevent e
WHERE e.starts_at <= statement_timestamp() AND (e.stopped_at IS NULL OR e.stopped_at > e.starts_at)
    AND NOT EXISTS (SELECT FROM game_newsentry n WHERE n.kind = 'event' AND n.key = e.id::text)
ORDER BY e.starts_at, e.id LIMIT %(most)s::int""",
    BegunEvent,
)
# Served by newest_board and one_character_per_rank.
_LEVEL = Statement(
    """SELECT json_build_array((SELECT value FROM game_newsposition WHERE name = 'level'), e.value, e.character_id)::text
FROM game_boardentry e WHERE e.rank = 1 AND e.snapshot_id = (
    SELECT id FROM game_boardsnapshot WHERE board = 'level' AND scope = 'all_time' ORDER BY id DESC LIMIT 1)""",
    HighestLevel,
)
# Served by the primary key.
_FINDS = Statement(
    """WITH next AS MATERIALIZED (
    SELECT t.id, t.asset, t.source, t.destination, t.reason, t.reference, t.at FROM game_transfer t
    WHERE t.id > coalesce((SELECT value FROM game_newsposition WHERE name = 'finds'), 0) ORDER BY t.id LIMIT %(most)s::int
), settled AS (
    SELECT * FROM next WHERE id < coalesce(
        (SELECT min(id) FROM next WHERE at > statement_timestamp() - interval '10 minutes'), 1 + (SELECT max(id) FROM next))
)
SELECT json_build_array(max(id), coalesce((SELECT json_agg(json_build_array(f.asset, f.character, f.reason, f.reference, f.at)) FROM (
    SELECT DISTINCT ON (asset) asset, split_part(destination, ':', 2)::bigint AS character, reason, reference, at FROM settled
    WHERE asset = ANY (%(items)s::text[]) AND source LIKE 'faucet:%%' AND destination LIKE 'character:%%'
        AND reason IN ('hunt', 'raid', 'mission', 'craft')
        AND NOT EXISTS (SELECT FROM game_newsentry n WHERE n.kind = 'find' AND n.key = asset) ORDER BY asset, id) f), '[]'))::text
FROM settled HAVING max(id) IS NOT NULL""",
    FindsRead,
)
