"""The leaderboards."""

from datetime import datetime

from msgspec import Struct

from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.queries import board
from game.rules.errors import GameError


class Me(Struct, frozen=True):
    rank: int
    name: str
    value: int


class Standings(Struct, frozen=True):
    """The best twenty, counted up to five minutes ago; me: one's own place by the same count."""

    updated_at: datetime
    rows: list[board.BoardRow]
    me: Me


class LeaderboardEndpoint(Endpoint):
    @endpoint(Standings)
    def get(self, request: ApiRequest[None], category: str) -> Standings:
        """The top twenty of a category: level, kills or gold."""
        me = request.character
        best, place = board.board_and_rank(category, me)
        if place is None:  # suspended since the token was read
            raise GameError("banned", "Suspended players stand on no board.")
        return Standings(best.updated_at, best.rows, Me(place.rank, me.name, place.value))
