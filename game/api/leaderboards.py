"""The leaderboards."""

from datetime import datetime

from msgspec import Struct

from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.queries import board
from game.rules.errors import GameError


class OwnStanding(Struct, frozen=True):
    rank: int
    name: str
    value: int


class Standings(Struct, frozen=True):
    """rows: the top twenty, at most five minutes old. me: the character's own rank by the same data."""

    updated_at: datetime
    rows: list[board.BoardRow]
    me: OwnStanding


class LeaderboardEndpoint(Endpoint):
    @endpoint(Standings)
    def get(self, request: ApiRequest[None], category: str) -> Standings:
        """The top twenty of a category: level, kills or gold."""
        me = request.character
        best, own = board.board_and_rank(category, me)
        if own is None:  # the account was suspended after its token was read
            raise GameError("banned", "Suspended players are not on the leaderboards.")
        return Standings(best.updated_at, best.rows, OwnStanding(own.rank, me.name, own.value))
