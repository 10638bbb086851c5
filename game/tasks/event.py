"""Each day: plan the Blood Moons of the next twelve months. Events begin and end by their rows, so no job is needed for that."""

from game.actions import event_plan
from game.tasks.words import counted
from vvw_site.foundation.jobs.run import JobWindow, job


@job("game.plan_events")
def plan_events(window: JobWindow) -> str:
    return counted({"planned": event_plan.plan_events(window.now)})
