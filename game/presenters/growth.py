"""The page that asks before attribute points are spent: what they would change."""

from collections.abc import Mapping
from copy import copy

from msgspec import Struct

from game.models import Character
from game.presenters.compare import Change, changes_between
from game.queries.sheet import Worn, derived
from game.rules import growth, tuning


class Raise(Struct, frozen=True):
    """One attribute before and after. past_cap: whether points of it count half."""

    name: str
    before: int
    after: int
    past_cap: bool


class GrowthPage(Struct, frozen=True):
    """points: those that would be spent, by attribute. count: of them. left: those that would stay unspent.

    changes: attack and health first, even if they stay as they are; then every other stat that would change.
    """

    points: dict[str, int]
    count: int
    left: int
    raises: list[Raise]
    changes: list[Change]


def growth_page(character: Character, worn: Mapping[str, Worn], points: Mapping[str, int]) -> GrowthPage:
    """GameError invalid, as the action would raise it."""
    before = character.attributes
    after, left = growth.spend_or_refuse(before, character.unspent, points)
    grown = copy(character)
    grown.attributes = after
    wanted = {name: count for name, count in points.items() if count}
    return GrowthPage(
        points=wanted,
        count=sum(wanted.values()),
        left=left,
        raises=[Raise(name, before[name], after[name], after[name] > tuning.SOFT_CAPS[name]) for name in wanted],
        changes=changes_between(derived(character, worn.values()), derived(grown, worn.values()), always=("attack", "hp_max")),
    )
