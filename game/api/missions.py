"""Today's missions and their rewards."""

from django.utils import timezone
from msgspec import Struct

from game.actions import missions as actions
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.presenters import missions as presenter


class Day(Struct, frozen=True):
    """seconds_left: until the UTC day ends. streak: days in a row with a claimed mission, up to the last one."""

    missions: list[presenter.MissionView]
    seconds_left: int
    streak: int


class MissionsEndpoint(Endpoint):
    @endpoint(Day)
    def get(self, request: ApiRequest[None]) -> Day:
        """The three missions of the day; they are dealt at first look."""
        now = timezone.now()
        tasks = actions.deal(request.character, now)
        return Day(
            presenter.mission_views(tasks, request.character), presenter.seconds_left(now), request.character.streak_days
        )


class ClaimEndpoint(Endpoint):
    @endpoint(actions.Claimed, changes=True, refuses="not_done already_claimed")
    def post(self, request: ApiRequest[None], id: int) -> actions.Claimed:
        """Take a finished mission's reward, once."""
        return actions.claim(request.actor, task=id)
