"""The leaderboards."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.queries.board import BoardRow
from game.queries.own_rank import board_and_rank


class OwnStanding(Struct, frozen=True):
    """about: the rank is an estimate, behind all rows of the board. next_count: the next count will list the character."""

    rank: int
    name: str
    value: int
    about: bool
    next_count: bool


class Standings(Struct, frozen=True):
    """updated_at: when the board was counted, every five minutes; null before the first count. rows: the top twenty. characters:
    how many are ranked. me: the character's own rank by the same count; null if it is not ranked."""

    updated_at: datetime | None
    characters: int
    rows: list[BoardRow]
    me: OwnStanding | None


class BoardQuery(Struct, frozen=True):
    """scope: all_time, or season: what counts since the season began."""

    scope: Literal["all_time", "season"] = "all_time"


class LeaderboardEndpoint(Endpoint):
    @endpoint(Standings, query=BoardQuery, refuses="not_found")
    def get(self, request: ApiRequest[BoardQuery], category: str) -> Standings:
        """The top twenty of a category: level, kills, raids or gold."""
        me = request.character
        best, own = board_and_rank(category, me, request.query.scope)
        mine = OwnStanding(own.rank, me.name, own.value, own.is_estimate, own.is_next) if own else None
        return Standings(best.updated_at, best.characters, best.top, mine)
