"""A character's own rank on a board: that of its row, or an estimate behind all rows. It never contradicts the rows."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from game.models import Character
from game.queries.board import (
    ALL_TIME,
    SECONDS,
    Board,
    BoardChanged,
    BoardRow,
    ScorePart,
    board,
    board_now,
    find_board,
    rows_of_page,
)
from game.queries.board_scores import IS_RANKED, ScopedBoard, joined
from vvw_site.foundation.database.statement import Statement
from vvw_site.foundation.read_through import read_through

ATTEMPTS = 3
"""How often a board is read again that changes while it is read. It changes once in minutes."""


class OwnRank(Struct, frozen=True):
    """A character's rank and value on a board. is_estimate: it is not listed, and the rank comes from the histogram: right within a
    hundredth of all, or within those who have the same score. is_next: the next count will list it, because it has outgrown the last
    row since, or is new."""

    rank: int
    value: int
    is_estimate: bool = False
    is_next: bool = False


class BoardPage(Struct, frozen=True):
    """A page of a board with the viewer's own rank, all of the same snapshot. own: None for a visitor and for who is not ranked."""

    board: Board
    rows: list[BoardRow]
    own: OwnRank | None


def board_and_rank(category: str, character: Character, scope: str = ALL_TIME) -> tuple[Board, OwnRank | None]:
    """A board and the character's own rank. One statement at most for each, none when both are cached."""
    found = board_page(category, scope, character=character)
    return found.board, found.own


def board_page(category: str, scope: str = ALL_TIME, *, page: int = 1, character: Character | None = None) -> BoardPage:
    """A page, and the own rank of a character. Three statements at most, unless the board changes meanwhile.

    GameError: as find_board; not_found for a page after the last.
    """
    for attempt in range(ATTEMPTS):
        shown = board(category, scope) if attempt == 0 else board_now(category, scope)
        try:
            rows = rows_of_page(category, scope, shown, page)
            own = own_rank(find_board(category, scope), shown, character, rows) if character else None
        except BoardChanged:
            continue
        return BoardPage(shown, rows, own)
    raise BoardChanged


def own_rank(of: ScopedBoard, shown: Board, character: Character, rows: Sequence[BoardRow] = ()) -> OwnRank | None:
    """The rank on this very snapshot. Outside its rows it is read once for each snapshot. One statement at most. BoardChanged."""
    if shown.snapshot is None:
        return None
    if row := next((row for row in (*shown.rows, *rows) if row.name == character.name), None):
        return OwnRank(row.rank, row.value)
    key = f"rank:{of.key}:{shown.snapshot}:{shown.removals}:{character.pk}"
    return read_through(key, OwnRank | None, SECONDS, lambda: _read(of, shown, character))


def estimated_rank(histogram: Sequence[ScorePart], score: int) -> int:
    """The rank of a score by the histogram: within its part the scores are taken to lie evenly."""
    above = sum(part.characters for part in histogram if part.low > score)
    part = next((part for part in histogram if part.low <= score <= part.high), None)
    if part is None:
        return above + 1
    share = (part.high - score) / (part.high - part.low) if part.high > part.low else 0.5
    return above + 1 + round(share * (part.characters - 1))


class _Standing(Struct, frozen=True, array_like=True):
    """removals: of the snapshot. rank, value: of the entry. score: now, None if the character is not ranked."""

    removals: int
    rank: int | None
    value: int | None
    score: int | None


def _read(of: ScopedBoard, shown: Board, character: Character) -> OwnRank | None:
    found: _Standing | None = _standing(of).row(
        snapshot=shown.snapshot, character=character.pk, number=shown.season.number if shown.season else None
    )
    if found is None or found.removals != shown.removals:
        raise BoardChanged
    if found.rank is not None and found.value is not None:
        return OwnRank(found.rank, found.value)
    if found.score is None or found.score <= 0:
        return None
    rank = max(shown.listed + 1, min(estimated_rank(shown.histogram, found.score), shown.characters + 1))
    is_next = found.score > shown.last_score or shown.listed == shown.characters
    return OwnRank(rank, found.score // of.step, is_estimate=True, is_next=is_next)


@lru_cache
def _standing(of: ScopedBoard) -> Statement:
    """Served by a_character_has_one_rank_on_a_board and primary keys."""
    source = joined([of]).replace("%(season)s::bigint", "(SELECT id FROM game_season WHERE number = %(number)s::int)")
    return Statement(
        f"""SELECT json_build_array(s.removals, e.rank, e.value,
    (SELECT ({of.score})::bigint {source} WHERE c.id = %(character)s::bigint AND {IS_RANKED}))::text
FROM game_boardsnapshot s
LEFT JOIN game_boardentry e ON e.character_id = %(character)s::bigint AND e.snapshot_id = s.id
WHERE s.id = %(snapshot)s::bigint""",  # noqa: S608 (constants of the code)
        _Standing,
    )
