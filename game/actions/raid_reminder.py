"""Asking to be told when a raid opens, and taking that back. The notice is written as the raid opens (raid_open.py)."""

from datetime import datetime

from msgspec import Struct

from game.actions.player_action import ActionContext, action
from game.content.raid_windows import Window, window_at, window_numbered
from game.models import RaidReminder
from game.rules.errors import GameError

AHEAD = 60
"""Windows ahead for which a reminder can be set: 15 days."""


class ReminderAnswer(Struct, frozen=True):
    """is_set: whether the character is told when the window opens."""

    window: datetime
    is_set: bool


@action("remind_of_raid", ReminderAnswer)
def remind(context: ActionContext, *, window: int) -> ReminderAnswer:
    """Tell the character when the raid of this window opens. window: its number. Asking twice does no harm. GameError invalid."""
    found = _coming(window, context.now)
    RaidReminder.objects.bulk_create(
        [RaidReminder(character_id=context.character.pk, window=found.opens_at)], ignore_conflicts=True
    )
    return ReminderAnswer(found.opens_at, True)


@action("forget_raid_reminder", ReminderAnswer)
def forget_reminder(context: ActionContext, *, window: int) -> ReminderAnswer:
    """Do not tell the character. Without a reminder nothing changes. GameError invalid."""
    found = _coming(window, context.now)
    RaidReminder.objects.filter(character_id=context.character.pk, window=found.opens_at).delete()
    return ReminderAnswer(found.opens_at, False)


def _coming(number: int, now: datetime) -> Window:
    current = window_at(now).number
    if number <= current:
        raise GameError("invalid", "That raid has opened already. Choose one of the calendar.", field="window")
    if number > current + AHEAD:
        raise GameError("invalid", "That raid is too far off. Choose one of the calendar.", field="window")
    return window_numbered(number)
