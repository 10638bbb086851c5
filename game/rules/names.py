"""What a character may be called: 3 to 20 letters, digits and underscores, no slur, no look-alike of another."""

from vvw_site.foundation import naming
from vvw_site.foundation.naming import skeleton

__all__ = ["problem_with", "skeleton"]


def problem_with(name: str) -> str | None:
    """Why a name cannot be had, in a sentence; None when it can."""
    if not naming.SHAPE.fullmatch(name):
        return "A name has 3 to 20 letters (A to Z), digits or underscores."
    if not any(letter.isalpha() for letter in name):
        return "A name needs at least one letter."
    if len(skeleton(name)) < 2:
        return "A name needs more than underscores."
    if naming.is_reserved(name):
        return "That name is kept for the staff."
    if naming.contains_slur(name):
        return "That name would hurt people. Choose another."
    return None
