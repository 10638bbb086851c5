"""What a character may be called: 3 to 20 letters, digits and underscores, no slur, no word that only the staff may use."""

from vvw_site.foundation import naming


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
