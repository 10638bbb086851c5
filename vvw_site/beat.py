"""Beat's scheduler: its table follows vvw_site/schedule.py at each start; what staff made by hand stays as it is.

django-celery-beat alone copies the code's entries into its table and never looks at those that the code no longer has.
A row from the code is known by its description, which is written at each start.
"""

from typing import Any

from django.db.models import Q
from django_celery_beat.models import PeriodicTask, PeriodicTasks
from django_celery_beat.schedulers import DatabaseScheduler

FROM_CODE = "From vvw_site/schedule.py: a start of beat overwrites all but “enabled”."
NOT_IN_CODE = "Was in vvw_site/schedule.py and is not any more: switched off."
CLEANUP = "celery.backend_cleanup"
"""The library's own entry. It clears a store of results away; without one it does nothing, each night."""
UNMARKED = (
    CLEANUP, "send the outbox", "sweep the outbox", "sweep sessions", "deal the day's missions", "sweep the game",
)  # fmt: skip
"""Names that rows from the code had before their description said so."""


class CodeScheduler(DatabaseScheduler):
    def setup_schedule(self) -> None:
        follow(set(self.app.conf.beat_schedule), keeps_results=bool(self.app.conf.result_backend))
        super().setup_schedule()

    def install_default_entries(self, data: dict[str, Any]) -> None:
        if self.app.conf.result_backend:
            super().install_default_entries(data)

    def update_from_dict(self, mapping: dict[str, dict[str, Any]]) -> None:
        # expires: a moment that staff set there would contradict the code's seconds, and the row would not be changed.
        super().update_from_dict(
            {name: {"expires": None, **entry, "description": FROM_CODE} for name, entry in mapping.items()}
        )


def follow(names: set[str], *, keeps_results: bool) -> None:
    """Switch off the rows that came from the code and whose names it no longer has; switch those on that it has again.

    A row that staff switched off stays off.
    """
    if keeps_results:
        names = names | {CLEANUP}
    rows = PeriodicTask.objects
    ours = rows.filter(Q(description=FROM_CODE) | Q(name__in=UNMARKED, description=""), enabled=True)
    changed = ours.exclude(name__in=names).update(enabled=False, last_run_at=None, description=NOT_IN_CODE)
    changed += rows.filter(name__in=names, description=NOT_IN_CODE).update(enabled=True, description=FROM_CODE)
    if changed:
        PeriodicTasks.update_changed()  # so that another beat reads them too
