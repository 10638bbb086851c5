"""What a character may be called: 3 to 20 letters, digits and underscores, no slur, no look-alike of another."""

import re

_SHAPE = re.compile(r"[A-Za-z0-9_]{3,20}")
_ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g", "_": None})
_RESERVED = (
    "admin",
    "administrator",
    "moderator",
    "gamemaster",
    "staff",
    "system",
    "support",
    "vvw",
    "root",
    "official",
    "null",
)
_SLURS = (
    "nigger", "nigga", "faggot", "kike", "spic", "chink", "gook", "wetback", "tranny", "retard", "cunt", "hitler", "nazi",
    "fuck", "whore", "slut", "rapist", "pedo", "paedo",
)  # fmt: skip


def skeleton(name: str) -> str:
    """The name as the eye takes it: case, underscores and look-alike letters folded; two names that share it are one.

    "rn" reads as "m", "vv" as "w", "cl" as "d"; 0 as o, 1 and i as l, and so on.
    """
    folded = name.lower().translate(_ALIKE)
    return folded.replace("rn", "m").replace("vv", "w").replace("cl", "d")


def problem_with(name: str) -> str | None:
    """Why a name cannot be had, in a sentence; None when it can."""
    if not _SHAPE.fullmatch(name):
        return "A name has 3 to 20 letters (A to Z), digits or underscores."
    if not any(letter.isalpha() for letter in name):
        return "A name needs at least one letter."
    folded = skeleton(name)
    if len(folded) < 2:
        return "A name needs more than underscores."
    if folded in {skeleton(word) for word in _RESERVED}:
        return "That name is kept for the staff."
    if any(skeleton(word) in folded for word in _SLURS):
        return "That name would hurt people. Choose another."
    return None
