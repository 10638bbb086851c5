"""The leaderboards."""

from datetime import datetime

from msgspec import Struct

from game.api.call import Asked, call
from game.api.door import Door
from game.queries import board


class Me(Struct, frozen=True):
    rank: int
    name: str
    value: int


class Standings(Struct, frozen=True):
    """The best twenty, up to five minutes old; me: one's own place, now."""

    updated_at: datetime
    rows: list[board.Row]
    me: Me


class Leaderboard(Door):
    @call(Standings)
    def get(self, asked: Asked, category: str) -> Standings:
        """The top twenty of a category: level, kills or gold."""
        best, me = board.board(category), asked.character
        value = getattr(me, board.CATEGORIES[category][1][0])
        return Standings(best.updated_at, best.rows, Me(board.rank_of(me, category), me.name, value))
