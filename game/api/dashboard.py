"""The dashboard: everything that a first screen shows, in one answer."""

from django.utils import timezone

from game.actions.missions import deal
from game.api.call import Asked, call
from game.api.door import Door
from game.queries import dashboard
from game.queries.sheet import worn_by


class Dashboard(Door):
    @call(dashboard.Dashboard)
    def get(self, asked: Asked) -> dashboard.Dashboard:
        """The character with its stats, today's missions, the leaders and unread notices.

        `stats`: crit, dodge and lifesteal in thousandths, crit_power in percent of a blow.
        """
        now = timezone.now()
        return dashboard.dashboard(asked.character, worn_by(asked.character), deal(asked.character, now), now)
