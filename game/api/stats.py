"""A player's own statistics: asking for them, and reading them once they are computed."""

from datetime import datetime

from django.http import HttpResponse
from msgspec import Struct, json

from game.actions.stats import StatsAsked, ask_for_stats
from game.api import responses
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.presenters.stats import FightCard, GoldBar, LuckLine, PlaceBar, stats_page
from game.queries.stats import RaidSums, StoredStats, stats_of
from game.rules.errors import GameError


class StatsAnswer(Struct, frozen=True):
    """state: pending, running, done or failed. place: in the queue, from 1. as_of: when the figures were complete, null before the
    first time. counted_to: id of the last battle that was counted. luck: for each kind of roll what happened, what was expected, and
    between which numbers (low, high) chance explains it in 99 of 100 cases."""

    state: str
    place: int
    as_of: datetime | None
    counted_to: int
    hunts: int
    wins: int
    places: list[PlaceBar]
    luck: list[LuckLine]
    earned: list[GoldBar]
    spent: list[GoldBar]
    fights: list[FightCard]
    raids: RaidSums | None


class StatsEndpoint(Endpoint):
    @endpoint(StatsAnswer, waits=True, refuses="not_found")
    def get(self, request: ApiRequest[None]) -> HttpResponse:
        """Your own statistics as they were computed last. 202 while they wait or are being computed: ask again in some seconds. 404 if
        they were never asked for."""
        stored = stats_of(request.character.id)
        if stored is None:
            raise GameError("not_found", "Your statistics were never counted. Ask for them with POST stats.")
        status = 202 if stored.state in ("pending", "running") else 200
        return responses.success(json.encode(_answer(stored)), status)

    @endpoint(StatsAsked, status=202, changes=True, refuses="too_fast")
    def post(self, request: ApiRequest[None]) -> StatsAsked:
        """Ask for your statistics; at most once in ten minutes, unless they failed. While they wait, asking again changes nothing."""
        return ask_for_stats(request.actor)


def _answer(stored: StoredStats) -> StatsAnswer:
    page = stats_page(stored)
    return StatsAnswer(
        state=page.state, place=page.place, as_of=page.computed_at, counted_to=stored.counted_to, hunts=page.hunts, wins=page.wins,
        places=page.places, luck=page.luck, earned=page.earned, spent=page.spent, fights=page.fights, raids=page.raids,
    )  # fmt: skip
