"""Attribute points: how many a character gets, and spending them."""

from collections.abc import Mapping

from game.rules import tuning
from game.rules.errors import GameError

ATTRIBUTE_MAX = 400
"""Points raise no attribute above this. All the points of 60 levels come to less."""


def points_for(levels: int) -> int:
    return levels * tuning.POINTS_PER_LEVEL


def spend(attributes: Mapping[str, int], unspent: int, spent: Mapping[str, int]) -> tuple[dict[str, int], int]:
    """Attributes and unspent points after spending. spent: points by attribute.

    ValueError says what is wrong: an unknown attribute, negative points, none at all, or too many.
    """
    for name, points in spent.items():
        if name not in tuning.ATTRIBUTES:
            raise ValueError(f"there is no attribute “{name}”")
        if points < 0:
            raise ValueError("points cannot be taken back out of an attribute")
        if attributes[name] + points > ATTRIBUTE_MAX:
            raise ValueError(f"an attribute can be raised to {ATTRIBUTE_MAX} at most")
    total = sum(spent.values())
    if total == 0:
        raise ValueError("choose at least one point to spend")
    if total > unspent == 0:
        raise ValueError("you have no points left to spend")
    if total > unspent:
        raise ValueError(f"you have {unspent} to spend and chose {total}: take {total - unspent} back")
    return {name: attributes[name] + spent.get(name, 0) for name in tuning.ATTRIBUTES}, unspent - total


def spend_or_refuse(attributes: Mapping[str, int], unspent: int, spent: Mapping[str, int]) -> tuple[dict[str, int], int]:
    """As spend, for what a player asked for. GameError invalid says what does not fit."""
    try:
        return spend(attributes, unspent, spent)
    except ValueError as error:
        raise GameError("invalid", f"{str(error)[0].upper()}{str(error)[1:]}.", field="points") from error
