"""Staff ask for the end of a season before its time. The worker ends it (season_roll.py), because that takes longer than a request may."""

from functools import partial

from django.db.models.functions import Now

from accounts.queries.rank import Rank
from game.actions.season_roll import ROLL_TASK
from game.actions.staff_action import StaffContext, staff_action
from game.models import Season
from game.models.ids import SeasonId
from game.rules.errors import GameError
from vvw_site.foundation.jobs.send import ask

EXPIRES = 300
"""Seconds after which a message that no worker took is left to the schedule, which is as fast by then."""


def confirmation_of(number: int) -> str:
    """What a member of the staff types to end this season."""
    return f"end season {number}"


@staff_action("end_season", Rank.SUPERUSER)
def end_season(context: StaffContext, *, season: SeasonId, confirm: str) -> None:
    """Have the season ended now and the next one opened, without waiting for its time or for raids. The job does it as soon as a worker
    is free, and with the next run of its schedule at the latest.

    confirm: confirmation_of its number, so that a second form cannot end the season that follows. GameError: forbidden, not_found,
    invalid (confirm), nothing_to_do. Never waits for an end that is going on: the lock of the season is taken or skipped.
    """
    context.lock_actor()
    context.once()
    found = Season.objects.filter(pk=season).first()
    if found is None:
        raise GameError("not_found", "There is no such season.")
    wanted = confirmation_of(found.number)
    if " ".join(confirm.lower().split()) != wanted:
        raise GameError("invalid", f"Type “{wanted}” to end it.", field="confirm")
    if not _request(season):
        raise GameError("nothing_to_do", _why_not(Season.objects.get(pk=season)))
    context.write(f"season:{found.pk}", number=found.number)
    context.after_commit(partial(ask, ROLL_TASK, expires=EXPIRES, asked_by=context.staff.username))


def _request(season: SeasonId) -> bool:
    """Store that the end was asked for. False if it has ended, is being ended, or was asked for before."""
    free = Season.objects.select_for_update(no_key=True, skip_locked=True).filter(
        ended_at=None, end_requested_at=None, pk=season
    )
    if free.first() is None:
        return False
    Season.objects.filter(pk=season).update(end_requested_at=Now())
    return True


def _why_not(season: Season) -> str:
    if season.ended_at is not None:
        words = f"Season {season.number} has ended already."
        return f"{words} To end the one that is on now, open its own page and confirm it there."
    since = f" since {season.end_requested_at:%H:%M} UTC" if season.end_requested_at else ""
    return f"Season {season.number} is being ended{since}. Its page shows who asked for it and when it is done."
