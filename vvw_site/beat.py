"""Beat's scheduler. At each start its table follows vvw_site/schedule.py; rows that staff created stay as they are.

django-celery-beat only copies the code's entries into its table, and ignores rows whose entries were removed from the code. Rows
from the code are recognised by their description, which is written at each start.
"""

from typing import Any

from django.db.models import Q
from django_celery_beat.models import PeriodicTask, PeriodicTasks
from django_celery_beat.schedulers import DatabaseScheduler

FROM_CODE = "From vvw_site/schedule.py: a start of beat overwrites all but “enabled”."
NOT_IN_CODE = "Was in vvw_site/schedule.py and is not any more: switched off."
CLEANUP = "celery.backend_cleanup"
"""The library's own entry. It deletes stored results; without a result store it does nothing, every night."""
UNMARKED = (
    CLEANUP, "send the outbox", "sweep the outbox", "sweep sessions", "deal the day's missions", "sweep the game",
)  # fmt: skip
"""Names of rows from the code that are older than their description."""


class CodeScheduler(DatabaseScheduler):  # type: ignore[misc]  # django-celery-beat has no types
    def setup_schedule(self) -> None:
        sync_periodic_tasks(set(self.app.conf.beat_schedule), stores_results=bool(self.app.conf.result_backend))
        super().setup_schedule()

    def install_default_entries(self, data: dict[str, Any]) -> None:
        if self.app.conf.result_backend:
            super().install_default_entries(data)

    def update_from_dict(self, mapping: dict[str, dict[str, Any]]) -> None:
        # expires: a time that staff set there would contradict the seconds in the code, and the row would not be updated.
        super().update_from_dict(
            {name: {"expires": None, **entry, "description": FROM_CODE} for name, entry in mapping.items()}
        )


def sync_periodic_tasks(names: set[str], *, stores_results: bool) -> None:
    """Disable rows from the code whose names the code no longer has, and enable those that it has again.

    A row that staff disabled stays disabled.
    """
    if stores_results:
        names = names | {CLEANUP}
    rows = PeriodicTask.objects
    from_code = rows.filter(Q(description=FROM_CODE) | Q(name__in=UNMARKED, description=""), enabled=True)
    changed = from_code.exclude(name__in=names).update(enabled=False, last_run_at=None, description=NOT_IN_CODE)
    changed += rows.filter(name__in=names, description=NOT_IN_CODE).update(enabled=True, description=FROM_CODE)
    if changed:
        PeriodicTasks.update_changed()  # so that a beat that is running reads them too
