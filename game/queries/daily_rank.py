"""The ranks that are counted once a day: one character's over time, and those of people outside the boards' first thousand."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from accounts.queries.sql_parts import ACCOUNT
from game.models.ids import CharacterId
from game.queries.board import SEASON, Board
from game.queries.board_scores import IS_RANKED, ScopedBoard
from vvw_site.foundation.database.statement import Statement


class DayRank(Struct, frozen=True, array_like=True):
    """A rank in the count of a day, which is counted from 1970. at: when it was counted. of: how many were ranked."""

    day: int
    at: datetime
    rank: int
    of: int


class FoundRank(Struct, frozen=True):
    """Whom a search found. source: the board as it was counted last, the count of a day, or neither of them. rank, of and at are
    None without a source. value: only on the board."""

    name: str
    source: Literal["board", "day", "none"]
    rank: int | None = None
    of: int | None = None
    at: datetime | None = None
    value: int | None = None


def rank_history(of: ScopedBoard, shown: Board, character: CharacterId) -> list[DayRank]:
    """The character's ranks on a board by day, the oldest first; on a board of the season only those of the season. One statement."""
    found: list[DayRank] = _HISTORY.rows(
        board=of.key, character=character, since=shown.season.starts_at if shown.season else None
    )
    return found


def find_rank(of: ScopedBoard, shown: Board, name: str) -> FoundRank | None:
    """Somebody's rank on a board by the name in any case; None if nobody ranked goes by it. One statement."""
    if "\0" in name:  # Postgres refuses it with an error
        return None
    row: _Found | None = _FIND.row(
        board=of.key, name=name, snapshot=shown.snapshot, since=shown.season.starts_at if shown.season else None
    )
    if row is None:
        return None
    if row.rank is not None:
        return FoundRank(row.name, "board", row.rank, shown.characters, shown.updated_at, row.value)
    is_of_now = of.scope != SEASON or shown.season is not None
    if row.day is not None and is_of_now:
        return FoundRank(row.name, "day", row.day.rank, row.day.of, row.day.at)
    return FoundRank(row.name, "none")


class _Found(Struct, frozen=True, array_like=True):
    name: str
    rank: int | None
    value: int | None
    day: DayRank | None


_OF_DAY = """json_build_array(k.day, k.taken_at, r.ranks[array_position(k.boards, %(board)s::varchar)],
    k.characters[array_position(k.boards, %(board)s::varchar)])"""
_DAYS = """game_rankcount k JOIN game_dailyrank r ON r.count_id = k.id
    AND (%(since)s::timestamptz IS NULL OR k.taken_at >= %(since)s::timestamptz)
    AND r.ranks[array_position(k.boards, %(board)s::varchar)] > 0"""
# Served by the primary key of game_dailyrank, once for each of the days that are kept.
_HISTORY = Statement(
    f"SELECT {_OF_DAY}::text FROM {_DAYS} WHERE r.character_id = %(character)s::bigint ORDER BY k.day",  # noqa: S608
    DayRank,
)
# Served by name_unique_without_case, a_character_has_one_rank_on_a_board and the primary key of game_dailyrank.
_FIND = Statement(
    f"""SELECT json_build_array(c.name, e.rank, e.value,
    (SELECT {_OF_DAY} FROM {_DAYS} WHERE r.character_id = c.id ORDER BY k.day DESC LIMIT 1))::text
FROM game_character c JOIN ({ACCOUNT}) u ON u.id = c.user_id
LEFT JOIN game_boardentry e ON e.character_id = c.id AND e.snapshot_id = %(snapshot)s::bigint
WHERE lower(c.name) = lower(%(name)s) AND {IS_RANKED}""",  # noqa: S608 (constants of the code)
    _Found,
)
