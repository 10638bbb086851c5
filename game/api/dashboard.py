"""The dashboard: everything that a first screen shows, in one answer."""

from django.utils import timezone

from game.actions.missions import deal
from game.api.call import Asked, call
from game.api.door import Door
from game.queries import dashboard


class Dashboard(Door):
    @call(dashboard.Dashboard)
    def get(self, asked: Asked) -> dashboard.Dashboard:
        """The character with its stats, today's missions, the leaders and unread notices.

        `stats`: crit, dodge and lifesteal in thousandths, crit_power in percent of a blow.
        """
        me, now = asked.character, timezone.now()
        seen = dashboard.look(me, now)
        return dashboard.dashboard(me, seen, seen.today or deal(me, now), now)
