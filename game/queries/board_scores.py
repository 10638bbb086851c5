"""The scores of characters on boards, as parts of statements: what the counts rank by, and what one character has now."""

from msgspec import Struct

from accounts.queries.sql_parts import ACCOUNT
from game.models import BoardSnapshot, Season
from game.queries.board_kinds import BoardKind, board_kinds

IS_RANKED = """c.deleted_at IS NULL AND u.is_active
    AND (u.banned_until IS NULL OR u.banned_until <= statement_timestamp())"""
"""A character c of the account u is ranked: it lives, and the account is neither suspended nor closed."""


class ScopedBoard(Struct, frozen=True):
    """A board in one scope."""

    kind: BoardKind
    scope: str

    @property
    def key(self) -> str:
        return f"{self.kind.slug}:{self.scope}"

    @property
    def score(self) -> str:
        """SQL over c and b."""
        return self.kind.season if self.scope == BoardSnapshot.SEASON else self.kind.all_time

    @property
    def step(self) -> int:
        """What pages show is the score divided by it."""
        return 1 if self.scope == BoardSnapshot.SEASON else self.kind.step

    @property
    def unit(self) -> str:
        return (self.scope == BoardSnapshot.SEASON and self.kind.season_unit) or self.kind.unit


def season_on() -> Season | None:
    """The season that is on. One statement."""
    return Season.objects.filter(ended_at=None).first()


def scoped_boards(*, with_season: bool) -> list[ScopedBoard]:
    """All boards: of all time, and then those of the season."""
    scopes = BoardSnapshot.SCOPES if with_season else (BoardSnapshot.ALL_TIME,)
    return [ScopedBoard(kind, scope) for scope in scopes for kind in board_kinds().values()]


def scores(boards: list[ScopedBoard], more: str = "") -> str:
    """SQL: id, more columns, and the scores s0, s1 … of every ranked character. Reads each table once.

    Its parameter %(season)s is the id of the season, or NULL.
    """
    return f"SELECT c.id{more}, {score_columns(boards)} {joined(boards)} WHERE {IS_RANKED}"


def score_columns(boards: list[ScopedBoard]) -> str:
    """SQL over c and b: the scores s0, s1 …"""
    return ", ".join(f"({board.score})::bigint AS s{number}" for number, board in enumerate(boards))


def joined(boards: list[ScopedBoard]) -> str:
    """SQL: FROM and its joins, of characters c with account u, baseline b, and what the boards join."""
    baselines = "LEFT JOIN game_seasonbaseline b ON b.character_id = c.id AND b.season_id = %(season)s::bigint"
    joins = dict.fromkeys(board.kind.joins for board in boards)
    return f"FROM game_character c JOIN ({ACCOUNT}) u ON u.id = c.user_id {baselines} {' '.join(joins)}"
