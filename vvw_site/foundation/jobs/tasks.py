"""The jobs of the jobs themselves."""

from datetime import timedelta

from vvw_site.foundation.jobs.models import JobRun
from vvw_site.foundation.jobs.overdue import send_overdue
from vvw_site.foundation.jobs.run import JobWindow, job

KEEP = timedelta(days=30)


@job("jobs.catch_up")
def catch_up(window: JobWindow) -> str:
    return send_overdue()


@job("jobs.sweep")
def sweep(window: JobWindow) -> str:
    return f"{JobRun.objects.filter(window__lt=window.now - KEEP).delete()[0]:,} old runs deleted"
