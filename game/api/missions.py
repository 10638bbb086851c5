"""The missions of the day and their rewards."""

from django.utils import timezone
from msgspec import Struct

from game.actions import missions as actions
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.presenters import missions as presenter


class MissionDay(Struct, frozen=True):
    """seconds_left: until the UTC day ends. streak: days in a row with a claimed mission, up to the last such day."""

    missions: list[presenter.MissionView]
    seconds_left: int
    streak: int


class MissionsEndpoint(Endpoint):
    @endpoint(MissionDay)
    def get(self, request: ApiRequest[None]) -> MissionDay:
        """The three missions of the day. The first request of a day deals them."""
        now = timezone.now()
        tasks = actions.deal(request.character, now)
        return MissionDay(
            presenter.mission_views(tasks, request.character), presenter.seconds_left(now), request.character.streak_days
        )


class ClaimEndpoint(Endpoint):
    @endpoint(actions.Claimed, changes=True, refuses="not_done already_claimed")
    def post(self, request: ApiRequest[None], id: int) -> actions.Claimed:
        """Claim the reward of a finished mission, once."""
        return actions.claim(request.actor, task=id)
