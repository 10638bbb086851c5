"""The boards as they were counted last: the first rows of each, cached for five minutes, and its other pages.

No request reads all characters: actions/boards.py does, every five minutes.
"""

from datetime import datetime
from functools import partial

from msgspec import Struct

from game.models import BoardSnapshot
from game.queries.board_kinds import BoardKind, board_kinds
from game.queries.board_scores import ScopedBoard
from game.rules.errors import GameError
from vvw_site.foundation import read_through
from vvw_site.foundation.database.statement import Statement
from vvw_site.foundation.read_through import stale_while_revalidate

SIZE = 20
"""Rows that the API and the dashboard show."""
PAGE = 50
"""Rows of a page."""
SECONDS = 300
LOCAL_SECONDS = 5
"""How long a process serves its own copy of a board."""
ALL_TIME, SEASON = BoardSnapshot.ALL_TIME, BoardSnapshot.SEASON


class BoardRow(Struct, frozen=True, rename={"class_slug": "class"}):
    """value: what the board shows of the score. emblem: number of the character's crest. title: the slug of the title that
    it wears. clan_tag: of its clan, "" without one."""

    rank: int
    name: str
    value: int
    faction: str
    emblem: int
    class_slug: str
    title: str = ""
    clan_tag: str = ""


class ScorePart(Struct, frozen=True, array_like=True):
    """A part of the histogram: so many characters have scores from low to high."""

    low: int
    high: int
    characters: int


class BoardSeason(Struct, frozen=True, array_like=True):
    """The season that a board counts. All times are UTC."""

    number: int
    starts_at: datetime
    ends_at: datetime


class Board(Struct, frozen=True, array_like=True):
    """A snapshot with its first rows. snapshot, removals: which one, and how often somebody was taken off it since; together they
    name what readers see. updated_at: when it was counted. All are None or 0 before the first count. characters: how many are
    ranked; listed: how many of them the snapshot lists, and last_score: what the last of these has."""

    snapshot: int | None = None
    removals: int = 0
    updated_at: datetime | None = None
    season: BoardSeason | None = None
    characters: int = 0
    listed: int = 0
    last_score: int = 0
    histogram: list[ScorePart] = []
    rows: list[BoardRow] = []

    @property
    def top(self) -> list[BoardRow]:
        """The first SIZE rows, best first."""
        return self.rows[:SIZE]

    @property
    def pages(self) -> int:
        return max(1, -(-self.listed // PAGE))


class BoardChanged(Exception):
    """The snapshot was replaced, or somebody was taken off it, since the board was cached."""


def find_board(category: str, scope: str = ALL_TIME) -> ScopedBoard:
    """GameError not_found for an unknown board, invalid for an unknown scope."""
    kind: BoardKind | None = board_kinds().get(category)
    if kind is None:
        raise GameError("not_found", f"There is no such board. Choose one of {', '.join(board_kinds())}.", field="category")
    if scope not in BoardSnapshot.SCOPES:
        raise GameError("invalid", f"“scope” is one of {', '.join(BoardSnapshot.SCOPES)}.", field="scope")
    return ScopedBoard(kind, scope)


def board(category: str, scope: str = ALL_TIME) -> Board:
    """The newest snapshot. One statement at most. GameError as find_board."""
    found = find_board(category, scope)
    read = partial(board_now, category, scope)
    return stale_while_revalidate(_key(found), Board, SECONDS, read, LOCAL_SECONDS)


def rows_of_page(category: str, scope: str, shown: Board, page: int) -> list[BoardRow]:
    """The rows of a page of this very snapshot; one statement, and none for the first page. BoardChanged if it is no longer there;
    GameError not_found for a page after the last."""
    if page > shown.pages:
        raise GameError("not_found", f"This board ends on page {shown.pages:,}.", field="page")
    if page == 1 or shown.snapshot is None:
        return shown.rows
    found: tuple[int, list[BoardRow]] | None = _PAGE.row(snapshot=shown.snapshot, after=(page - 1) * PAGE, last=page * PAGE)
    if found is None or found[0] != shown.removals:
        raise BoardChanged
    return found[1]


def drop() -> None:
    """Nobody reads the cached boards any more: somebody was taken off. Other processes serve their own copies for LOCAL_SECONDS."""
    for key in _keys():
        read_through.invalidate(key)


def expire() -> None:
    """The cached boards are old: a new count is there. One request reads it, and others get the old ones until then."""
    for key in _keys():
        read_through.expire(key)


def _key(found: ScopedBoard) -> str:
    return f"board:{found.key}"


def _keys() -> list[str]:
    return [_key(ScopedBoard(kind, scope)) for kind in board_kinds().values() for scope in BoardSnapshot.SCOPES]


def board_now(category: str, scope: str) -> Board:
    """The newest snapshot past the cache. One statement."""
    found: Board | None = _BOARD.row(board=category, scope=scope, page=PAGE)
    return found or Board()


_ROW = """json_build_object('rank', e.rank, 'name', c.name, 'value', e.value, 'faction', c.faction, 'emblem', c.emblem,
    'class', c.class_slug, 'title', c.title, 'clan_tag', c.clan_tag)"""
# Served by newest_board and one_character_per_rank.
_BOARD = Statement(
    f"""SELECT json_build_array(s.id, s.removals, s.taken_at,
    (SELECT json_build_array(n.number, n.starts_at, n.ends_at) FROM game_season n WHERE n.number = s.season),
    s.characters, coalesce(last.rank, 0), coalesce(last.score, 0), s.histogram,
    coalesce((SELECT json_agg({_ROW} ORDER BY e.rank) FROM game_boardentry e JOIN game_character c ON c.id = e.character_id
        WHERE e.snapshot_id = s.id AND e.rank <= %(page)s::int), '[]'))::text
FROM game_boardsnapshot s
LEFT JOIN LATERAL (SELECT rank, score FROM game_boardentry WHERE snapshot_id = s.id ORDER BY rank DESC LIMIT 1) last ON true
WHERE s.board = %(board)s AND s.scope = %(scope)s ORDER BY s.id DESC LIMIT 1""",  # noqa: S608 (a constant of the code)
    Board,
)
_PAGE = Statement(
    f"""SELECT json_build_array(s.removals, coalesce((
    SELECT json_agg({_ROW} ORDER BY e.rank) FROM game_boardentry e JOIN game_character c ON c.id = e.character_id
    WHERE e.snapshot_id = s.id AND e.rank > %(after)s::int AND e.rank <= %(last)s::int), '[]'))::text
FROM game_boardsnapshot s WHERE s.id = %(snapshot)s::bigint""",  # noqa: S608
    tuple[int, list[BoardRow]],
)
