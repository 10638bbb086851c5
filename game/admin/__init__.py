"""The admin of the game: read-only lists and pages, and the forms of staff actions."""

from game.admin import (
    achievement,
    battle,
    character,
    event,
    goods,
    mail,
    news,
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
    "achievement",
    "battle",
    "character",
    "event",
    "goods",
    "mail",
    "news",
    "pending_grant",
    "play",
    "raid",
    "report",
    "season",
    "stats",
    "transfer",
    "user",
]
