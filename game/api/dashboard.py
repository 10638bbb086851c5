"""The dashboard: all data for the first screen of a client, in one response."""

from django.utils import timezone

from game.actions.missions import deal
from game.api.api_request import ApiRequest
from game.api.endpoint import Endpoint, endpoint
from game.presenters import dashboard
from game.queries.board import board
from game.queries.dashboard import dashboard_snapshot


class DashboardEndpoint(Endpoint):
    @endpoint(dashboard.Dashboard)
    def get(self, request: ApiRequest[None]) -> dashboard.Dashboard:
        """The character with its stats, today's missions, the leaders and the unread notices.

        `stats`: crit, dodge and lifesteal in thousandths, crit_power in percent of a normal blow.
        """
        me, now = request.character, timezone.now()
        snapshot = dashboard_snapshot(me, now)
        return dashboard.dashboard(me, snapshot, snapshot.today or deal(me, now), board("level").top, now)
