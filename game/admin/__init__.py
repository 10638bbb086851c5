"""The admin of the game: read-only lists and pages, and the forms of staff actions."""

from game.admin import (
    battle,
    character,
    chat,
    event,
    goods,
    mail,
    pending_grant,
    play,
    raid,
    report,
    season,
    stats,
    transfer,
    user,
)

__all__ = [
    "battle",
    "character",
    "chat",
    "event",
    "goods",
    "mail",
    "pending_grant",
    "play",
    "raid",
    "report",
    "season",
    "stats",
    "transfer",
    "user",
]
