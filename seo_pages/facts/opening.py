"""What the content knows and the game cannot do yet: its pages stand, and say that it is still shut."""

SHUT = {
    "dungeon": "No dungeon lets anybody in yet: this is what waits behind the gate on the day it opens.",
    "weekly": "Weekly missions are not handed out yet.",
    "errand": "Nobody gives errands yet.",
    "achievement": "The clerks have not begun to write yet: no achievement can be earned so far.",
}
"""Kind -> the sentence for its pages. Whoever builds one of these into the game takes its line out; a test compares."""


def is_shut(kind: str) -> bool:
    return kind in SHUT


def note(kind: str) -> str:
    """The sentence over a list of what is shut; empty when it is open."""
    return SHUT.get(kind, "")


def behind(kind: str) -> str:
    """What stands after a thing's name in a sentence; empty when it is open."""
    return " that is still shut" if kind in SHUT else ""
