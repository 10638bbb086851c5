"""Wars of clans, and the level of each clan."""

from clans.actions.clan_level import count_levels
from clans.actions.war_job import tend_wars
from vvw_site.foundation.jobs.run import JobWindow, job


@job("clans.tend_wars")
def tend(window: JobWindow) -> str:
    done = tend_wars()
    return f"began {done.begun} wars, counted {done.counted}, settled {done.settled}"


@job("clans.count_levels")
def levels(window: JobWindow) -> str:
    done = count_levels()
    return f"counted {done.raids} shares of raids, {done.clans} clans, {done.levels} levels, {done.members} bonuses of members"
