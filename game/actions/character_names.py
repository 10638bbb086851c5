"""What a character may be called: 3 to 20 letters, digits and underscores, no slur, no word that only the staff may use."""

from accounts.models.ids import UserId
from accounts.queries.staff_names import looks_like_staff
from game.rules.errors import GameError
from vvw_site.foundation import naming


def check_name(name: str) -> None:
    """GameError invalid (name) if a character cannot have it."""
    if problem := problem_with(name):
        raise GameError("invalid", problem, field="name")


def check_not_staff(name: str, *, but: UserId | None = None) -> None:
    """GameError invalid (name) if it looks like a staff member's. but: the account that may have such a name. One statement."""
    if looks_like_staff(name, but=but):
        raise GameError("invalid", "That name looks like the name of one of the staff. Choose another.", field="name")


def problem_with(name: str) -> str | None:
    """Why a character cannot have this name, in a sentence; None when it can."""
    if not naming.SHAPE.fullmatch(name):
        return "A name has 3 to 20 letters (A to Z), digits or underscores."
    if not any(letter.isalpha() for letter in name):
        return "A name needs at least one letter."
    if len(naming.skeleton(name)) < 2:
        return "A name needs more than underscores."
    if naming.is_reserved(name):
        return "That name is kept for the staff."
    if naming.contains_slur(name):
        return "That name would hurt people. Choose another."
    return None
