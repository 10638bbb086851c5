"""Limits of applications, invitations and links."""

from game.rules.errors import GameError

APPLICATIONS_MOST = 10
"""Pending ones of a character."""
INVITATIONS_MOST = 50
"""Pending ones of a clan."""
DECLINED_DAYS = 30
LINKS_MOST = 5
LINK_DAYS = 14
LINK_USES = 25
TEXT_MOST = 300


def clean_text(text: str) -> str:
    """What somebody writes with an application, trimmed. GameError invalid (text)."""
    words = " ".join(text.split())
    if len(words) > TEXT_MOST or not words.isprintable():
        raise GameError("invalid", f"Write up to {TEXT_MOST} ordinary letters.", field="text")
    return words
