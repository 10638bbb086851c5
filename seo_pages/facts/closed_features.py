"""Features that are in the content but not yet in the game. Their pages exist and say so."""

CLOSED = {
    "dungeon": "No dungeon lets anybody in yet: this is what waits behind the gate on the day it opens.",
    "weekly": "Weekly missions are not handed out yet.",
    "errand": "Nobody gives errands yet.",
}
"""Kind -> the sentence on its pages. Remove the line when the feature is built; a test fails until then."""


COMING = "Not to be had yet: what it counts is still to come."
"""On achievements whose event nothing counts (game/content/achievements.py)."""


def is_closed(kind: str) -> bool:
    return kind in CLOSED


def note(kind: str) -> str:
    """The sentence above a list of a closed feature; empty for an open one."""
    return CLOSED.get(kind, "")


def suffix(kind: str) -> str:
    """The words after a name in a sentence about a closed feature; empty for an open one."""
    return " that is still shut" if kind in CLOSED else ""
