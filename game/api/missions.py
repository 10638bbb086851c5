"""Today's missions and their rewards."""

from django.utils import timezone
from msgspec import Struct

from game.actions import missions as actions
from game.api.call import Asked, call
from game.api.door import Door
from game.queries import missions as queries


class Day(Struct, frozen=True):
    """seconds_left: until the UTC day ends. streak: days in a row with a claimed mission, up to the last one."""

    missions: list[queries.Told]
    seconds_left: int
    streak: int


class Missions(Door):
    @call(Day)
    def get(self, asked: Asked) -> Day:
        """The three missions of the day; they are dealt at first look."""
        now = timezone.now()
        tasks = actions.deal(asked.character, now)
        return Day(queries.told(tasks, asked.character), queries.seconds_left(now), asked.character.streak_days)


class Claim(Door):
    @call(actions.Claimed, changes=True, refuses="not_done already_claimed")
    def post(self, asked: Asked, id: int) -> actions.Claimed:
        """Take a finished mission's reward, once."""
        return actions.claim(asked.by, task=id)
