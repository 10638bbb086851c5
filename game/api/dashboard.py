"""The dashboard: everything that a first screen shows, in one answer."""

from django.utils import timezone

from game.actions.missions import deal
from game.api.api_request import ApiRequest, endpoint
from game.api.endpoint import Endpoint
from game.queries import dashboard


class Dashboard(Endpoint):
    @endpoint(dashboard.Dashboard)
    def get(self, request: ApiRequest) -> dashboard.Dashboard:
        """The character with its stats, today's missions, the leaders and unread notices.

        `stats`: crit, dodge and lifesteal in thousandths, crit_power in percent of a blow.
        """
        me, now = request.character, timezone.now()
        seen = dashboard.look(me, now)
        return dashboard.dashboard(me, seen, seen.today or deal(me, now), now)
