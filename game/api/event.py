"""Events of the world, for anybody."""

from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.presenters.event import EventsView, events_view
from game.queries.event import events

READ, COMING, OVER = 60, 24, 20


class EventsEndpoint(Endpoint):
    @endpoint(EventsView, open=True)
    def get(self, request: ApiRequest[None]) -> EventsView:
        """The events that are on, those to come, and the last ones that are over. Times are in UTC.

        `xp`, `gold` and `drop` are percentages of what a hunt gives (drop: of the chance of each find); 100 changes nothing. If
        `marked` is empty, an event is about all monsters. If several are on, the best percentage counts, each for itself.
        """
        return events_view(events(READ, OVER), COMING)
