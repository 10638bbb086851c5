"""Seasons: end one whose time is over and begin the next one, and pay the rewards."""

from game.actions.season_pay import pay_seasons
from game.actions.season_roll import PAY_TASK, ROLL_TASK, Rolled, roll_season
from game.tasks.words import counted
from vvw_site.foundation.jobs.run import JobWindow, job


@job(ROLL_TASK)
def roll_over_season(window: JobWindow) -> str:
    return in_words(roll_season(window.now))


@job(PAY_TASK)
def pay_for_seasons(window: JobWindow) -> str:
    return counted(pay_seasons())


def in_words(rolled: Rolled) -> str:
    """One line for the staff."""
    frozen = rolled.frozen
    if rolled.ended is not None:
        return (
            f"season {rolled.ended} ended with {frozen.results:,} results and {frozen.rewards:,} rewards; "
            f"season {rolled.opened} began with {frozen.baselines:,} baselines"
        )
    if rolled.opened is not None:
        return f"season {rolled.opened} began with {frozen.baselines:,} baselines"
    if rolled.waits_for:
        return f"waits for {rolled.waits_for} raids that have to be settled and paid"
    return f"removed {rolled.removed:,} old baselines" if rolled.removed else "the season is on"
