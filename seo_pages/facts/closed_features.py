"""How pages speak of features that are in the content but not yet in the game (game/content/coming.py)."""

from game.content.coming import COMING

NOT_COUNTED = "Not to be had yet: what it counts is still to come."
"""On achievements whose event nothing counts (game/content/achievements.py)."""


def is_closed(kind: str) -> bool:
    return kind in COMING


def note(kind: str) -> str:
    """The sentence above a list of a closed feature; empty for an open one."""
    return COMING.get(kind, "")


def suffix(kind: str) -> str:
    """The words after a name in a sentence about a closed feature; empty for an open one."""
    return " that is still shut" if kind in COMING else ""


def later(kind: str) -> str:
    """The words at the end of a note about a closed feature; empty for an open one."""
    return ", still to come" if kind in COMING else ""
