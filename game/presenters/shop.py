"""What the shops sell to whom. No statement: it follows from the catalogue and the character's level."""

from functools import cache

from game.content import catalogue
from game.content.schema import Item, Region
from game.models import Character


def open_to(character: Character) -> list[Region]:
    """The regions whose shops know a character: those whose lowest level it has reached, newest first."""
    regions = [r for r in catalogue().regions.values() if r.levels[0] <= character.level]
    return sorted(regions, key=lambda r: -r.levels[0])


@cache
def stock_of(region: str) -> tuple[Item, ...]:
    """What a region's shop has, by kind, slot and level."""
    found = [i for i in catalogue().items.values() if region in i.sold_in]
    return tuple(sorted(found, key=lambda i: (i.kind, i.family, i.level, i.price)))


def fits(item: Item, character: Character) -> bool:
    """Could the character wear or use it now?"""
    return item.suits(character.level, character.faction)
